import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { supported } from '../../clerk-stub/supported.ts';

const FILE = 'clerk-stub/SUPPORTED.md';

test('SUPPORTED.md says what the routes say', () => {
  const { updateSnapshots } = test.info().config;
  if (updateSnapshots === 'all' || updateSnapshots === 'changed') writeFileSync(FILE, supported());
  expect(readFileSync(FILE, 'utf8'), `${FILE} is stale; \`npm run supported\` makes it anew`).toBe(supported());
});
