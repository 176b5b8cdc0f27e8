import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { supported } from '../../clerk-stub/supported.ts';

const FILE = 'clerk-stub/SUPPORTED.md';

test('SUPPORTED.md says what the routes say', () => {
  const { updateSnapshots } = test.info().config;
  if (updateSnapshots === 'all' || updateSnapshots === 'changed') writeFileSync(FILE, supported());
  expect(readFileSync(FILE, 'utf8'), `${FILE} is stale; \`npm run supported\` makes it anew`).toBe(supported());
});

test('the folder can be copied whole: it takes nothing from outside it but packages', () => {
  const files = readdirSync('clerk-stub', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const outside = files.flatMap((file) =>
    [...readFileSync(join('clerk-stub', file), 'utf8').matchAll(/from '(\.[^']+)'/g)]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => path.startsWith('..')),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(outside).toEqual([]);
});
