/** The recipes of the stub's README, in another project: those that a server or another process runs. */
import { once } from 'node:events';
import { realpathSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createServer, type InlineConfig, normalizePath, type ViteDevServer } from 'vite';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { clerkStub } from '../../clerk-stub/vite.ts';
import { launchOptions } from '../browser.mjs';
import { NOT_INSTALLED } from '../frameworks/installed.ts';
import { playCypress } from './cypress.ts';
import { link, recipes, run } from './readme.ts';
import { KEY, PAGE } from './recipe-page.ts';
import { createProject, writeFile } from './recipe-project.ts';

test.describe.configure({ mode: 'default' });

let folder: string;
const servers: ViteDevServer[] = [];

test.beforeAll(() => {
  folder = createProject();
});

test.afterAll(async () => {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true });
});

const write = (file: string, text: string) => writeFile(folder, file, text);

/** Starts Vite's server in the project. Returns its URL. */
async function startServer(options: InlineConfig = {}): Promise<string> {
  const server = await createServer({ root: folder, logLevel: 'error', ...options, server: { port: 0 } });
  servers.push(await server.listen());
  return server.resolvedUrls?.local[0] ?? '';
}

test('the folder and the recipes pass a type check', async () => {
  const config = recipes.get('tsconfig.json') ?? '';
  // By default, TypeScript skips folders whose name begins with a dot.
  write('tsconfig.json', config.replace('"exclude"', '"include": [".", ".storybook"], $&'));
  await run(folder, 'typescript/bin/tsc', '--project', '.');
  write(
    'tsconfig.json',
    config.replace('"dom", "dom.iterable"', '"webworker"').replace(/"exclude".*/, '"files": ["clerk-stub/worker.ts"]'),
  );
  await run(folder, 'typescript/bin/tsc', '--project', '.');
});

test.describe('with Vite’s server', () => {
  let url: string;

  test.beforeAll(async () => {
    url = await startServer();
  });

  test('Vite: the page runs on the stub', async ({ page }) => {
    await page.goto(url);
    await expect(page.getByRole('status')).toHaveText('Ada Lovelace is in Analytical Engines');
  });

  test('Nuxt: the application may be elsewhere than Vite’s base', async ({ page, request }) => {
    const plugins = [clerkStub({ base: '/' })];
    const { origin } = new URL(await startServer({ configFile: false, base: '/_nuxt/', plugins }));
    await page.goto(`${origin}/__clerk/`);
    await expect(page.getByRole('link', { name: 'Back to the app' })).toHaveJSProperty('href', `${origin}/`);
    expect((await request.get(`${origin}/__clerk/v1/environment`)).ok()).toBe(true);
  });

  for (const [type, testArgs, passed] of [
    // The type decides how the files are loaded. All files are loaded, even when one test runs.
    ['commonjs', ['--grep', 'an organization of the test'], '1 passed'],
    ['module', [], NOT_INSTALLED ? '3 passed' : '4 passed'],
  ] as const) {
    test(`Playwright: the test passes, in a package of the type ${type}`, async () => {
      write('package.json', JSON.stringify({ type }));
      const { args, ...browser } = launchOptions();
      const use = { baseURL: url, launchOptions: { ...browser, args: args.filter((arg) => arg === '--no-sandbox') } };
      write(
        'playwright.config.ts',
        `export default ${JSON.stringify({ testDir: 'tests', use, expect: { timeout: 15_000 }, reporter: 'line' })};`,
      );
      expect(await run(folder, '@playwright/test/cli.js', 'test', ...testArgs)).toContain(passed);
    });
  }

  test('Backend: accepts the token of the page, and no request without one', async ({ page }) => {
    await page.goto(url);
    await expect(page.getByRole('status')).not.toBeEmpty();
    const token = await page.evaluate(() => window.Clerk?.session?.getToken());
    const { app } = await import(join(folder, 'server.ts'));
    const response = await app.request('/api/me', { headers: { authorization: `Bearer ${token}` } });
    expect(await response.json()).toEqual({ userId: 'user_ada', orgRole: 'org:admin' });
    expect((await app.request('/api/me')).status).toBe(401);
  });

  test('Backend: accepts tokens created concurrently, without a browser', async () => {
    const { tokenOf } = await import(join(folder, 'token.ts'));
    const { app } = await import(join(folder, 'server.ts'));
    const [token] = await Promise.all([tokenOf('user_alan', 'org_engines'), tokenOf('user_ada', 'org_engines')]);
    const response = await app.request('/api/me', { headers: { authorization: `Bearer ${token}` } });
    expect(await response.json()).toEqual({ userId: 'user_alan', orgRole: 'org:member' });
  });

  test('Express: the cookies of its page are enough', async ({ page }) => {
    test.skip(NOT_INSTALLED !== null, NOT_INSTALLED ?? '');
    const { app } = await import(join(folder, 'express.ts'));
    const express: Server = app.listen(0);
    await once(express, 'listening');
    const address = express.address();
    const origin = `http://localhost:${address && typeof address === 'object' ? address.port : 0}`;
    try {
      const userId = async () => (await (await page.request.get(`${origin}/api/me`)).json()).userId;
      expect(await userId()).toBeNull();
      await page.route(`${origin}/`, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: PAGE.replace('%VITE_CLERK_PUBLISHABLE_KEY%', KEY)
            .replace('%VITE_CLERK_PROXY_URL%', '/clerk-stub')
            .replace('/__clerk/', '/clerk-stub/'),
        }),
      );
      await page.goto(origin);
      await expect(page.getByRole('status')).toHaveText('Ada Lovelace is in Analytical Engines');
      expect(await userId()).toBe('user_ada');
    } finally {
      express.close();
    }
  });

  test('Vite: control over HTTP is off', async ({ request }) => {
    const response = await request.post(`${url}__clerk/api/reset`, { data: {} });
    expect(response.status()).toBe(404);
    expect(await response.text()).toContain('Set clerkStub({ control: true })');
  });

  test('Vite: the note about the demo can be left out', async ({ page }) => {
    await page.goto(await startServer({ configFile: false, plugins: [clerkStub({ note: false })] }));
    await expect(page.getByRole('status')).toHaveText('Ada Lovelace is in Analytical Engines');
    await expect(page.getByRole('complementary', { name: 'Demo' })).toHaveCount(0);
  });

  test('Vite: the response names a package that is not installed', async ({ request }) => {
    rmSync(join(folder, 'node_modules/@clerk/ui'));
    const response = await request.get(`${url}__clerk/npm/@clerk/ui@1/dist/ui.browser.js`);
    link(folder, 'node_modules/@clerk/ui', '@clerk/ui');
    expect(response.status()).toBe(404);
    expect(await response.text()).toContain(`@clerk/ui cannot be found from ${normalizePath(realpathSync(folder))}`);
  });
});

test('Vite: the server starts with the project’s own seed, and the control page leads back to it', async ({ page }) => {
  const plugins = [clerkStub({ seed: scenarios.member.seed() })];
  await page.goto(await startServer({ configFile: false, plugins }));
  await expect(page.getByRole('status')).toHaveText('Alan Turing is in Analytical Engines');
  // Those who can sign in are not those of the demo.
  const note = page.getByRole('complementary', { name: 'Demo' });
  await expect(note).toHaveText('Demo with made-up data. Users and scenarios');
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await page.getByRole('button', { name: 'Start 12 members' }).click();
  await expect(page.getByRole('status')).toHaveText('Ada Lovelace is in Analytical Engines');
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await page.getByRole('button', { name: 'Start Your own data' }).click();
  await expect(page.getByRole('status')).toHaveText('Alan Turing is in Analytical Engines');
});

test('Cypress: the test passes, with its commands played by Playwright', async ({ page }) => {
  write(
    'control.config.ts',
    (recipes.get('vite.config.ts') ?? '').replace('clerkStub()', 'clerkStub({ control: true })'),
  );
  const url = await startServer({ configFile: join(folder, 'control.config.ts') });
  await playCypress(recipes.get('cypress/e2e/organization.cy.ts') ?? '', page, url);
});
