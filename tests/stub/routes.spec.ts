/** Every route of the stub, with its successful responses and Clerk's error codes. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { requireImage } from '../../clerk-stub/rules/images.ts';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { ADMIN } from '../../clerk-stub/seeds/roles.ts';
import { createClerkStub, routes } from '../../clerk-stub/stub.ts';
import { ENGINES, membersMay } from './examples/example.ts';
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

const rows = readFileSync('clerk-stub/SUPPORTED.md', 'utf8').matchAll(
  /^\| `(\w+ \/v1\/organizations\/[^`]+)` \|([^|]+)/gm,
);

for (const [, route = '', checks = ''] of rows) {
  const permissions: string[] = checks.match(/org:\w+:\w+/g) ?? [];
  test(`${route} requires ${permissions.join(' or ') || 'no permission'}, as SUPPORTED.md says`, async () => {
    const isRefused = async (...granted: string[]) => {
      const params = { ...ENGINES, user_id: 'user_hedy', invitation_id: 'orginv_gone' };
      const { body } = await play(route, { scenario: 'member', setUp: membersMay(...granted), params });
      return JSON.stringify(body).includes('missing_organization_permission');
    };
    const others = ADMIN.permissions.filter((permission) => !permissions.includes(permission));
    expect.soft(await isRefused(...others)).toBe(permissions.length > 0);
    for (const permission of permissions) expect.soft(await isRefused(permission), permission).toBe(false);
  });
}

test('an image has at most 10 MB', () => {
  const image = (bytes: number) => `data:image/png;base64,${Buffer.alloc(bytes).toString('base64')}`;
  const largest = image(10 * 1024 * 1024);
  expect(requireImage(largest) === largest).toBe(true);
  expect(() => requireImage(image(10 * 1024 * 1024 + 1))).toThrow('more than 10MB');
});

test('the Backend API counts the users', async () => {
  const stub = createClerkStub(scenarios.default.seed());
  const headers = { authorization: 'Bearer sk_test_stub' };
  const response = await stub.fetch(new Request('https://clerk-stub.test/v1/users/count', { headers }));
  expect(await response.json()).toEqual({ object: 'total_count', total_count: stub.state.users.size });
});

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
