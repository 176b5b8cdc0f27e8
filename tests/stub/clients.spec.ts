/** Clients and their sessions: where they start, how they end, and `signInAs`. */
import { verifyToken } from '@clerk/backend';
import { expect, test } from '@playwright/test';
import { leaveOrganization } from '../../clerk-stub/rules/memberships.ts';
import { deleteOrganization } from '../../clerk-stub/rules/organizations.ts';
import { renameUser } from '../../clerk-stub/rules/profile.ts';
import { requireUser } from '../../clerk-stub/rules/users.ts';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { type ClerkStub, createClerkStub } from '../../clerk-stub/stub.ts';
import { organization } from '../fixtures.ts';
import { pendingInvitation, send, sessionsOf } from './sdk-page.ts';

/** As `send` has it. */
const browser = new Request('https://clerk-stub.test/v1/client?__clerk_db_jwt=the-browser');

const WEEK = 7 * 24 * 60 * 60 * 1000;

const newStub = () => createClerkStub(scenarios.default.seed());

/** The first session of the browser's client. */
async function firstSession(stub: ClerkStub) {
  const { response } = await (await send(stub, '/client')).json();
  return response.sessions[0];
}

async function sessionById(stub: ClerkStub, id: string) {
  return (await (await send(stub, `/client/sessions/${id}`)).json()).response;
}

test('a new browser does not start in an organization that was deleted', async () => {
  const stub = newStub();
  deleteOrganization(stub.state, organization(stub));
  expect(await firstSession(stub)).toMatchObject({ last_active_organization_id: null });
});

test('a new browser does not start in an organization that its user has left', async () => {
  const stub = createClerkStub({
    ...scenarios['membership-required'].seed(),
    defaultSession: { userId: 'user_ada', organizationId: 'org_moonshot' },
  });
  leaveOrganization(stub.state, organization(stub, 'org_moonshot'), requireUser(stub.state, 'user_ada'));
  expect(await firstSession(stub)).toMatchObject({ status: 'pending', last_active_organization_id: null });
});

test('a session that has ended has no token', async () => {
  const stub = newStub();
  const { id, last_active_token } = await firstSession(stub);
  expect(last_active_token).toMatchObject({ object: 'token' });
  await send(stub, `/client/sessions/${id}/end`, { method: 'POST' });
  expect(await sessionById(stub, id)).toMatchObject({ status: 'ended', last_active_token: null });
});

test('a session that has expired says so, and has no token', async () => {
  const stub = newStub();
  const { id } = await firstSession(stub);
  for (const { sessions } of stub.state.clients.values()) for (const session of sessions) session.createdAt -= WEEK;
  expect(await sessionById(stub, id)).toMatchObject({ status: 'expired', last_active_token: null });
});

test('a session expires after a week, and is abandoned after 30 days', async () => {
  const { created_at, expire_at, abandon_at } = await firstSession(newStub());
  expect([expire_at - created_at, abandon_at - created_at]).toEqual([WEEK, (30 / 7) * WEEK]);
});

test('each token has an ID of its own', async () => {
  const stub = newStub();
  const idOfToken = async () => {
    const [, claims = ''] = (await firstSession(stub)).last_active_token.jwt.split('.');
    return JSON.parse(Buffer.from(claims, 'base64url').toString()).jti;
  };
  expect(await idOfToken()).not.toBe(await idOfToken());
});

test('tokens are valid however many browsers a user has, and however often something changes', async () => {
  const stub = newStub();
  for (let index = 0; index < 500; index++) {
    await stub.fetch(new Request(`https://clerk-stub.test/v1/client?__clerk_db_jwt=browser-${index}`));
  }
  for (let change = 0; change < 20; change++) {
    renameUser(stub.state, requireUser(stub.state, 'user_ada'), { firstName: `Ada ${change}`, lastName: null });
  }
  const { last_active_token } = await firstSession(stub);
  expect(await verifyToken(last_active_token.jwt, { jwtKey: stub.jwtKey })).toMatchObject({ sub: 'user_ada' });
});

test('the handshake raises the time of the client when it activates an organization', async () => {
  const stub = newStub();
  const clientTime = async () => (await (await send(stub, '/client')).json()).response.updated_at;
  const before = await clientTime();
  await send(stub, '/client/handshake?redirect_url=https://app.test/&organization_id=org_moonshot');
  expect(await firstSession(stub)).toMatchObject({ last_active_organization_id: 'org_moonshot' });
  expect(await clientTime()).toBeGreaterThan(before);
});

test('the handshake activates the personal account', async () => {
  const stub = newStub();
  await send(stub, '/client/handshake?redirect_url=https://app.test/&organization_id=');
  expect(await firstSession(stub)).toMatchObject({ last_active_organization_id: null });
});

test('the sessions of a user end when the user is deleted', async () => {
  const stub = newStub();
  await send(stub, '/client');
  stub.state.users.delete('user_ada');
  const { response } = await (await send(stub, '/client')).json();
  expect(response).toMatchObject({ sessions: [], last_active_session_id: null });
});

test('a user whose session has expired is not signed in', async () => {
  const stub = newStub();
  await send(stub, '/client');
  expect(stub.signedInUser(browser)?.id).toBe('user_ada');
  for (const { sessions } of stub.state.clients.values()) for (const session of sessions) session.createdAt -= WEEK;
  expect(stub.signedInUser(browser)).toBeUndefined();
});

test('a session of a deleted user cannot be ended', async () => {
  const stub = newStub();
  const { response } = await (await send(stub, '/client')).json();
  stub.state.users.delete('user_ada');
  expect((await send(stub, `/client/sessions/${response.sessions[0].id}/end`, { method: 'POST' })).status).toBe(404);
  expect(sessionsOf(stub)).toEqual(['user_ada in org_engines']);
});

test('sessions that have ended stay as they ended', async () => {
  const stub = newStub();
  const { response } = await (await send(stub, '/client')).json();
  await send(stub, `/client/sessions/${response.sessions[0].id}/end`, { method: 'POST' });
  stub.signInAs('user_grace', browser);
  await send(stub, '/client/sessions?_method=DELETE', { method: 'POST' });
  const statuses = [...stub.state.clients.values()].flatMap(({ sessions }) => sessions.map(({ status }) => status));
  expect(statuses).toEqual(['ended', 'removed']);
});

test('signInAs ends a sign-in that was started before', async () => {
  const stub = createClerkStub(scenarios['signed-out'].seed());
  const body = new URLSearchParams({ identifier: 'ada@example.com' });
  const { response } = await (await send(stub, '/client/sign_ins', { method: 'POST', body })).json();
  stub.signInAs('user_grace', browser);
  const factor = new URLSearchParams({ strategy: 'password', password: PASSWORD });
  const path = `/client/sign_ins/${response.id}/attempt_first_factor`;
  expect((await send(stub, path, { method: 'POST', body: factor })).status).toBe(404);
  expect(sessionsOf(stub)).toEqual(['user_grace in org_engines']);
});

test('signInAs activates the given organization', async () => {
  const stub = newStub();
  stub.signInAs('user_ada', browser, 'org_moonshot');
  expect(sessionsOf(stub).at(-1)).toBe('user_ada in org_moonshot');
  stub.signInAs('user_ada', browser, null);
  expect(sessionsOf(stub).at(-1)).toBe('user_ada in none');
});

test('signInAs refuses an organization of which the user is no member, and an empty ID', () => {
  const stub = newStub();
  expect(() => stub.signInAs('user_alan', browser, 'org_moonshot')).toThrow(
    'user_alan is not a member of org_moonshot',
  );
  expect(() => stub.signInAs('user_ada', browser, '')).toThrow('not a member');
  expect(stub.state.clients.size).toBe(0);
});

test('signInAs accepts no invitation', () => {
  const stub = newStub();
  stub.state.invitations.set('orginv_hedy', pendingInvitation('hedy@example.com'));
  stub.signInAs('user_hedy', browser);
  expect(stub.membership('org_engines', 'user_hedy')).toBeUndefined();
  expect(sessionsOf(stub)).toEqual(['user_ada removed', 'user_hedy in none']);
});

test('signInAs removes the cookies of the former session', () => {
  const cookies = newStub().signInAs('user_grace', browser);
  const removed = cookies.filter((cookie) => cookie.includes('Max-Age=0')).map((cookie) => cookie.split('=')[0]);
  expect(removed).toEqual(['__session', '__session_aQqW8j2W']);
});

for (const [protocol, site] of [
  ['https', 'SameSite=None; Secure'],
  ['http', 'SameSite=Lax'],
] as const) {
  test(`over ${protocol}, a browser without partitioned cookies keeps one with ${site}`, async () => {
    const response = await newStub().fetch(new Request(`${protocol}://clerk-stub.test/v1/client`));
    expect(response.headers.getSetCookie()[1]).toMatch(new RegExp(`^__client=.* HttpOnly; ${site}$`));
  });
}

test('a request for the public keys creates no client', async () => {
  const stub = newStub();
  await stub.fetch(new Request('https://clerk-stub.test/.well-known/jwks.json'));
  expect(stub.state.clients.size).toBe(0);
});

test('a user’s devices have the name of their browser, and whether they are phones', async () => {
  const stub = newStub();
  const { id } = await firstSession(stub);
  const headers = { 'user-agent': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' };
  const devices = await send(stub, `/me/sessions/active?_clerk_session_id=${id}`, { headers });
  expect(await devices.json()).toMatchObject([
    { latest_activity: { browser_name: 'Firefox', browser_version: '140.0', is_mobile: true } },
  ]);
});

test('a user cannot revoke the session of another user', async () => {
  const stub = newStub();
  const { id } = await firstSession(stub);
  stub.signInAs('user_grace', new Request('https://clerk-stub.test/v1/client?__clerk_db_jwt=another-browser'));
  const graces = [...stub.state.clients.values()].at(-1)?.sessions.at(-1);
  const path = `/me/sessions/${graces?.id}/revoke?_clerk_session_id=${id}`;
  expect((await send(stub, path, { method: 'POST' })).status).toBe(404);
  expect(graces?.status).toBe('active');
});

test('a new password with sign_out_of_other_sessions=false keeps the other sessions', async () => {
  const stub = newStub();
  await stub.fetch(new Request('https://clerk-stub.test/v1/client?__clerk_db_jwt=another-browser'));
  const { id } = await firstSession(stub);
  const body = new URLSearchParams({
    current_password: PASSWORD,
    new_password: 'difference',
    sign_out_of_other_sessions: 'false',
  });
  await send(stub, `/me/change_password?_clerk_session_id=${id}`, { method: 'POST', body });
  expect(sessionsOf(stub)).toEqual(['user_ada in org_engines', 'user_ada in org_engines']);
});

for (const strategy of ['password', 'email_code']) {
  test(`attempts to sign in by ${strategy} are counted`, async () => {
    const stub = createClerkStub(scenarios['signed-out'].seed());
    const post = (path: string, params: Record<string, string>) =>
      send(stub, `/client/sign_ins${path}`, { method: 'POST', body: new URLSearchParams(params) });
    const { response } = await (await post('', { identifier: 'ada@example.com' })).json();
    await post(`/${response.id}/prepare_first_factor`, { strategy: 'email_code' });
    const wrong = { strategy, password: 'wrong', code: '000000' };
    for (let count = 0; count < 2; count++) await post(`/${response.id}/attempt_first_factor`, wrong);
    const signIn = await (await send(stub, `/client/sign_ins/${response.id}`)).json();
    expect(signIn.response.first_factor_verification).toMatchObject({ strategy, attempts: 2 });
  });
}
