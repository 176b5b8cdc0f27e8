/** The responses of faults, and which requests get them. */
import { expect, test } from '@playwright/test';
import type { Fault } from '../../clerk-stub/faults.ts';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { type ClerkStub, createClerkStub } from '../../clerk-stub/stub.ts';
import { send } from './sdk-page.ts';

const newStub = () => createClerkStub(scenarios.default.seed());

/** The response of a new stub to a request for its client. */
function failed(fault: Fault): Promise<Response> {
  const stub = newStub();
  stub.failNext(fault);
  return send(stub, '/client');
}

test('a fault with a body is sent as HTML', async () => {
  expect((await failed({ status: 502, body: '<h1>Bad gateway</h1>' })).headers.get('content-type')).toBe('text/html');
});

test('without a long message, the message is used for both', async () => {
  const { errors } = await (await failed({ message: 'Out of seats' })).json();
  expect(errors).toMatchObject([{ message: 'Out of seats', long_message: 'Out of seats' }]);
});

test('the method of a pattern may be in lower case', async () => {
  expect((await failed({ method: 'get' })).status).toBe(500);
});

test('a request must have all parameters of a pattern', async () => {
  const stub = newStub();
  stub.failNext({ query: { limit: '10', offset: '20' } });
  const statuses = ['limit=10&offset=10', 'limit=10&offset=20'].map(
    async (query) => (await send(stub, `/client?${query}`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 500]);
});

test('each of two equal faults is reported until a request has matched it', async () => {
  const stub = newStub();
  const fault = { path: '/v1/client' };
  stub.failNext(fault);
  stub.failNext(fault);
  await send(stub, '/client');
  expect(stub.unmatched()).toEqual([fault]);
});

test('a hold that is released before its request arrives is not reported', async () => {
  const stub = newStub();
  const release = stub.hold({ path: '/v1/client' });
  release();
  await send(stub, '/client');
  expect(stub.unmatched()).toEqual([]);
});

test('an unmatched hold is reported once it is released', () => {
  const stub = newStub();
  const release = stub.hold({ path: '/v1/unused' });
  expect(stub.unmatched()).toEqual([]);
  release();
  expect(stub.unmatched()).toEqual([{ path: '/v1/unused' }]);
});

test('dropped faults are not reported', () => {
  const stub = newStub();
  stub.failNext({ path: '/v1/unused' });
  stub.dropWaitingFaults();
  expect(stub.unmatched()).toEqual([]);
});

test('a reset forgets faults and holds that no request has matched', () => {
  const stub = newStub();
  stub.failNext({ path: '/v1/unused' });
  const release = stub.hold({ path: '/v1/unused' });
  stub.reset();
  release();
  expect(stub.unmatched()).toEqual([]);
});

/** The statuses of requests to these paths. */
async function statusesOf(stub: ClerkStub, ...paths: string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const path of paths) statuses.push((await send(stub, path)).status);
  return statuses;
}

test('failEvery counts only requests to an organization', async () => {
  const stub = createClerkStub(scenarios.flaky.seed());
  const paths = ['/organizations', '/organizations/org_engines', '/organizations/org_engines/roles', '/organizations'];
  expect(await statusesOf(stub, ...paths)).toEqual([404, 401, 401, 404]);
});

test('after a reset, failing requests count from the first one', async () => {
  const stub = createClerkStub(scenarios.flaky.seed());
  const path = '/organizations/org_engines';
  await statusesOf(stub, path);
  stub.reset();
  expect(await statusesOf(stub, path, path, path)).toEqual([401, 401, 500]);
});
