/** What the SDK requires of its backend: each test is a rule that a stub of Clerk must follow, with the effect on users. */
import type { Page, Response } from '@playwright/test';
import type { ClerkStub } from '../../clerk-stub/stub.ts';
import { expect, test } from '../fixtures.ts';
import { activeOrganization, openSdk, sessionsOf, signedInUser } from './sdk-page.ts';

test('1. a revoked session signs the user out, without endless requests', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  clerk.endSessions();
  const before = clerk.requests.length;
  const outcome = await organization.evaluate((organization) => window.outcomeOf(organization.getMemberships()));
  expect(outcome).toBe('401 authentication_invalid');
  await expect(signedInUser(page)).toHaveText('nobody');
  // The failed request, then the client. If that failed with 401 as well, the SDK would request it forever.
  expect(clerk.requests.slice(before).map(({ path }) => path)).toContain('/v1/client');
  expect(clerk.requests.length - before).toBeLessThan(6);
});

test('2. lists have data and a total count', async ({ page }) => {
  const sdk = await openSdk(page);
  const lists = await sdk.evaluate(async ({ organization, user }) =>
    Promise.all([
      organization?.getMemberships(),
      organization?.getRoles(),
      organization?.getInvitations(),
      organization?.getMembershipRequests(),
      organization?.getDomains(),
      user?.getOrganizationMemberships(),
      user?.getOrganizationInvitations(),
      user?.getOrganizationSuggestions(),
    ]).then((lists) => lists.map((list) => [Array.isArray(list?.data), list?.total_count])),
  );
  expect(lists).toEqual([
    [true, 12],
    [true, 2],
    [true, 0],
    [true, 0],
    [true, 0],
    [true, 2],
    [true, 0],
    [true, 0],
  ]);
});

test('3. the first token request succeeds', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const token = await sdk.evaluate(({ session }) => {
    session?.clearCache();
    return session?.getToken();
  });
  expect(token?.split('.')).toHaveLength(3);
  // With an envelope around the token, the SDK would retry for minutes.
  expect(tokenRequests(clerk)).toHaveLength(1);
});

test('4. a mutation does not sign the user out', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const organization = await activeOrganization(sdk);
  // The SDK may request a token at any time. Its response has no client.
  const isMutation = (response: Response) =>
    response.request().method() === 'POST' && !response.url().includes('/tokens');
  const responses = collectResponses(page, isMutation);
  await organization.evaluate(async (organization) => {
    await organization.addMember({ userId: 'user_hedy', role: 'org:member' });
    await organization.updateMember({ userId: 'user_hedy', role: 'org:admin' });
    await organization.removeMember('user_hedy');
    await (await organization.inviteMember({ emailAddress: 'hedy@example.com', role: 'org:member' })).revoke();
    await organization.inviteMembers({ emailAddresses: ['claude@example.com'], role: 'org:member' });
    await organization.update({ name: 'Difference Engines' });
  });
  await sdk.evaluate(async (clerk) => {
    const { id } = await clerk.createOrganization({ name: 'Night Shift' });
    await clerk.setActive({ organization: id });
    await clerk.organization?.destroy();
    await clerk.user?.leaveOrganization('org_moonshot');
  });
  const bodies = await responses();
  expect(bodies.length).toBeGreaterThanOrEqual(11);
  for (const { url, body } of bodies) {
    expect(body, url).toMatchObject({
      response: {},
      client: { object: 'client', sessions: [{ user: { id: 'user_ada', organization_memberships: {} } }] },
    });
  }
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('5. the SDK is ready, not degraded, and roles have permissions', async ({ page }) => {
  const sdk = await openSdk(page);
  const seen = await sdk.evaluate(async ({ status, organization }) => ({
    status,
    permissions: (await organization?.getRoles())?.data.map(({ permissions }) => permissions.length),
  }));
  expect(seen).toEqual({ status: 'ready', permissions: [8, 2] });
});

test('6. the token contains the session and the active organization', async ({ page }) => {
  const sdk = await openSdk(page);
  const { claims, sessionId } = await sdk.evaluate(({ session }) => ({
    claims: session?.lastActiveToken?.jwt?.claims,
    sessionId: session?.id,
  }));
  expect(claims).toMatchObject({
    sid: sessionId,
    sub: 'user_ada',
    o: { id: 'org_engines', slg: 'engines', rol: 'admin' },
  });
});

test('7. loading and switching the organization request no token, and the token follows the active organization', async ({
  page,
  clerk,
}) => {
  const sdk = await openSdk(page);
  const organizationOfToken = await sdk.evaluate(async (clerk) => {
    await clerk.setActive({ organization: 'org_moonshot' });
    const [, claims = ''] = (await clerk.session?.getToken())?.split('.') ?? [];
    return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).o.id;
  });
  expect(organizationOfToken).toBe('org_moonshot');
  expect(tokenRequests(clerk)).toEqual([]);
});

test('8. a token is valid for a minute of real time, and is not requested again meanwhile', async ({ page, clerk }) => {
  await page.addInitScript(() => {
    // Without workers, the SDK uses the window's timers, which the test controls.
    Reflect.deleteProperty(window, 'Worker');
    // The SDK takes this lock for every check of the token.
    window.tokenChecks = 0;
    navigator.locks.request = new Proxy(navigator.locks.request, {
      apply(request, _, parameters) {
        window.tokenChecks += 1;
        return Reflect.apply(request, navigator.locks, parameters);
      },
    });
  });
  await page.clock.install();
  const sdk = await openSdk(page);
  const claims = await sdk.evaluate(({ session }) => session?.lastActiveToken?.jwt?.claims);
  expect(Math.abs((claims?.iat ?? 0) - Date.now() / 1000)).toBeLessThan(10);
  expect((claims?.exp ?? 0) - (claims?.iat ?? 0)).toBe(60);

  await expect
    .poll(
      async () => {
        await page.clock.runFor(1500);
        return page.evaluate(() => window.tokenChecks);
      },
      { intervals: [0] },
    )
    .toBeGreaterThan(5);
  expect(tokenRequests(clerk)).toEqual([]);
});

test('9. every error is JSON with Clerk’s error list and a trace ID', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  const responses = collectResponses(page, (response) => response.status() >= 400);
  const fail = (request: 'limit' | 'user' | 'twice' | 'membership' | 'session') =>
    organization.evaluate((organization, request) => {
      const add = (userId: string) => organization.addMember({ userId, role: 'org:member' });
      const call = {
        limit: () => organization.getMemberships({ pageSize: 0 }),
        user: () => add('user_nobody'),
        twice: () => add('user_grace'),
        membership: () => organization.getRoles(),
        session: () => organization.getRoles(),
      }[request];
      return window.outcomeOf(call());
    }, request);
  await fail('limit');
  await fail('user');
  await fail('twice');
  clerk.state.organizations.get('org_engines')?.memberships.delete('user_ada');
  await fail('membership');
  clerk.state.clients.clear();
  await fail('session');

  const failures = await responses();
  expect(failures.map(({ status }) => status)).toEqual([422, 404, 400, 403, 401]);
  for (const { url, body } of failures) {
    const text = expect.stringMatching(/./);
    expect(body, url).toEqual({
      errors: [expect.objectContaining({ code: text, message: text, long_message: text })],
      clerk_trace_id: text,
    });
  }
});

test('10. every URL of the instance is on the page’s origin', async ({ page, baseURL }) => {
  const sdk = await openSdk(page);
  // With a cross-origin URL, these throw because there is no dev browser, and <SignIn /> is blank.
  const urls = await sdk.evaluate((clerk) => [
    clerk.buildSignInUrl(),
    clerk.buildSignUpUrl(),
    clerk.buildUserProfileUrl(),
    clerk.buildAfterSignInUrl(),
    clerk.buildAfterSignUpUrl(),
    clerk.buildAfterSignOutUrl(),
    clerk.buildAfterMultiSessionSingleSignOutUrl(),
    clerk.buildCreateOrganizationUrl(),
    clerk.buildOrganizationProfileUrl(),
    clerk.buildTasksUrl(),
    clerk.buildWaitlistUrl(),
  ]);
  for (const url of urls) expect(new URL(url, baseURL).origin).toBe(baseURL);
});

test('11. a mutation over a failed connection is an error', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  // With `navigator.webdriver`, the SDK assumes that it is offline, and resolves.
  expect(await page.evaluate(() => navigator.webdriver)).toBe(false);
  clerk.failNext({ method: 'POST', path: '/v1/organizations/:id/memberships', network: true });
  const add = () =>
    organization.evaluate((organization) =>
      window.outcomeOf(organization.addMember({ userId: 'user_hedy', role: 'org:member' })),
    );
  expect(await add()).toBe('network_error');
  expect(clerk.membership('org_engines', 'user_hedy')).toBeUndefined();
  expect(await add()).toBe('done');
});

const tokenRequests = ({ requests }: ClerkStub) => requests.filter(({ path }) => path.endsWith('/tokens'));

/** Collects matching responses from now on. The returned function resolves with them and their bodies. */
function collectResponses(page: Page, matches: (response: Response) => boolean) {
  const collected: Promise<{ url: string; status: number; body: unknown }>[] = [];
  page.on('response', (response) => {
    if (!matches(response)) return;
    collected.push(response.json().then((body) => ({ url: response.url(), status: response.status(), body })));
  });
  return () => Promise.all(collected);
}

declare global {
  interface Window {
    tokenChecks: number;
  }
}
