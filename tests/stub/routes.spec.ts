/** Every route of the stub, with its successful responses and Clerk's error codes. */
import { expect, test } from '@playwright/test';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { createClerkStub, routes } from '../../clerk-stub/stub.ts';
import { examples, play } from './examples.ts';

const known = Object.keys(routes);

for (const route of known) {
  test(`${route} responds as in its examples`, async () => {
    const list = examples[route] ?? [];
    expect(list, 'a route needs examples, in the folder examples').not.toEqual([]);
    for (const example of list) {
      const { status, body } = await play(route, example);
      const [expectedStatus, code, longMessage] = example.error ?? [example.status ?? 200];
      const error = longMessage === undefined ? { code } : { code, long_message: longMessage };
      expect.soft({ status, body }, JSON.stringify(example)).toMatchObject({
        status: expectedStatus,
        body: code === undefined ? (example.body ?? {}) : { ...example.body, errors: [error] },
      });
    }
  });
}

test('every example belongs to a route', () => {
  expect(Object.keys(examples).filter((route) => !known.includes(route))).toEqual([]);
});

test('a route that the stub lacks is a 404 that names the route', async () => {
  const stub = createClerkStub(scenarios.default.seed());
  const response = await stub.fetch(new Request('https://clerk-stub.test/v1/me/passkeys', { method: 'POST' }));
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    errors: [
      {
        code: 'clerk_stub_route_unknown',
        long_message: expect.stringContaining('Frontend API has no route for POST /v1/me/passkeys'),
      },
    ],
  });
  expect(stub.unknownRequests).toHaveLength(1);
});
