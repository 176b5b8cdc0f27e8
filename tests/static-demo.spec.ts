/** The demo on a static host: `vite build` without a key, served as files, with the stub in a service worker. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import type { ScenarioName } from '../clerk-stub/scenarios.ts';
import { banner, changeRole, remove, row, rows, signIn } from './fixtures.ts';
import { type StaticHost, serve } from './static-host.ts';

test.use({ serviceWorkers: 'allow' });
test.describe.configure({ mode: 'default' });

let folder: string;
let host: StaticHost;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'static-demo-'));
  await build({ base: '/some/path/', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  host = await serve(folder, '/some/path/');
});

test.afterAll(() => {
  host.server.close();
  rmSync(folder, { recursive: true });
});

/** Ends every service worker, as browsers do after half a minute without requests. */
async function stopWorkers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

async function startScenario(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page).toHaveURL(host.url);
}

async function addMember(page: Page, userId: string): Promise<void> {
  await page.getByPlaceholder("Enter member's user ID").fill(userId);
  await page.getByRole('button', { name: 'Add member' }).click();
}

test('the demo works without a server: changes survive reloads, other tabs and a stopped worker', async ({
  page,
  context,
}) => {
  host.missing.length = 0;
  const origins = new Set<string>();
  context.on('request', (request) => origins.add(new URL(request.url()).origin));
  const errors: Error[] = [];
  context.on('weberror', (error) => errors.push(error.error()));

  await page.goto(host.url);
  await expect(rows(page)).toHaveCount(10);
  await changeRole(page, 'frances@example.com');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');

  await page.reload();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');

  const secondTab = await context.newPage();
  await secondTab.goto(host.url);
  await expect(row(secondTab, 'frances@example.com')).toContainText('org:admin');

  await stopWorkers(page);
  await remove(page, 'tim@example.com');
  await expect(row(page, 'tim@example.com')).toHaveCount(0);
  await stopWorkers(page);
  await addMember(page, 'user_hedy');
  await expect(row(page, 'hedy@example.com')).toContainText('org:member');
  await stopWorkers(page);
  await secondTab.reload();
  await expect(row(secondTab, 'hedy@example.com')).toContainText('org:member');
  await expect(row(secondTab, 'frances@example.com')).toContainText('org:admin');
  await expect(row(secondTab, 'tim@example.com')).toHaveCount(0);

  await addMember(page, 'user_nobody');
  await expect(banner(page)).toContainText('No user was found with id user_nobody');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await stopWorkers(page);
  await signIn(page, 'alan@example.com');
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);

  expect([...origins]).toEqual([new URL(host.url).origin]);
  expect(host.missing).toEqual([]);
  expect(errors).toEqual([]);
});

test('changes in two tabs at the same time are all kept', async ({ page, context }) => {
  const secondTab = await context.newPage();
  for (const tab of [page, secondTab]) {
    await tab.goto(host.url);
    await expect(rows(tab)).toHaveCount(10);
  }
  await stopWorkers(page);
  const members = ['frances', 'tim', 'edsger', 'katherine'].map((name) => `${name}@example.com`);
  await Promise.all(members.map((member, index) => changeRole(index % 2 ? page : secondTab, member)));
  for (const [index, member] of members.entries()) {
    await expect(row(index % 2 ? page : secondTab, member)).toContainText('org:admin');
  }
  await stopWorkers(page);
  await page.reload();
  for (const member of members) await expect(row(page, member)).toContainText('org:admin');
});

test('every scenario starts from the control page, and survives that the worker is stopped', async ({ page }) => {
  const checks: Record<ScenarioName, (page: Page) => Promise<void>> = {
    default: (at) => expect(at.getByText('1–10 of 12')).toBeVisible(),
    member: (at) => expect(at.getByRole('banner').getByText('Alan Turing')).toBeVisible(),
    'custom-roles': (at) => expect(at.getByRole('combobox', { name: 'Role of alan@example.com' })).toBeVisible(),
    'last-admin': (at) => expect(at.getByText('1–3 of 3')).toBeVisible(),
    large: (at) => expect(at.getByText('1–10 of 5000')).toBeVisible(),
    empty: (at) => expect(at.getByText('1–1 of 1')).toBeVisible(),
    'signed-out': (at) => expect(at.getByLabel('Email address')).toBeVisible(),
    slow: (at) => expect(rows(at)).toHaveCount(10, { timeout: 20_000 }),
    // Which request fails depends on when the worker stopped.
    flaky: (at) => expect(at.getByRole('banner').getByText('Ada Lovelace')).toBeVisible(),
    'role-migration': (at) => expect(at.getByText('Roles are temporarily locked')).toBeVisible(),
  };
  test.setTimeout(90_000);
  host.missing.length = 0;
  await page.goto(host.url);
  for (const [name, check] of Object.entries(checks)) {
    await startScenario(page, name);
    await stopWorkers(page);
    await page.reload();
    await check(page);
  }
  expect(host.missing).toEqual([]);
});

test('the only admin cannot step down and sees Clerk’s reason', async ({ page }) => {
  await page.goto(host.url);
  await startScenario(page, 'last-admin');
  await changeRole(page, 'ada@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
  await expect(banner(page)).toContainText('There has to be at least one organization member');
  await expect(row(page, 'ada@example.com')).toContainText('org:admin');
});

test('the forms of the control page work: another user, a latency, a failed connection', async ({ page }) => {
  await page.goto(host.url);
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await page.getByLabel('Latency in milliseconds').fill('7');
  await page.getByRole('button', { name: 'Set' }).click();
  await expect(page).toHaveURL(`${host.url}__clerk/`);
  await stopWorkers(page);
  await page.reload();
  await expect(page.getByLabel('Latency in milliseconds')).toHaveValue('7');

  await page.getByRole('button', { name: 'Sign in as Grace Hopper' }).click();
  await expect(page.getByRole('banner').getByText('Grace Hopper')).toBeVisible();
  await expect(rows(page)).toHaveCount(10);

  const controls = await page.context().newPage();
  await controls.goto(`${host.url}__clerk`);
  await expect(controls).toHaveURL(`${host.url}__clerk/`);
  await controls.getByLabel('Method').selectOption('PATCH');
  await controls.getByLabel('Response').selectOption('Connection failure');
  await controls.getByRole('button', { name: 'Fail the next request' }).click();
  await expect(controls).toHaveURL(`${host.url}__clerk/`);
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toContainText('Clerk could not be reached.');
  await expect(row(page, 'frances@example.com')).toContainText('org:member');
});

test('a reload that bypasses the worker still gets the demo', async ({ page }) => {
  await page.goto(host.url);
  await changeRole(page, 'frances@example.com');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  const session = await page.context().newCDPSession(page);
  await session.send('Page.reload', { ignoreCache: true });
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
});

test('frameworks find the SDK and its chunks below the proxy path', async ({ page }) => {
  await page.goto(host.url);
  await expect(rows(page)).toHaveCount(10);
  const response = await page.evaluate(async () => {
    const { status, url } = await fetch('__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js');
    return { status, url };
  });
  expect(response.status).toBe(200);
  expect(response.url).toMatch(/path\/npm\/@clerk\/clerk-js@[\d.]+\/dist\/clerk\.browser\.js$/);
});

test('a new version of the stub starts afresh, and an open page reloads', async ({ page }) => {
  const file = join(folder, 'service-worker.js');
  const script = readFileSync(file, 'utf8');
  const version = /["'`]([0-9a-f]{12})["'`]/.exec(script)?.[1] ?? '';
  expect(version).not.toBe('');
  await page.goto(host.url);
  await changeRole(page, 'frances@example.com');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  try {
    writeFileSync(file, script.replaceAll(version, 'another version'));
    // Browsers look for a new version at each visit.
    await page.reload();
    await expect(row(page, 'frances@example.com')).toContainText('org:member');
    await changeRole(page, 'frances@example.com');
    await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  } finally {
    writeFileSync(file, script);
  }
});

test('a build with a publishable key ends the worker of a former demo', async ({ page, context }, info) => {
  const outDir = info.outputPath('site');
  const buildSite = () => build({ base: '/some/path/', logLevel: 'error', build: { outDir, emptyOutDir: true } });
  await buildSite();
  const site = await serve(outDir, '/some/path/');
  const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  try {
    await page.goto(site.url);
    await expect(rows(page)).toHaveCount(10);
    expect(await workers()).toBe(1);

    process.env.VITE_CLERK_PUBLISHABLE_KEY = `pk_test_${btoa('clever-otter-42.clerk.accounts.dev$')}`;
    await buildSite();
    await context.route('https://clever-otter-42.clerk.accounts.dev/**', (route) => route.abort());
    await page.reload();
    await expect.poll(() => workers().catch(() => 'the page reloads')).toBe(0);
    await expect(banner(page)).toContainText('clever-otter-42.clerk.accounts.dev could not be reached');
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
    const response = await page.evaluate(() => fetch('__clerk/').then(({ status }) => status));
    expect(response).toBe(404);
  } finally {
    process.env.VITE_CLERK_PUBLISHABLE_KEY = '';
    site.server.close();
  }
});

test('a browser that allows no service worker is told so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await page.goto(host.url);
  await expect(page.getByRole('heading', { name: 'This demo cannot run here' })).toBeVisible();
  await expect(page.getByText('It needs a service worker')).toBeVisible();
  await expect(page.getByText('This page is taking too long to load')).toHaveCount(0);
});

test('a browser that refuses the service worker is told so', async ({ page }) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () =>
      Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
  });
  await page.goto(host.url);
  await expect(page.getByRole('heading', { name: 'This demo cannot run here' })).toBeVisible();
});

for (const base of ['./', '']) {
  test(`a build with the base “${base}” works under any path`, async ({ page }, info) => {
    const outDir = info.outputPath('site');
    await build({ base, logLevel: 'error', build: { outDir, emptyOutDir: true } });
    const anywhere = await serve(outDir, '/any/where/');
    try {
      await page.goto(anywhere.url);
      await expect(rows(page)).toHaveCount(10);
      await page.getByRole('link', { name: 'Users and scenarios' }).click();
      await page.getByRole('button', { name: 'signed-out', exact: true }).click();
      await expect(page).toHaveURL(anywhere.url);
      await expect(page.getByLabel('Email address')).toBeVisible();
      expect(anywhere.missing).toEqual([]);
    } finally {
      anywhere.server.close();
    }
  });
}
