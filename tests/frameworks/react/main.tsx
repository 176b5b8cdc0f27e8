import {
  ClerkProvider,
  OrganizationProfile,
  OrganizationSwitcher,
  Show,
  SignIn,
  UserButton,
  useOrganization,
} from '@clerk/react';
import { createRoot } from 'react-dom/client';

function Organization() {
  const { organization, memberships } = useOrganization({ memberships: { pageSize: 10 } });
  if (!organization) return null;
  return (
    <>
      <section aria-label="Members">
        <ul>
          {memberships?.data?.map(({ id, publicUserData }) => (
            <li key={id}>{publicUserData?.identifier}</li>
          ))}
        </ul>
        <button type="button" disabled={!memberships?.hasNextPage} onClick={() => memberships?.fetchNext?.()}>
          Next members
        </button>
      </section>
      <OrganizationProfile routing="hash" />
    </>
  );
}

createRoot(document.querySelector('#app') ?? document.body).render(
  <ClerkProvider
    publishableKey={import.meta.env.VITE_CLERK_PUBLISHABLE_KEY}
    proxyUrl={import.meta.env.VITE_CLERK_PROXY_URL}
    telemetry={false}
  >
    <Show when="signed-in">
      <OrganizationSwitcher />
      <UserButton />
      <Organization />
    </Show>
    <Show when="signed-out">
      <SignIn routing="hash" />
    </Show>
  </ClerkProvider>,
);
