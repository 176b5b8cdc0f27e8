import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { supported } from '../../clerk-stub/supported.ts';

const FILE = 'clerk-stub/SUPPORTED.md';

test('SUPPORTED.md is up to date', () => {
  const { updateSnapshots } = test.info().config;
  if (updateSnapshots === 'all' || updateSnapshots === 'changed') writeFileSync(FILE, supported());
  expect(readFileSync(FILE, 'utf8'), `${FILE} is out of date: run \`npm run supported\``).toBe(supported());
});

test('the stub imports nothing from outside its folder but packages', () => {
  const files = readdirSync('clerk-stub', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const outside = files.flatMap((file) =>
    [...readFileSync(join('clerk-stub', file), 'utf8').matchAll(/from '(\.[^']+)'/g)]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => path.startsWith('..')),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(outside).toEqual([]);
});
