/** Every route of the stub, with its successful responses and Clerk's error codes. */
import { expect, test } from '@playwright/test';
import { routes } from '../../clerk-stub/stub.ts';
import { examples, play } from './examples.ts';

const known = routes.map(({ method, path }) => `${method} ${path}`);

for (const route of known) {
  test(`${route} responds as in its examples`, async () => {
    const list = examples[route] ?? [];
    expect(list, 'a route needs examples, in the folder examples').not.toEqual([]);
    for (const example of list) {
      const { status, body } = await play(route, example);
      const [expectedStatus, code] = example.error ?? [200];
      expect.soft({ status, body }, JSON.stringify(example)).toMatchObject({
        status: expectedStatus,
        body: code === undefined ? (example.body ?? {}) : { errors: [{ code }] },
      });
    }
  });
}

test('every example belongs to a route', () => {
  expect(Object.keys(examples).filter((route) => !known.includes(route))).toEqual([]);
});
