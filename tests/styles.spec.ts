/** What the tests cannot see in Chromium. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

test('no rule depends on what is empty inside of something else: WebKit does not always update it', () => {
  const rules = readdirSync('styles').flatMap((file) =>
    readFileSync(join('styles', file), 'utf8')
      .replaceAll(/\/\*.*?\*\//gs, '')
      .split('\n'),
  );
  expect(rules.filter((line) => /:has\(.*:empty/.test(line))).toEqual([]);
});
