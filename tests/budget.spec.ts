/**
 * Size budgets, gzip-compressed as a static host sends files. Sizes, unlike times, do not depend on the machine. The budgets are close to
 * the current size. Raise them when you add a feature.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, openList, test } from './fixtures.ts';

/** The build that the tests run against. */
const BUILD = 'dist-test';
const KB = 1000;

test('the page’s own JavaScript and CSS are under 20.1 KB compressed', () => {
  const scripts = readdirSync(join(BUILD, 'assets')).map((file) => readFileSync(join(BUILD, 'assets', file), 'utf8'));
  const [, styles] = /<style>(.*?)<\/style>/s.exec(readFileSync(join(BUILD, 'index.html'), 'utf8')) ?? [];
  if (!scripts[0] || !styles) throw new Error('The build has no script or no styles.');
  expect(sum([...scripts, styles].map(compressedSize))).toBeLessThan(20.1 * KB);
});

test('everything loaded up to the first table is under 118.2 KB compressed', async ({ page, baseURL }) => {
  const fetchedPaths = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isOurs = request.url().startsWith(`${baseURL}/`) && !pathname.startsWith('/__clerk/');
    if (isOurs) fetchedPaths.add(pathname.replace(/^\/$/, '/index.html'));
  });
  await openList(page);
  expect([...fetchedPaths].some((path) => path.endsWith('clerk.browser.js'))).toBe(true);
  // 9 KB are reserved for what is not counted: Clerk's five API responses and all headers, a little over 8 KB.
  const files = [...fetchedPaths].map((path) => readFileSync(join(BUILD, path), 'utf8'));
  expect(sum(files.map(compressedSize))).toBeLessThan(118.2 * KB - 9 * KB);
});

const compressedSize = (text: string) => gzipSync(text, { level: 9 }).length;

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
