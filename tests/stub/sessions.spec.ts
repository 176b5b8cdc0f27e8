/** Where a session starts, and when it ends. */
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { expect, test } from '../fixtures.ts';
import { activeOrganization, type BrowserClerk, openSdk, sessionsOf, signedInUser } from './sdk-page.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

test('a new session starts in the organization that was active last', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  await sdk.evaluate((clerk) => clerk.setActive({ organization: 'org_moonshot' }));
  await signInAgain(sdk, 'ada@example.com');
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:member of Moonshot Software');
  expect(sessionsOf(clerk)).toEqual(['user_ada removed', 'user_ada in org_moonshot']);
});

test('a new session starts in no organization if the personal account was active last', async ({ page }) => {
  const sdk = await openSdk(page);
  await sdk.evaluate((clerk) => clerk.setActive({ organization: null }));
  await signInAgain(sdk, 'ada@example.com');
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
});

test('a new session starts in the organization that the user was added to since', async ({ page }) => {
  const sdk = await openSdk(page);
  const organization = await activeOrganization(sdk);
  await organization.evaluate((organization) => organization.addMember({ userId: 'user_hedy', role: 'org:member' }));
  await signInAgain(sdk, 'hedy@example.com');
  await expect(signedInUser(page)).toHaveText('hedy@example.com, org:member of Analytical Engines');
});

test('a new session starts in no organization if the user was removed from the last one', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  await sdk.evaluate((clerk) => clerk.user?.leaveOrganization('org_engines'));
  await signInAgain(sdk, 'ada@example.com');
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada removed', 'user_ada in none']);
});

test('a session expires after a week', async ({ page, clerk }) => {
  await openSdk(page);
  for (const { sessions } of clerk.state.clients.values()) for (const session of sessions) session.createdAt -= WEEK;
  await openSdk(page);
  await expect(signedInUser(page)).toHaveText('nobody');
});

test('sessions follow the time of the stub', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  clerk.state.lastTime = Date.now() + 60 * 60_000;
  await sdk.evaluate(async ({ session }) => void (await session?.reload()));
  expect(await sdk.evaluate(({ session }) => session?.factorVerificationAge)).toEqual([60, -1]);
  clerk.state.lastTime = Date.now() + WEEK;
  await openSdk(page);
  await expect(signedInUser(page)).toHaveText('nobody');
});

test.describe('where membership in an organization is required', () => {
  test.use({ scenario: 'membership-required' });

  test('a session without an active one is pending', async ({ page }) => {
    const sdk = await openSdk(page);
    const state = () =>
      sdk.evaluate(async ({ session, isSignedIn }) => {
        const [, claims = ''] = (await session?.getToken())?.split('.') ?? [];
        const { sts } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
        return [session?.status, session?.currentTask?.key, isSignedIn, sts];
      });
    expect(await state()).toEqual(['pending', 'choose-organization', false, 'pending']);
    await sdk.evaluate((clerk) => clerk.setActive({ organization: 'org_moonshot' }));
    expect(await state()).toEqual(['active', undefined, true, 'active']);
  });

  test('a session is pending after a test has taken the user out of the active one', async ({ page, clerk }) => {
    const sdk = await openSdk(page);
    await sdk.evaluate((clerk) => clerk.setActive({ organization: 'org_moonshot' }));
    clerk.state.organizations.get('org_moonshot')?.memberships.delete('user_ada');
    const reloaded = await openSdk(page);
    expect(await reloaded.evaluate(({ session }) => [session?.status, session?.lastActiveOrganizationId])).toEqual([
      'pending',
      null,
    ]);
  });
});

test('session.reload() fetches the session', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  for (const { sessions } of clerk.state.clients.values()) {
    for (const session of sessions) session.lastActiveOrganizationId = 'org_moonshot';
  }
  expect(await sdk.evaluate(async ({ session }) => (await session?.reload())?.lastActiveOrganizationId)).toBe(
    'org_moonshot',
  );
});

test.describe('getToken with a template', () => {
  test('has the claims of the template', async ({ page, clerk }) => {
    clerk.state.jwtTemplates.set('supabase', { role: 'authenticated', aud: 'supabase' });
    const sdk = await openSdk(page);
    const token = await sdk.evaluate(({ session }) => session?.getToken({ template: 'supabase' }));
    const [, claims = ''] = token?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      role: 'authenticated',
      aud: 'supabase',
      sub: 'user_ada',
      azp: new URL(page.url()).origin,
    });
  });

  test('is an error, and not a retry, for an unknown template', async ({ page }) => {
    const sdk = await openSdk(page);
    const outcome = await sdk.evaluate(
      ({ session }) => session && window.outcomeOf(session.getToken({ template: 'nothing' })),
    );
    expect(outcome).toBe('404 resource_not_found');
  });
});

async function signInAgain(sdk: Awaited<ReturnType<typeof openSdk>>, identifier: string): Promise<void> {
  await sdk.evaluate(
    async (clerk: BrowserClerk, [identifier, password]) => {
      await clerk.signOut();
      const signIn = await clerk.client?.signIn.create({ identifier, password });
      await clerk.setActive({ session: signIn?.createdSessionId ?? null });
    },
    [identifier, PASSWORD] as const,
  );
}
