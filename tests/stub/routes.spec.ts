/** Every route of the stub: what it grants, and what it refuses with which of Clerk's codes. */
import { expect, test } from '@playwright/test';
import { routes } from '../../clerk-stub/stub.ts';
import { examples, play } from './examples.ts';

const known = routes.map(({ method, path }) => `${method} ${path}`);

for (const route of known) {
  test(`${route} answers as its examples say`, async () => {
    const list = examples[route] ?? [];
    expect(list, 'examples of the route, to be added in examples.ts').not.toEqual([]);
    for (const example of list) {
      const { status, body } = await play(route, example);
      const [refusal, code] = example.refused ?? [200];
      expect.soft({ status, body }, JSON.stringify(example)).toMatchObject({
        status: refusal,
        body: code === undefined ? (example.granted ?? {}) : { errors: [{ code }] },
      });
    }
  });
}

test('no example is of a route that is gone', () => {
  expect(Object.keys(examples).filter((route) => !known.includes(route))).toEqual([]);
});
