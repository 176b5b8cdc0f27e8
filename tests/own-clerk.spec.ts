/** The page with a Clerk application of your own: built with its key, and nothing of the stub in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, TestInfo } from '@playwright/test';
import { build } from 'vite';
import { answer, banner, expect, rows, test } from './fixtures.ts';

const SITE = 'https://members.example';
const CLERK = 'https://clever-otter-42.clerk.accounts.dev';
const key = (prefix: string, host: string) => `${prefix}_${btoa(`${host}$`)}`;
const OWN_KEY = key('pk_test', new URL(CLERK).host);

/** Builds the page as `npm run build` does with this key in `.env`; returns the folder. */
async function buildWith(publishableKey: string, info: TestInfo): Promise<string> {
  const outDir = info.outputPath('site');
  process.env.VITE_CLERK_PUBLISHABLE_KEY = publishableKey;
  try {
    await build({ logLevel: 'error', build: { outDir, emptyOutDir: true } });
  } finally {
    process.env.VITE_CLERK_PUBLISHABLE_KEY = '';
  }
  return outDir;
}

/** Serves the folder as any static host would. */
async function serve(context: BrowserContext, folder: string): Promise<void> {
  await context.route(`${SITE}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(folder, pathname === '/' ? 'index.html' : pathname);
    return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
  });
}

test('the built page asks the host of its key for Clerk, and nobody else for anything', async ({
  page,
  context,
  clerk,
}, info) => {
  await serve(context, await buildWith(OWN_KEY, info));
  await context.route(`${CLERK}/**`, (route) => answer(clerk, route));
  const asked: URL[] = [];
  context.on('request', (request) => asked.push(new URL(request.url())));

  await page.goto(`${SITE}/`);
  await expect(rows(page)).toHaveCount(10);

  const origins = new Set(asked.filter(({ protocol }) => protocol === 'https:').map(({ origin }) => origin));
  expect([...origins].toSorted()).toEqual([CLERK, SITE]);
  const toClerk = asked.filter(({ origin }) => origin === CLERK);
  expect(toClerk.map(({ pathname }) => pathname)).toEqual(expect.arrayContaining(['/v1/environment', '/v1/client']));
  expect(
    toClerk.every(({ pathname, searchParams }) => pathname.startsWith('/v1/') && searchParams.has('_clerk_js_version')),
  ).toBe(true);
});

test('with a production key, the browser asks at once what the SDK will ask first, and nothing twice', async ({
  page,
  context,
  clerk,
}, info) => {
  const live = 'https://clerk.members.example';
  await serve(context, await buildWith(key('pk_live', new URL(live).host), info));
  await context.route(`${live}/**`, (route) => answer(clerk, route));
  await page.goto(`${SITE}/`);
  await expect(rows(page)).toHaveCount(10);
  await expect(page.locator('link[rel=preload][as=fetch]')).toHaveCount(2);
  expect(clerk.requests.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    'GET /v1/client',
    'GET /v1/environment',
    'GET /v1/organizations/org_engines/memberships',
    'GET /v1/organizations/org_engines/roles',
  ]);
});

test('a build with a key contains nothing of the stub', async ({ page: _ }, info) => {
  const folder = await buildWith(OWN_KEY, info);
  const own = ['index.html', ...readdirSync(join(folder, 'assets')).map((file) => join('assets', file))];
  const text = own.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  expect(text).toContain(OWN_KEY);
  expect(text).not.toMatch(/clerk-stub|stubbed|__clerk\/|424242|demo|Lovelace/i);
});

const wrongKeys = [
  { what: 'a secret key', value: 'sk_test_abcdefghijkl', says: 'holds a secret key. It must never reach a browser' },
  { what: 'half a key', value: 'pk_test_abc', says: 'is not a publishable key: “pk_test_abc”' },
  { what: 'a word', value: 'mykey', says: 'is not a publishable key: “mykey”' },
];

for (const { what, value, says } of wrongKeys) {
  test(`${what} in place of the key gets a message that leads to the right one`, async ({ page, context }, info) => {
    await serve(context, await buildWith(value, info));
    await page.goto(`${SITE}/`);
    await expect(banner(page)).toContainText(says);
    await expect(banner(page)).toContainText('The right one is in Clerk’s dashboard, under Configure → API keys.');
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeHidden();
  });
}
