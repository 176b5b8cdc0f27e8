/** Control of the stub over HTTP. */
import { expect, test } from '@playwright/test';
import { controlApi } from '../../clerk-stub/control.ts';
import { demoApp } from '../../clerk-stub/demo.ts';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { createClerkStub } from '../../clerk-stub/stub.ts';

const BROWSER = '?__clerk_db_jwt=the-browser';

function setUp() {
  const stub = createClerkStub(scenarios.default.seed());
  const api = controlApi(stub);
  const post = (path: string, body: object) => api.request(path, { method: 'POST', body: JSON.stringify(body) });
  const signedIn = async () => {
    const { response } = await (await stub.fetch(new Request(`https://clerk.test/v1/client${BROWSER}`))).json();
    return response.sessions[0]?.user.id ?? null;
  };
  return { stub, api, post, signedIn };
}

test('reset starts over with the first seed, a scenario or a given seed', async () => {
  const { stub, post, signedIn } = setUp();
  stub.state.users.delete('user_tim');
  expect((await post('/reset', {})).status).toBe(200);
  expect(stub.state.users.has('user_tim')).toBe(true);

  await post('/reset', { scenario: 'member' });
  expect(await signedIn()).toBe('user_alan');

  await post('/reset', { seed: { ...scenarios.default.seed(), defaultSession: null } });
  expect(await signedIn()).toBeNull();
});

test('a request without a body gets an error that says so', async () => {
  const response = await setUp().api.request('/fail', { method: 'POST' });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: 'The body is not a JSON object' });
});

test('reset with a scenario starts it with its latency and its failures', async () => {
  const { stub, post } = setUp();
  await post('/reset', { scenario: 'slow' });
  expect(stub.state.latency).toBe(1500);

  await post('/reset', { scenario: 'flaky' });
  expect(stub.state.latency).toBe(0);
  const statuses: number[] = [];
  for (let count = 0; count < 3; count++) {
    const request = new Request('https://clerk.test/v1/organizations/org_engines');
    statuses.push((await stub.fetch(request)).status);
  }
  expect(statuses).toEqual([401, 401, 500]);
});

test('the control page marks the scenario that reset has started, and shows that nothing is held', async () => {
  const { stub, api } = setUp();
  const demo = demoApp(stub);
  await demo.request('/hold', { method: 'POST', body: new URLSearchParams({ action: 'hold' }) });
  await api.request('/reset', { method: 'POST', body: JSON.stringify({ scenario: 'last-admin' }) });
  const page = await (await demo.request('/')).text();
  const running = page.split('<li').filter((card) => card.includes('>Running<'));
  expect(running).toEqual([expect.stringContaining('Last admin')]);
  expect(page).toContain('Hold all requests to organizations');
});

for (const [path, form] of [
  ['/scenario', { name: 'nowhere' }],
  ['/sign-in', { user_id: 'user_nobody' }],
  ['/fail', { path: '/v1/client', fault: 'nothing' }],
  ['/latency', { milliseconds: '100000' }],
] as const) {
  test(`the control page refuses ${JSON.stringify(form)} at ${path}`, async () => {
    const { stub } = setUp();
    const response = await demoApp(stub).request(path, { method: 'POST', body: new URLSearchParams(form) });
    expect(response.status).toBe(400);
  });
}

test('reset makes a server ask for a handshake', async () => {
  const { post } = setUp();
  const cookies = (await post('/reset', {})).headers.getSetCookie();
  expect(cookies).toContain('__client_uat=1; Path=/; SameSite=Lax');
});

test('sign-in signs the browser in as a user', async () => {
  const { post, signedIn } = setUp();
  const response = await post(`/sign-in${BROWSER}`, { userId: 'user_grace' });
  expect(response.headers.getSetCookie()[0]).toContain('__client=the-browser');
  expect(await signedIn()).toBe('user_grace');
});

test('sign-in activates the given organization', async () => {
  const { stub, post } = setUp();
  await post(`/sign-in${BROWSER}`, { userId: 'user_ada', organizationId: 'org_moonshot' });
  const { response } = await (await stub.fetch(new Request(`https://clerk.test/v1/client${BROWSER}`))).json();
  expect(response.sessions[0].last_active_organization_id).toBe('org_moonshot');
});

test('fail fails the next matching request', async () => {
  const { stub, post } = setUp();
  await post('/fail', { path: '/v1/client', status: 429, code: 'too_many_requests' });
  const status = async () => (await stub.fetch(new Request('https://clerk.test/v1/client'))).status;
  expect([await status(), await status()]).toEqual([429, 200]);
});

test('requests lists the requests, with their parameters', async () => {
  const { stub, api } = setUp();
  await stub.fetch(new Request('https://clerk.test/v1/nowhere?limit=5'));
  const request = { method: 'GET', path: '/v1/nowhere', status: 404, query: 'limit=5' };
  expect(await (await api.request('/requests')).json()).toMatchObject({
    requests: [request],
    unknownRequests: [request],
  });
});

test('requests lists the faults that no request has matched', async () => {
  const { api, post } = setUp();
  const fault = { method: 'DELETE', path: '/v1/unused' };
  await post('/fail', fault);
  expect(await (await api.request('/requests')).json()).toMatchObject({ unmatched: [fault] });
});

test('an unknown request gets a 404 that names control.ts', async () => {
  const response = await setUp().post('/hold', {});
  expect([response.status, await response.json()]).toEqual([
    404,
    { error: 'No POST /hold. control.ts lists the requests' },
  ]);
});

test('end-sessions ends the sessions of the user', async () => {
  const { post, signedIn } = setUp();
  expect(await signedIn()).toBe('user_ada');
  await post('/end-sessions', { userId: 'user_alan' });
  expect(await signedIn()).toBe('user_ada');
  await post('/end-sessions', { userId: 'user_ada' });
  expect(await signedIn()).toBeNull();
});

test('end-sessions without a user ends all sessions', async () => {
  const { post, signedIn } = setUp();
  expect(await signedIn()).toBe('user_ada');
  await post('/end-sessions', {});
  expect(await signedIn()).toBeNull();
});

for (const [path, body, error] of [
  ['/reset', { scenario: 'nowhere' }, 'There is no scenario nowhere'],
  ['/reset', { seed: {} }, 'The seed has no list of users'],
  ['/reset', { seed: { users: [] } }, 'The seed has no list of roles'],
  ['/reset', { scenarios: 'member' }, 'Unknown field "scenarios". The fields are scenario, seed'],
  ['/fail', [], 'The body is not a JSON object'],
  ['/sign-in', { userId: 'user_nobody' }, 'No user was found with id user_nobody'],
  ['/end-sessions', { userId: 'user_nobody' }, 'No user was found with id user_nobody'],
  [
    '/sign-in',
    { userId: 'user_alan', organizationId: 'org_moonshot' },
    'The user user_alan is not a member of org_moonshot',
  ],
  ['/fail', { path: '/v1/*', statuss: 403 }, 'Unknown field "statuss". The fields are method,'],
] as const) {
  test(`${path} with ${JSON.stringify(body)} is refused and changes nothing`, async () => {
    const { stub, post } = setUp();
    const response = await post(path, body);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toContain(error);
    expect(stub.state.users.has('user_ada')).toBe(true);
    expect(stub.state.clients.size).toBe(0);
    expect(stub.waitingFaults()).toEqual([]);
  });
}
