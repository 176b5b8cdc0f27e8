/** Clerk's backend SDKs accept the tokens of the stub. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mock } from 'node:test';
import { createClerkClient, verifyToken } from '@clerk/backend';
import { clerkMiddleware, getAuth } from '@clerk/hono';
import { getRequestListener } from '@hono/node-server';
import { expect, test } from '@playwright/test';
import { Hono } from 'hono';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import type { Seed } from '../../clerk-stub/state.ts';
import { type ClerkStub, createClerkStub } from '../../clerk-stub/stub.ts';
import { test as browserTest } from '../fixtures.ts';
import { keyFor, openSdk } from './sdk-page.ts';

const APP = 'https://app.test';
const KEYS = {
  publishableKey: keyFor('clerk-stub.test'),
  secretKey: 'sk_test_anything',
  telemetry: { disabled: true },
};

test('verifyToken accepts a session token with the stub’s key, for the page’s origin only', async () => {
  const stub = createClerkStub(scenarios.default.seed());
  const token = await sessionToken(stub);
  const claims = await verifyToken(token, { jwtKey: stub.jwtKey, authorizedParties: [APP] });
  expect(claims).toMatchObject({
    azp: APP,
    sub: 'user_ada',
    v: 2,
    sts: 'active',
    fva: [0, -1],
    o: { id: 'org_engines', slg: 'engines', rol: 'admin' },
  });
  expect(claims.exp - claims.iat).toBe(60);
  await expect(
    verifyToken(token, { jwtKey: stub.jwtKey, authorizedParties: ['https://other.test'] }),
  ).rejects.toMatchObject({ reason: 'token-invalid-authorized-parties' });
});

test.describe('as Clerk’s Backend API', () => {
  let stub: ClerkStub;
  let server: Server;
  let apiUrl: string;

  test.beforeEach(async () => {
    stub = createClerkStub(scenarios.default.seed());
    server = createServer(getRequestListener(stub.fetch, { overrideGlobalObjects: false })).listen(0);
    await once(server, 'listening');
    const address = server.address();
    apiUrl = `http://localhost:${address && typeof address === 'object' ? address.port : 0}`;
  });

  test.afterEach(() => server.close());

  test('verifyToken finds the key', async () => {
    const token = await sessionToken(stub);
    const options = { secretKey: KEYS.secretKey, apiUrl, skipJwksCache: true };
    expect(await verifyToken(token, options)).toMatchObject({ sub: 'user_ada' });
  });

  test('getUser finds the user', async () => {
    const { users } = createClerkClient({ ...KEYS, apiUrl });
    const user = await users.getUser('user_ada');
    expect(user).toMatchObject({ id: 'user_ada', fullName: 'Ada Lovelace' });
    expect(user.primaryEmailAddress?.emailAddress).toBe('ada@example.com');
    await expect(users.getUser('user_nobody')).rejects.toMatchObject({ status: 404 });
  });

  test('an endpoint that only the Frontend API of the stub has is unknown', async () => {
    const { organizations } = createClerkClient({ ...KEYS, apiUrl });
    const list = organizations.getOrganizationMembershipList({ organizationId: 'org_engines' });
    await expect(list).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 'clerk_stub_route_unknown', longMessage: expect.stringContaining('Backend API') }],
    });
    expect(stub.unknownRequests).toHaveLength(1);
    expect(stub.state.clients.size).toBe(0);
  });

  test('a server gets no client', async () => {
    await createClerkClient({ ...KEYS, apiUrl }).users.getUser('user_ada');
    await fetch(`${apiUrl}/v1/jwks`, { headers: { authorization: `Bearer ${KEYS.secretKey}` } });
    expect(stub.state.clients.size).toBe(0);
  });
});

test('a failed signature fails only its own response', async () => {
  const stub = createClerkStub(scenarios.default.seed());
  await sessionToken(stub);
  const [log, sign] = [mock.method(console, 'error', () => {}), mock.method(crypto.subtle, 'sign')];
  sign.mock.mockImplementationOnce(() => Promise.reject(new Error('The machine is out of memory')));
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 60_000 });
  try {
    await expect(sessionToken(stub)).rejects.toThrow();
    expect(await sessionToken(stub)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  } finally {
    mock.timers.reset();
    sign.mock.restore();
    log.mock.restore();
  }
});

test('the age of the first factor is in minutes', async () => {
  const stub = createClerkStub(scenarios.default.seed());
  await sessionToken(stub);
  for (const { sessions } of stub.state.clients.values()) {
    for (const session of sessions) session.createdAt -= 7 * 60_000;
  }
  const claims = await verifyToken(await sessionToken(stub), { jwtKey: stub.jwtKey });
  expect(claims.fva).toEqual([7, -1]);
});

test.describe('authenticateRequest', () => {
  const { authenticateRequest } = createClerkClient(KEYS);

  test('accepts a bearer token, with the role and the custom permissions', async () => {
    const stub = createClerkStub(withCustomPermissions());
    const headers = { authorization: `Bearer ${await sessionToken(stub)}` };
    const state = await authenticateRequest(new Request(APP, { headers }), { jwtKey: stub.jwtKey });
    const auth = state.toAuth();
    if (!auth || !('orgId' in auth) || !auth.orgId) throw new Error('The token has no organization');
    expect(auth).toMatchObject({ userId: 'user_ada', orgId: 'org_engines', orgRole: 'org:admin', orgSlug: 'engines' });
    const has = (permission: string) => auth.has({ permission });
    expect(['org:invoices:read', 'org:invoices:pay', 'org:reports:read', 'org:reports:pay'].map(has)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('accepts the cookies of a development instance', async () => {
    const stub = createClerkStub(scenarios.default.seed());
    const cookie = `__session=${await sessionToken(stub)}; __client_uat=1; __clerk_db_jwt=browser`;
    const state = await authenticateRequest(new Request(APP, { headers: { cookie } }), { jwtKey: stub.jwtKey });
    expect(state).toMatchObject({ status: 'signed-in' });
  });
});

browserTest(
  'the cookies of a page are enough for a backend that has never seen the browser',
  async ({ page, context, clerk }) => {
    await openSdk(page, { publishableKey: KEYS.publishableKey });
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const request = new Request(new URL('/api/me', page.url()), { headers: { cookie } });
    const { authenticateRequest } = createClerkClient(KEYS);
    const { status, reason } = await authenticateRequest(request, { jwtKey: clerk.jwtKey });
    expect({ status, reason }).toEqual({ status: 'signed-in', reason: null });
  },
);

test.describe('a server-rendered application with a development key', () => {
  test('finds the signed-in user at the first visit', async () => {
    const browser = openBrowser(createClerkStub(scenarios.default.seed()));
    expect(await browser.visit('/')).toBe('user_ada in org_engines');
    expect(await browser.visit('/')).toBe('user_ada in org_engines');
    expect(browser.handshakes()).toBe(1);
  });

  test('finds the new user at the first visit after signInAs', async () => {
    const stub = createClerkStub(scenarios.default.seed());
    const browser = openBrowser(stub);
    expect(await browser.visit('/')).toBe('user_ada in org_engines');
    browser.keep(stub.signInAs('user_alan', new Request(APP, { headers: { cookie: browser.cookieHeader() } })));
    expect(await browser.visit('/')).toBe('user_alan in org_engines');
  });

  test('finds nobody when nobody is signed in', async () => {
    const browser = openBrowser(createClerkStub(scenarios['signed-out'].seed()));
    expect(await browser.visit('/')).toBe('nobody');
    expect(await browser.visit('/')).toBe('nobody');
    expect(browser.handshakes()).toBe(1);
  });

  test('gets a new token for the cookies of the SDK when theirs has expired', async () => {
    const stub = createClerkStub(scenarios.default.seed());
    const browser = openBrowser(stub);
    await browser.visit('/');
    const hash = await cookieSuffix(KEYS.publishableKey);
    browser.cookies.delete('__session');
    browser.cookies.set(`__client_uat_${hash}`, '1');
    browser.cookies.set(`__clerk_db_jwt_${hash}`, browser.cookies.get('__clerk_db_jwt') ?? '');
    expect(await browser.visit('/')).toBe('user_ada in org_engines');
    expect(browser.cookies.get(`__session_${hash}`)).toBeTruthy();
  });
});

/** How the SDK ends the names of its cookies. */
async function cookieSuffix(publishableKey: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(publishableKey));
  return Buffer.from(hash).toString('base64url').slice(0, 8);
}

/** A token of the default user, as the SDK requests it from a page at `APP`. */
async function sessionToken(stub: ClerkStub): Promise<string> {
  const call = async (path: string, method = 'GET') => {
    const request = new Request(`${APP}/v1${path}?__clerk_db_jwt=browser`, { method, headers: { origin: APP } });
    return (await stub.fetch(request)).json();
  };
  const { response } = await call('/client');
  return (await call(`/client/sessions/${response.sessions[0].id}/tokens`, 'POST')).jwt;
}

function withCustomPermissions(): Seed {
  const seed = scenarios.default.seed();
  const custom = ['org:invoices:read', 'org:invoices:pay', 'org:reports:read'];
  const roles = seed.roles.map((role) => ({ ...role, permissions: [...role.permissions, ...custom] }));
  return { ...seed, roles };
}

/** A browser at an application on `@clerk/hono`, with the stub at `/__clerk`. */
function openBrowser(stub: ClerkStub) {
  const app = new Hono();
  app.use(clerkMiddleware({ ...KEYS, jwtKey: stub.jwtKey, proxyUrl: `${APP}/__clerk` }));
  app.get('/', (context) => {
    const { userId, orgId } = getAuth(context);
    return context.text(userId ? `${userId} in ${orgId}` : 'nobody');
  });
  const cookies = new Map<string, string>();
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  /** Keeps the cookies of `Set-Cookie` values. */
  function keep(values: readonly string[]): void {
    for (const cookie of values) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
  }

  async function visit(path: string, redirects = 0): Promise<string> {
    if (redirects > 5) throw new Error(`Endless redirects at ${path}`);
    const headers = {
      accept: 'text/html',
      'sec-fetch-dest': 'document',
      cookie: cookieHeader(),
    };
    const isStub = path.startsWith('/__clerk');
    const request = new Request(`${APP}${path.replace(/^\/__clerk/, '')}`, { headers });
    const response = await (isStub ? stub.fetch(request) : app.fetch(request));
    keep(response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (!location) return response.text();
    const { pathname, search } = new URL(location, APP);
    return visit(pathname + search, redirects + 1);
  }

  const handshakes = () => stub.requests.filter(({ path }) => path === '/v1/client/handshake').length;
  return { visit, cookies, cookieHeader, keep, handshakes };
}
