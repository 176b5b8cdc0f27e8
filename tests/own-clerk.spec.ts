/** Builds with your own publishable key: they call only your Clerk application and contain nothing of the stub. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { build } from 'vite';
import { scenarioSeed } from '../clerk-stub/scenarios.ts';
import { clerkAssets } from '../vite/clerk-assets.ts';
import { faultRow } from './fault-row.ts';
import { banner, expect, rows, test } from './fixtures.ts';
import { buildWithKey, OWN_CLERK, OWN_KEY } from './own-build.ts';
import { keyFor } from './stub/sdk-page.ts';

const SITE = 'https://members.example';
const PRODUCTION_CLERK = 'https://clerk.members.example';

/** Serves the folder as a static host would. */
async function serve(context: BrowserContext, folder: string): Promise<void> {
  await context.route(`${SITE}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(folder, pathname === '/' ? 'index.html' : pathname);
    return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
  });
}

test.describe('with a development key', () => {
  test.use({ clerkUrl: OWN_CLERK });

  test('the built page sends requests only to its own host and to its Clerk instance', async ({
    page,
    context,
  }, info) => {
    const folder = info.outputPath('site');
    await buildWithKey(OWN_KEY, folder);
    await serve(context, folder);
    const requestUrls: URL[] = [];
    context.on('request', (request) => requestUrls.push(new URL(request.url())));

    await page.goto(`${SITE}/`);
    await expect(rows(page)).toHaveCount(10);

    const origins = new Set(requestUrls.filter(({ protocol }) => protocol === 'https:').map(({ origin }) => origin));
    expect([...origins].toSorted()).toEqual([OWN_CLERK, SITE]);
    const clerkUrls = requestUrls.filter(({ origin }) => origin === OWN_CLERK);
    expect(clerkUrls.map(({ pathname }) => pathname)).toEqual(
      expect.arrayContaining(['/v1/environment', '/v1/client']),
    );
    expect(
      clerkUrls.every(
        ({ pathname, searchParams }) => pathname.startsWith('/v1/') && searchParams.has('_clerk_js_version'),
      ),
    ).toBe(true);
  });
});

for (const [name, url] of [
  ['development', OWN_CLERK],
  ['production', PRODUCTION_CLERK],
] as const) {
  test.describe(`with a ${name} key, and an instance that cannot be reached`, () => {
    test.use({ clerkUrl: url });

    test(
      'the page says so, and what to check',
      faultRow('Start', `With a ${name} key, nothing of Clerk can be reached`, 'Its host, and what to check'),
      async ({ page, context, clerk }, info) => {
        const folder = info.outputPath('site');
        const { host } = new URL(url);
        await buildWithKey(keyFor(host, name === 'production' ? 'live' : 'test'), folder);
        await serve(context, folder);
        clerk.failNext({ network: true, times: Number.POSITIVE_INFINITY });
        await page.goto(`${SITE}/`);
        await expect(banner(page)).toContainText(`Couldn't load Clerk's settings from ${host}. Check your connection`);
        await expect(page.getByLabel('Email address')).toBeHidden();
      },
    );
  });
}

test.describe('with a development key, and an empty response in place of the token for the browser', () => {
  test.use({ clerkUrl: OWN_CLERK });

  test('the page says that the response is not from Clerk', async ({ page, context, clerk }, info) => {
    const folder = info.outputPath('site');
    await buildWithKey(OWN_KEY, folder);
    await serve(context, folder);
    clerk.failNext({ path: '/v1/dev_browser', status: 200, body: '' });
    await page.goto(`${SITE}/`);
    await expect(banner(page)).toContainText(
      'Unexpected response (not JSON, or incomplete). A proxy may be blocking Clerk.',
    );
  });
});

test.describe('with a production key', () => {
  test.use({ clerkUrl: PRODUCTION_CLERK });

  test('the SDK’s first requests are preloaded and not sent twice', async ({ page, context, clerk }, info) => {
    const folder = info.outputPath('site');
    await buildWithKey(keyFor(new URL(PRODUCTION_CLERK).host, 'live'), folder);
    await serve(context, folder);
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
});

test.describe('with a production key, and settings that cannot be loaded', () => {
  test.use({ clerkUrl: PRODUCTION_CLERK });

  test('the page shows the list, and does not say that organizations are disabled', async ({
    page,
    context,
    clerk,
  }, info) => {
    const folder = info.outputPath('site');
    await buildWithKey(keyFor(new URL(PRODUCTION_CLERK).host, 'live'), folder);
    await serve(context, folder);
    clerk.failNext({ path: '/v1/environment', times: 2 });
    await page.goto(`${SITE}/`);
    await expect(rows(page)).toHaveCount(10);
    await expect(banner(page)).toContainText('Clerk is partially unavailable.');
    clerk.dropWaitingFaults();
  });
});

test.describe('with a production key, and organizations disabled', () => {
  const seed = scenarioSeed('default');
  test.use({
    clerkUrl: PRODUCTION_CLERK,
    seed: { ...seed, environment: { organization_settings: { enabled: false } } },
  });

  test('the page says what to change', async ({ page, context }, info) => {
    const folder = info.outputPath('site');
    await buildWithKey(keyFor(new URL(PRODUCTION_CLERK).host, 'live'), folder);
    await serve(context, folder);
    await page.goto(`${SITE}/`);
    await expect(banner(page)).toContainText('Enable them in the Clerk Dashboard.');
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeHidden();
  });
});

test('a build with a publishable key contains nothing of the stub', async ({ page: _ }, info) => {
  const folder = info.outputPath('site');
  await buildWithKey(OWN_KEY, folder);
  const isOurs = (file: string) => !file.startsWith('npm') && /\.\w+$/.test(file);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isOurs);
  expect(files.filter((file) => !file.startsWith('assets')).toSorted()).toEqual([
    'index.html',
    'robots.txt',
    'service-worker.js',
  ]);
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  expect(text).toContain(OWN_KEY);
  expect(text).not.toMatch(/clerk-stub|stubbed|__clerk\/|424242|\bdemo\b|Lovelace/i);
});

test('a build without a key and without the stub says on the page what is missing', async ({ page, context }, info) => {
  const outDir = info.outputPath('site');
  const config = { publishableKey: '', proxyUrl: '' };
  await build({ configFile: false, logLevel: 'error', plugins: [clerkAssets(config)], build: { outDir } });
  await serve(context, outDir);
  await page.goto(`${SITE}/`);
  await expect(banner(page)).toContainText('VITE_CLERK_PUBLISHABLE_KEY is not set.');
  await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeHidden();
});
