/** How the stub handles requests that the SDK for browsers does not send. */
import { mock } from 'node:test';
import { expect, test } from '@playwright/test';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { createClerkStub } from '../../clerk-stub/stub.ts';
import { pendingInvitation, send } from './sdk-page.ts';

const URL = 'https://clerk-stub.test/v1';

const newStub = () => createClerkStub(scenarios.default.seed());

for (const [what, path, init, status, code] of [
  ['an empty _method', '/client?_method=', { method: 'POST' }, 404, 'clerk_stub_route_unknown'],
  ['a _method with a space', '/client?_method=FOO%20BAR', { method: 'POST' }, 404, 'clerk_stub_route_unknown'],
  ['the _method TRACE', '/client?_method=TRACE', { method: 'POST' }, 404, 'clerk_stub_route_unknown'],
  ['a path that is not UTF-8', '/organizations/%E0%A4%A', {}, 401, 'signed_out'],
  [
    'a JSON body',
    '/client/sign_ins',
    { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    415,
    'unsupported_content_type',
  ],
  [
    'a JSON body without a session, where one is needed',
    '/organizations',
    { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    401,
    'signed_out',
  ],
  [
    'a file where a form is expected',
    '/client/sign_ins',
    { method: 'POST', body: 'data:,', headers: { 'content-type': 'application/octet-stream' } },
    415,
    'unsupported_content_type',
  ],
  [
    'a multipart body without parts',
    '/me/profile_image',
    { method: 'POST', body: 'pixels', headers: { 'content-type': 'multipart/form-data' } },
    401,
    'signed_out',
  ],
  [
    'a body that breaks off',
    '/organizations',
    { method: 'POST', body: new ReadableStream({ pull: (stream) => stream.error() }), duplex: 'half' } as RequestInit,
    401,
    'signed_out',
  ],
] as const) {
  test(`${what} gets an error of Clerk’s`, async () => {
    const response = await send(newStub(), path, init);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ code }], clerk_trace_id: expect.any(String) });
  });
}

test('a request for the environment starts no session', async () => {
  const stub = newStub();
  await send(stub, '/environment');
  expect(stub.state.clients.size).toBe(0);
  expect(stub.state.users.get('user_ada')?.nextOrganizationId).toBeUndefined();
});

test('an error in the stub is Clerk’s internal error, not a failed connection', async () => {
  const stub = newStub();
  Reflect.deleteProperty(stub.state, 'organizations');
  const log = mock.method(console, 'error', () => {});
  const response = await send(stub, '/client');
  log.mock.restore();
  expect(response.status).toBe(500);
});

test('a token that cannot be in a cookie counts as none', async () => {
  const stub = newStub();
  for (const token of ['', 'a%0D%0ASet-Cookie:%20b=c', 'a;b']) {
    const response = await stub.fetch(new Request(`${URL}/client?__clerk_db_jwt=${token}`));
    expect(response.headers.getSetCookie()[0]).toMatch(/^__client=[\w-]{36}; Path=\/; HttpOnly;/);
  }
  expect(stub.state.clients.size).toBe(3);
});

const invalidPaths = ['"/v1/:id{[}"', '5', '""', '"v1/client"', '"/v1/client?x=1"'];
const invalidPatterns = [...invalidPaths.map((path) => `{ "path": ${path} }`), '{ "method": 5 }'];

for (const fault of [...invalidPatterns, '{ "status": 99 }', '{ "times": -1 }', '{ "times": 1.5 }']) {
  test(`the fault ${fault} is refused at once, and fails no request`, async () => {
    const stub = newStub();
    expect(() => stub.failNext(JSON.parse(fault))).toThrow();
    expect((await send(stub, '/client')).status).toBe(200);
  });
}

for (const pattern of invalidPatterns) {
  test(`requests cannot be held by the pattern ${pattern}`, async () => {
    const stub = newStub();
    expect(() => stub.hold(JSON.parse(pattern))).toThrow();
    expect((await send(stub, '/client')).status).toBe(200);
  });
}

test('a fault with times: 0 fails no request', async () => {
  const stub = newStub();
  stub.failNext({ times: 0 });
  expect((await send(stub, '/client')).status).toBe(200);
  expect(stub.unmatched()).toEqual([]);
});

test('a request whose connection fails is recorded as answered by a fault', async () => {
  const stub = newStub();
  stub.failNext({ network: true });
  await expect(send(stub, '/client')).rejects.toThrow();
  expect(stub.requests).toMatchObject([{ answeredBy: 'fault', status: 0 }]);
});

test('a GET changes nothing, whatever its _method', async () => {
  const stub = newStub();
  const { response } = await (await send(stub, '/client')).json();
  const member = '/organizations/org_engines/memberships/user_tim';
  await send(stub, `${member}?_method=DELETE&_clerk_session_id=${response.sessions[0].id}`);
  expect(stub.membership('org_engines', 'user_tim')).toBeDefined();
});

// As the SDK sends `getInvitations({ status: [] })`.
test('an empty filter lists invitations in every status', async () => {
  const stub = newStub();
  stub.state.invitations.set('orginv_kurt', pendingInvitation('kurt@example.com'));
  const { response } = await (await send(stub, '/client')).json();
  const session = `_clerk_session_id=${response.sessions[0].id}`;
  const list = await (await send(stub, `/organizations/org_engines/invitations?status=&${session}`)).json();
  expect(list.response.data).toMatchObject([{ email_address: 'kurt@example.com' }]);
});

test('HEAD is answered as GET, without a body', async () => {
  const response = await send(newStub(), '/environment', { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
});

test('a preflight allows the origin, the methods and the headers, and is no unknown request', async () => {
  const stub = newStub();
  const headers = { origin: 'https://app.test', 'access-control-request-headers': 'content-type' };
  const response = await send(stub, '/client', { method: 'OPTIONS', headers });
  expect(response.status).toBe(204);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': 'https://app.test',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': expect.stringContaining('PATCH'),
    'access-control-allow-headers': 'content-type',
  });
  expect(stub.unknownRequests).toEqual([]);
});

test('responses are not cached', async () => {
  expect((await send(newStub(), '/client')).headers.get('cache-control')).toBe('no-store');
});

test('Authorization and Retry-After are exposed to other origins', async () => {
  const response = await send(newStub(), '/client', { headers: { origin: 'https://app.test' } });
  expect(response.headers.get('access-control-expose-headers')).toBe('Authorization,Retry-After');
});

test('a native client is identified by the Authorization header, and gets no cookie', async () => {
  const stub = createClerkStub(scenarios['signed-out'].seed());
  const native = (path: string, authorization: string, init: RequestInit = {}) =>
    stub.fetch(new Request(`${URL}${path}?_is_native=1`, { ...init, headers: { authorization } }));
  const first = await native('/client', '');
  const token = first.headers.get('authorization') ?? '';
  expect(first.headers.getSetCookie()).toEqual([]);
  const body = new URLSearchParams({ identifier: 'ada@example.com', password: PASSWORD });
  expect((await native('/client/sign_ins', token, { method: 'POST', body })).status).toBe(200);
  const { response } = await (await native('/client', token)).json();
  expect(response.sessions).toMatchObject([{ user: { id: 'user_ada' } }]);
});

test('the lists of requests and clients are bounded', async () => {
  const stub = newStub();
  for (let count = 0; count < 1005; count++) await stub.fetch(new Request(`${URL}/nowhere`));
  expect([stub.requests.length, stub.unknownRequests.length, stub.state.clients.size]).toEqual([1000, 1000, 1000]);
});

test('a browser in use keeps its session, however many others come', async () => {
  const stub = newStub();
  const clientId = async () => (await (await send(stub, '/client')).json()).response.id;
  const first = await clientId();
  for (let count = 0; count < 1005; count++) {
    await stub.fetch(new Request(`${URL}/nowhere`));
    if (count === 500) expect(await clientId()).toBe(first);
  }
  expect(await clientId()).toBe(first);
});

test('reset starts over with the seed, without the latency, faults, holds and requests', async () => {
  const stub = newStub();
  await send(stub, '/client');
  stub.state.latency = 60_000;
  stub.state.organizations.clear();
  stub.failNext({ path: '/v1/client' });
  stub.hold({ path: '/v1/client' });
  stub.reset();
  expect(stub.state.latency).toBe(0);
  expect(stub.membership('org_engines', 'user_tim')).toBeDefined();
  expect(stub.requests).toEqual([]);
  expect((await send(stub, '/client')).status).toBe(200);

  stub.reset(scenarios['signed-out'].seed());
  const { response } = await (await send(stub, '/client')).json();
  expect(response.sessions).toEqual([]);
});

test('a request that reset releases does not change the new data', async () => {
  const stub = newStub();
  const { response } = await (await send(stub, '/client')).json();
  stub.hold({ method: 'DELETE' });
  const path = `/organizations/org_engines/memberships/user_tim?_clerk_session_id=${response.sessions[0].id}`;
  const held = send(stub, path, { method: 'DELETE' });
  await send(stub, '/environment');
  stub.reset();
  expect((await held).status).toBe(401);
  expect(stub.membership('org_engines', 'user_tim')).toBeDefined();
});

for (const form of [{ strategy: 'phone_code' }, { sign_up_if_missing: 'true' }]) {
  test(`a sign-in of an unknown user with ${JSON.stringify(form)} is reported as unsupported`, async () => {
    const stub = createClerkStub(scenarios['signed-out'].seed());
    const body = new URLSearchParams({ identifier: 'nobody@example.com', ...form });
    const { errors } = await (await send(stub, '/client/sign_ins', { method: 'POST', body })).json();
    expect(errors).toMatchObject([{ code: 'clerk_stub_unsupported' }]);
    expect(stub.unknownRequests).toHaveLength(1);
  });
}

for (const strategy of ['password', 'email_code']) {
  test(`an attempt to sign in by ${strategy} without a value is refused`, async () => {
    const stub = createClerkStub(scenarios['signed-out'].seed());
    const body = new URLSearchParams({ identifier: 'ada@example.com' });
    const { response } = await (await send(stub, '/client/sign_ins', { method: 'POST', body })).json();
    const factor = { method: 'POST', body: new URLSearchParams({ strategy }) };
    await send(stub, `/client/sign_ins/${response.id}/prepare_first_factor`, factor);
    const attempt = await send(stub, `/client/sign_ins/${response.id}/attempt_first_factor`, factor);
    expect(attempt.status).toBe(422);
    expect(await attempt.json()).toMatchObject({ errors: [{ code: 'form_param_missing' }] });
  });
}
