import { auth, currentUser } from '@clerk/nextjs/server';

export default async function Page() {
  await auth.protect();
  const user = await currentUser();
  return <h1>Only for {user?.fullName}</h1>;
}
