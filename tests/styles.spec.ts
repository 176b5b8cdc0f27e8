/** What the tests cannot see in Chromium. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

test('no rule uses :has(:empty), which WebKit does not always evaluate again', () => {
  const rules = readdirSync('styles').flatMap((file) =>
    readFileSync(join('styles', file), 'utf8')
      .replaceAll(/\/\*.*?\*\//gs, '')
      .split('\n'),
  );
  expect(rules.filter((line) => /:has\(.*:empty/.test(line))).toEqual([]);
});
