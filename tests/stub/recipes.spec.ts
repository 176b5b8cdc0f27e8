/**
 * The stub in another project: the folder, copied into an empty project with the packages that its README names, and every
 * recipe of the README.
 */
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build, createServer, type InlineConfig, normalizePath, type ViteDevServer } from 'vite';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { clerkStub } from '../../clerk-stub/vite.ts';
import { launchOptions } from '../browser.mjs';
import { NOT_INSTALLED } from '../frameworks/installed.ts';
import { serve } from '../static-host.ts';
import { playCypress } from './cypress.ts';
import { commands, link, packagesOf, recipes, run } from './readme.ts';
import { KEY, PAGE } from './recipe-page.ts';

const namedPackages = new Set(commands.flatMap(packagesOf));

/** What the recipes are for. */
const tools = ['vite', '@playwright/test', 'rolldown'];
/** In the first one, `@clerk/shared` is that of `@clerk/react`, as in a project, and Hono the oldest that the stub works with. */
const sources = ['tests/frameworks/node_modules', 'node_modules'];

/** The recipes that need a package of `tests/frameworks`. */
const needsPackages = /\.tsx$|^express|^tests\/sign-in/;

test.describe.configure({ mode: 'default' });

let folder: string;
const servers: ViteDevServer[] = [];

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stub-in-another-project-'));
  cpSync('clerk-stub', join(folder, 'clerk-stub'), { recursive: true });
  for (const name of [...namedPackages, ...tools]) {
    const source = sources.map((path) => join(path, name)).find((path) => existsSync(path));
    if (source) link(folder, source, name);
  }
  for (const [file, code] of recipes) {
    if (/^(cypress|nuxt)/.test(file) || (NOT_INSTALLED && needsPackages.test(file))) continue;
    write(file, code);
  }
  write('package.json', '{ "type": "module" }');
  write('index.html', PAGE);
});

test.afterAll(async () => {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Starts Vite's server in the project. Returns its URL. */
async function startServer(options: InlineConfig = {}): Promise<string> {
  const server = await createServer({ root: folder, logLevel: 'error', ...options, server: { port: 0 } });
  servers.push(await server.listen());
  return server.resolvedUrls?.local[0] ?? '';
}

test('the folder and the recipes pass a type check', async () => {
  await run(folder, 'typescript/bin/tsc', '--project', '.');
  write(
    'tsconfig.json',
    (recipes.get('tsconfig.json') ?? '')
      .replace('"dom", "dom.iterable"', '"webworker"')
      .replace(/"exclude".*/, '"files": ["clerk-stub/worker.ts"]'),
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

  for (const type of ['commonjs', 'module']) {
    test(`Playwright: the test passes, in a package of the type ${type}`, async () => {
      write('package.json', JSON.stringify({ type }));
      const { args, ...browser } = launchOptions();
      const use = { baseURL: url, launchOptions: { ...browser, args: args.filter((arg) => arg === '--no-sandbox') } };
      write(
        'playwright.config.ts',
        `export default ${JSON.stringify({ testDir: 'tests', use, expect: { timeout: 15_000 }, reporter: 'line' })};`,
      );
      expect(await run(folder, '@playwright/test/cli.js', 'test')).toContain(NOT_INSTALLED ? '3 passed' : '4 passed');
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

test('Vitest: the test passes, and so do those with another user and other data after it', async () => {
  test.skip(NOT_INSTALLED !== null, NOT_INSTALLED ?? '');
  // With a request that is on its way when a test ends.
  const code = (recipes.get('greeting.test.tsx') ?? '')
    .replace('ClerkProvider, Show', '$&, useOrganization')
    .replace('<Show', '<Members /><Show')
    .concat(`function Members() {
  const { memberships } = useOrganization({ memberships: true, invitations: true });
  return <p>{memberships?.count} members</p>;
}\n`);
  const [first = ''] = /^test\(.*?^}\);/ms.exec(code) ?? [];
  const second = first.replaceAll('admin', 'member').replace('scenarios.default', 'scenarios.member');
  const third = first.replace("'Hello admin'", "'1 members'").replace('scenarios.default', 'scenarios.empty');
  // With several files, jsdom may be gone while the SDK is still at work.
  const files = ['greeting.test.tsx', 'greeting-2.test.tsx', 'greeting-3.test.tsx', 'greeting-4.test.tsx'];
  for (const file of files) write(file, code + second + third);
  expect(await run(folder, 'vitest/vitest.mjs', 'run', 'greeting', '--no-color')).toMatch(/Tests +12 passed/);
});

test.describe('Storybook', () => {
  test.use({ serviceWorkers: 'allow' });

  // Storybook itself is not installed: Vite builds the page, with the files that Storybook would copy.
  test('the page runs on the stub of the service worker', async ({ page }) => {
    const worker = commands.find((command) => command.startsWith('npx rolldown')) ?? '';
    await run(folder, 'rolldown/bin/cli.mjs', ...worker.split(' ').slice(2));
    const { default: config } = await import(join(folder, '.storybook/main.ts'));
    write(
      'index.html',
      PAGE.replace(
        '<script type="module">',
        `$&
      await import('./.storybook/preview.ts');`,
      )
        .replace('%VITE_CLERK_PUBLISHABLE_KEY%', KEY)
        .replace('%VITE_CLERK_PROXY_URL%', '/__clerk'),
    );
    const outDir = join(folder, 'dist');
    await build({ root: folder, configFile: false, logLevel: 'error', publicDir: false, build: { outDir } });
    for (const path of config.staticDirs) {
      const { from, to } = typeof path === 'string' ? { from: path, to: '/' } : path;
      cpSync(join(folder, '.storybook', from), join(outDir, to), { recursive: true, dereference: true });
    }
    const host = await serve(outDir, '/');
    try {
      await page.goto(host.url);
      await expect(page.getByRole('status')).toHaveText('Ada Lovelace is in Analytical Engines');
      expect(host.missing).toEqual([]);
    } finally {
      host.server.close();
    }
  });
});
