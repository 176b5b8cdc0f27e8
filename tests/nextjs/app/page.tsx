import { OrganizationSwitcher, UserButton } from '@clerk/nextjs';
import { auth } from '@clerk/nextjs/server';
import { Greeting } from './greeting';

export default async function Page() {
  const { userId, orgId } = await auth();
  return (
    <main>
      <p role="status">{userId ? `${userId} in ${orgId}` : 'Signed out'}</p>
      <Greeting />
      <OrganizationSwitcher />
      <UserButton />
    </main>
  );
}
