/** `@clerk/nextjs` on the stub: a small app, with the stub in a route handler, as the stub's README says. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { launchOptions } from '../browser.mjs';
import { commands, recipes, run } from '../stub/readme.ts';
import { NEXT_NOT_INSTALLED } from './installed.ts';

const ROUTE = 'app/clerk-stub/[...path]/route.ts';

/** Turbopack reads only files of the project, so the app is not built in a temporary folder of the system. */
const folder = 'test-results/nextjs';
const next = join(import.meta.dirname, 'node_modules/next/dist/bin/next');

test.describe.configure({ mode: 'default', timeout: 180_000 });
test.skip(NEXT_NOT_INSTALLED !== null, NEXT_NOT_INSTALLED ?? '');

let server: ChildProcess;
let url: string;

test.beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  for (const name of ['app', 'next.config.ts', 'proxy.ts']) {
    cpSync(join(import.meta.dirname, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(import.meta.dirname, 'node_modules'), join(folder, 'node_modules'), 'junction');
  cpSync('clerk-stub', join(folder, 'clerk-stub'), { recursive: true });
  write('tsconfig.json', recipes.get('tsconfig.json') ?? '');
  write(ROUTE, recipes.get(ROUTE) ?? '');
  const environment = commands.find((command) => command.startsWith('# .env'));
  write('.env.local', environment ?? '');

  const options = { cwd: folder, env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } };
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], { ...options, encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
  // Next.js deploys the traced files. Without `turbopackIgnore` in sdk-files.ts they would be the whole project.
  const { files } = JSON.parse(
    readFileSync(join(folder, `.next/server/${ROUTE.replace(/ts$/, 'js')}.nft.json`), 'utf8'),
  );
  expect(files.filter((file: string) => !/node_modules|\/chunks\/|manifest/.test(file))).toEqual([]);
  server = spawn(process.execPath, [next, 'start', '--port', `${port}`], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await expect(() => fetch(`${url}/clerk-stub/v1/environment`)).toPass();
});

test.afterAll(async () => {
  // On Windows, the folder of a running process cannot be removed.
  if (server?.kill()) await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

const notFound: string[] = [];
test.beforeEach(({ page }) => {
  page.on('response', (response) => {
    if (response.status() === 404) notFound.push(response.url());
  });
});
test.afterEach(() => expect(notFound.splice(0), 'the stub supports every request').toEqual([]));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** The app must know its own URL before it starts. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return address && typeof address === 'object' ? address.port : 0;
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the server finds the signed-in user at the first visit, with one handshake', async ({ page }) => {
    const handshakes: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/client/handshake?')) handshakes.push(request.url());
    });
    await page.goto(url);
    await expect(page.getByRole('status')).toHaveText('user_ada in org_engines');
    expect(handshakes).toHaveLength(1);
  });
});

test('the client finds the user of the server', async ({ page }) => {
  await page.goto(url);
  await expect(page.getByText('Hello Ada Lovelace')).toBeVisible();
});

test('the server finds the organization that <OrganizationSwitcher /> activates', async ({ page }) => {
  await page.goto(url);
  await page.getByRole('button', { name: /organization switcher/i }).click();
  await page.getByRole('button', { name: 'Moonshot Software' }).click();
  await expect(page.getByRole('status')).toHaveText('user_ada in org_moonshot');
});

test('auth.protect() redirects to <SignIn />, which redirects back', async ({ page }) => {
  await page.goto(url);
  await page.getByRole('button', { name: 'Open user menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status')).toHaveText('Signed out');
  await page.goto(`${url}/protected`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Email address').fill('grace@example.com');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('heading')).toHaveText('Only for Grace Hopper');
});

test.describe('controlled over HTTP', () => {
  const post = (page: Page, path: string, data: object) => page.request.post(`${url}/clerk-stub/api/${path}`, { data });
  test.afterEach(({ page }) => post(page, 'reset', {}));

  test('Playwright: the test of the README passes', async () => {
    const file = 'e2e/dashboard.spec.ts';
    write(file, recipes.get(file) ?? '');
    const use = { baseURL: url, launchOptions: launchOptions() };
    const config = { testDir: 'e2e', outputDir: 'e2e-results', use, reporter: 'line' };
    write('playwright.config.ts', `export default ${JSON.stringify(config)};`);
    expect(await run(folder, resolve('node_modules/@playwright/test/cli.js'), 'test')).toContain('1 passed');
  });

  test('a connection that a fault fails is no response', async ({ page }) => {
    await page.goto(url);
    await expect(page.getByText('Hello Ada Lovelace')).toBeVisible();
    await post(page, 'fail', { method: 'GET', path: '/v1/me', network: true });
    await expect(page.evaluate(() => fetch('/clerk-stub/v1/me'))).rejects.toThrow('Failed to fetch');
  });

  test('a request of the server that the stub does not support names itself', async ({ request }) => {
    const headers = { authorization: 'Bearer sk_test_stub' };
    const response = await request.patch(`${url}/clerk-stub/v1/users/user_ada/metadata`, { headers, data: {} });
    expect(await response.text()).toContain('no route for PATCH /v1/users/user_ada/metadata');
  });
});
