/** Bytes, compressed as a static host would. They do not depend on the machine, so a test can hold them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, openList, test } from './fixtures.ts';

/** The build that the tests run on. */
const BUILD = 'dist-test';
const KB = 1000;

test('our own JavaScript and CSS are under 15 KB', () => {
  const sizes = readdirSync(join(BUILD, 'assets')).map((file) => compressedSize(`assets/${file}`));
  expect(sum(sizes)).toBeGreaterThan(0);
  expect(sum(sizes)).toBeLessThan(15 * KB);
});

test('everything up to the table is under 115 KB', async ({ page, baseURL }) => {
  const fetched = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isOurs = request.url().startsWith(`${baseURL}/`) && !pathname.startsWith('/__clerk/');
    if (isOurs) fetched.add(pathname.replace(/^\/$/, '/index.html'));
  });
  await openList(page);
  expect([...fetched].some((path) => path.endsWith('clerk.browser.js'))).toBe(true);
  // Clerk's five answers and everybody's headers come to 8 KB and a little.
  expect(sum([...fetched].map(compressedSize))).toBeLessThan(115 * KB - 10 * KB);
});

function compressedSize(path: string): number {
  return gzipSync(readFileSync(join(BUILD, path)), { level: 9 }).length;
}

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
