/**
 * What the SDK does not forgive: each test is a rule that a stand-in for Clerk must keep, named by what people would see if
 * it did not.
 */
import type { Page, Response } from '@playwright/test';
import type { ClerkStub } from '../../clerk-stub/stub.ts';
import { endSessions, expect, test } from '../fixtures.ts';
import { activeOrganization, openSdk, sessionsOf, whoIsThere } from './sdk-page.ts';

test('1. a revoked session ends in being signed out, not in requests without end', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  endSessions(clerk);
  const before = clerk.requests.length;
  const outcome = await organization.evaluate((organization) => window.outcomeOf(organization.getMemberships()));
  expect(outcome).toBe('401 authentication_invalid');
  await expect(whoIsThere(page)).toHaveText('nobody');
  // The refused one, and the client read anew: a 401 there would be answered by the same question for ever.
  expect(clerk.requests.slice(before).map(({ path }) => path)).toContain('/v1/client');
  expect(clerk.requests.length - before).toBeLessThan(6);
});

test('2. lists arrive as data and a total', async ({ page }) => {
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

test('3. a token is had at the first request', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const token = await sdk.evaluate(({ session }) => {
    session?.clearCache();
    return session?.getToken();
  });
  expect(token?.split('.')).toHaveLength(3);
  // The SDK would take an envelope for a failure, and try again for minutes.
  expect(tokensAsked(clerk)).toHaveLength(1);
});

test('4. a change signs nobody out', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const organization = await activeOrganization(sdk);
  const answers = collectAnswers(page, (response) => response.request().method() === 'POST');
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
  const bodies = await answers();
  expect(bodies.length).toBeGreaterThanOrEqual(11);
  for (const { url, body } of bodies) {
    expect(body, url).toMatchObject({
      response: {},
      client: { object: 'client', sessions: [{ user: { id: 'user_ada', organization_memberships: {} } }] },
    });
  }
  await expect(whoIsThere(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('5. the SDK is ready, not degraded, and roles come with their permissions', async ({ page }) => {
  const sdk = await openSdk(page);
  const seen = await sdk.evaluate(async ({ status, organization }) => ({
    status,
    permissions: (await organization?.getRoles())?.data.map(({ permissions }) => permissions.length),
  }));
  expect(seen).toEqual({ status: 'ready', permissions: [8, 2] });
});

test('6. the token names the session and the active organization', async ({ page }) => {
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

test('7. no token is asked for at load or on a switch, and it follows the active organization', async ({
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
  expect(tokensAsked(clerk)).toEqual([]);
});

test('8. a token lasts a minute by the real clock, and is asked for once in that time', async ({ page, clerk }) => {
  await page.addInitScript(() => {
    // Without workers, the SDK's timers are the window's, which the test can wind on.
    Reflect.deleteProperty(window, 'Worker');
    // It holds this lock whenever it looks whether the token is still good.
    window.looks = 0;
    navigator.locks.request = new Proxy(navigator.locks.request, {
      apply(request, _, parameters) {
        window.looks += 1;
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
        return page.evaluate(() => window.looks);
      },
      { intervals: [0] },
    )
    .toBeGreaterThan(5);
  expect(tokensAsked(clerk)).toEqual([]);
});

test('9. every refusal is JSON, with Clerk’s errors and a trace id', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  const answers = collectAnswers(page, (response) => response.status() >= 400);
  const refuse = (question: 'limit' | 'user' | 'twice' | 'membership' | 'session') =>
    organization.evaluate((organization, question) => {
      const add = (userId: string) => organization.addMember({ userId, role: 'org:member' });
      const call = {
        limit: () => organization.getMemberships({ pageSize: 0 }),
        user: () => add('user_nobody'),
        twice: () => add('user_grace'),
        membership: () => organization.getRoles(),
        session: () => organization.getRoles(),
      }[question];
      return window.outcomeOf(call());
    }, question);
  await refuse('limit');
  await refuse('user');
  await refuse('twice');
  clerk.state.organizations.get('org_engines')?.memberships.delete('user_ada');
  await refuse('membership');
  clerk.state.clients.clear();
  await refuse('session');

  const refusals = await answers();
  expect(refusals.map(({ status }) => status)).toEqual([422, 404, 400, 403, 401]);
  for (const { url, body } of refusals) {
    const text = expect.stringMatching(/./);
    expect(body, url).toEqual({
      errors: [expect.objectContaining({ code: text, message: text, long_message: text })],
      clerk_trace_id: text,
    });
  }
});

test('10. every address that the instance sends people to is the page’s own', async ({ page, baseURL }) => {
  const sdk = await openSdk(page);
  // Over a foreign one these throw for want of a dev browser, and <SignIn /> goes blank.
  const addresses = await sdk.evaluate((clerk) => [
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
  for (const address of addresses) expect(new URL(address, baseURL).origin).toBe(baseURL);
});

test('11. a change that was lost on the way is not taken for done', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  // With automation showing, the SDK would take itself for offline and resolve.
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

const tokensAsked = ({ requests }: ClerkStub) => requests.filter(({ path }) => path.endsWith('/tokens'));

/** Collects the answers that match from now on; the returned function gives them with their bodies. */
function collectAnswers(page: Page, matches: (response: Response) => boolean) {
  const collected: Promise<{ url: string; status: number; body: unknown }>[] = [];
  page.on('response', (response) => {
    if (!matches(response)) return;
    collected.push(response.json().then((body) => ({ url: response.url(), status: response.status(), body })));
  });
  return () => Promise.all(collected);
}

declare global {
  interface Window {
    looks: number;
  }
}
