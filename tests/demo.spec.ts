/**
 * The demo, with the stub behind the server. These tests do not use the stub of the fixtures. They share the server's only
 * instance, so they run one at a time.
 */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { resolve } from 'node:path';
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { createServer } from 'vite';
import { createDemo } from '../clerk-stub/demo.ts';
import { banner, remove, row, rows, signIn } from './fixtures.ts';
import { test } from './problems.ts';

test.describe.configure({ mode: 'default' });

/** Starts a scenario on the control page, which redirects to the app. */
async function startScenario(page: Page, name: string): Promise<void> {
  await page.goto('/__clerk/');
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page).toHaveURL('/');
}

/** Fails the next request to an organization, on the control page in another tab. Returns that tab. */
async function failNext(page: Page, fault: string, method = 'any'): Promise<Page> {
  const controls = await page.context().newPage();
  await controls.goto('/__clerk/');
  await controls.getByLabel('Method').selectOption(method);
  await controls.getByLabel('Response').selectOption(fault);
  await controls.getByRole('button', { name: 'Fail the next request' }).click();
  return controls;
}

/** Starts to hold requests, on the control page in another tab. Returns that tab. */
async function holdRequests(page: Page): Promise<Page> {
  const controls = await page.context().newPage();
  await controls.goto('/__clerk/');
  await controls.getByRole('button', { name: 'Hold all requests to organizations' }).click();
  return controls;
}

test('a full session: sign in, select an organization, manage members, fail, sign out, sign in as a member', async ({
  page,
}) => {
  const externalRequests: string[] = [];
  page.on('request', (request) => {
    if (!/^(http:\/\/localhost:|data:|blob:)/.test(request.url())) externalRequests.push(request.url());
  });
  await startScenario(page, 'signed-out');
  await signIn(page, 'ada@example.com');
  await expect(rows(page)).toHaveCount(10);

  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');

  await remove(page, 'tim@example.com');
  await expect(row(page, 'tim@example.com')).toHaveCount(0);

  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toContainText('org:member');

  await page.getByPlaceholder("Enter member's user ID").fill('user_nobody');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toContainText('No user was found with id user_nobody');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, 'alan@example.com');
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);
  expect(externalRequests).toEqual([]);
});

test('a note above the header says that the data is made up, and links to the control page', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(page.getByRole('complementary', { name: 'Demo' })).toContainText('Demo with made-up data.');
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await expect(page.getByRole('heading', { name: 'Stubbed Clerk' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Hedy Lamarr/ })).toContainText('user_hedy');
});

test('one click signs in as another user', async ({ page }) => {
  await startScenario(page, 'default');
  await page.goto('/__clerk/');
  await page.getByRole('button', { name: 'Sign in as Alan Turing' }).click();
  await expect(page.getByRole('banner').getByText('Alan Turing')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
});

test('every scenario starts as described', async ({ page }) => {
  const checks: Record<string, (page: Page) => Promise<void>> = {
    default: (at) => expect(at.getByText('1–10 of 12')).toBeVisible(),
    member: (at) => expect(at.getByRole('banner').getByText('Alan Turing')).toBeVisible(),
    'custom-roles': (at) => expect(at.getByRole('combobox', { name: 'Role of alan@example.com' })).toBeVisible(),
    'last-admin': (at) => expect(at.getByText('1–3 of 3')).toBeVisible(),
    large: (at) => expect(at.getByText('1–10 of 5000')).toBeVisible(),
    empty: (at) => expect(at.getByText('1–1 of 1')).toBeVisible(),
    'signed-out': (at) => expect(at.getByLabel('Email address')).toBeVisible(),
    slow: async (at) => {
      await at.goto('/__clerk/');
      await expect(at.getByLabel('Latency in milliseconds')).toHaveValue('1500');
    },
    flaky: async (at) => {
      // The list and the roles succeed; the third request to the organization fails.
      await expect(at.getByLabel('Filter by role').getByRole('option')).toHaveCount(3);
      await at.getByRole('button', { name: 'Next' }).click();
      await expect(banner(at)).toContainText('There was an internal error on our servers.');
    },
    'role-migration': (at) => expect(at.getByText('Roles are temporarily locked')).toBeVisible(),
  };
  for (const [name, check] of Object.entries(checks)) {
    await startScenario(page, name);
    await check(page);
  }
});

test('a fault fails the next request, and the request log shows it', async ({ page }) => {
  // With the time fixed, returning to the tab does not reload the list and use up the fault.
  await page.clock.setFixedTime(Date.now());
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await failNext(page, 'Internal error (500)');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(banner(page)).toContainText('There was an internal error on our servers.');
  await controls.reload();
  const failed = controls.getByRole('region', { name: 'Requests' }).getByRole('row', { name: /500 GET/ });
  await expect(failed).toContainText('/v1/organizations/org_engines/memberships');
});

test('a fault can fail the connection', async ({ page }) => {
  await page.clock.setFixedTime(Date.now());
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  await failNext(page, 'Connection failure', 'PATCH');
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(banner(page)).toContainText('Clerk could not be reached.');
  await expect(row(page, 'frances@example.com')).toContainText('org:member');
});

test('a failed connection is not a response in any browser', async ({ page, request }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  await request.post('/__clerk/fail', { form: { path: '/v1/me', fault: 'Connection failure' } });
  // Firefox takes any bytes for a response, and no browser follows a redirect to a data: URL.
  const response = await request.get('/__clerk/v1/me', { maxRedirects: 0 });
  expect([response.status(), response.headers().location]).toEqual([307, 'data:,']);

  await request.post('/__clerk/fail', { form: { path: '/v1/me', fault: 'Connection failure' } });
  const outcome = await page.evaluate(() => fetch('/__clerk/v1/me').then(({ status }) => status, String));
  expect(outcome).toContain('TypeError');
});

test('the control page works without the trailing slash', async ({ page }) => {
  await page.goto('/__clerk');
  await page.getByRole('button', { name: 'default', exact: true }).click();
  await expect(rows(page)).toHaveCount(10);
});

test('the control page does not scroll sideways on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/__clerk/');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('requests can be held and released', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await holdRequests(page);
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await controls.getByRole('button', { name: 'Release the held requests' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
});

test('a fifth held request releases all of them, so that the browser keeps a free connection', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await holdRequests(page);
  await expect(controls.getByText('or as soon as a fifth one waits')).toBeVisible();
  const members = ['frances', 'tim', 'barbara', 'edsger', 'katherine'].map((name) => `${name}@example.com`);
  for (const member of members.slice(0, 4)) {
    await page.getByRole('button', { name: `Change role of ${member}` }).click();
  }
  await expect(page.locator('tr[aria-busy=true]')).toHaveCount(4);
  await page.getByRole('button', { name: `Change role of ${members[4]}` }).click();
  await expect(page.locator('tr[aria-busy=true]')).toHaveCount(0);
  await controls.reload();
  await expect(controls.getByRole('button', { name: 'Hold all requests to organizations' })).toBeVisible();
});

test('starting a scenario releases the held requests', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await holdRequests(page);
  await page.getByRole('button', { name: 'Change role of frances@example.com' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await controls.getByRole('button', { name: 'member', exact: true }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
});

test('“Release the held requests” on a page that is out of date does not hold requests', async ({ page }) => {
  await startScenario(page, 'default');
  const controls = await holdRequests(page);
  await startScenario(page, 'default');
  await controls.getByRole('button', { name: 'Release the held requests' }).click();
  await expect(controls.getByRole('button', { name: 'Hold all requests to organizations' })).toBeVisible();
});

test('a held request is released after 20 seconds', async () => {
  const demo = createDemo();
  const post = (path: string, form: Record<string, string>) =>
    demo.fetch(new Request(`http://localhost${path}`, { method: 'POST', body: new URLSearchParams(form) }));
  await post('/hold', { action: 'hold' });
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let isReleased = false;
    const held = demo.fetch(new Request('http://localhost/v1/organizations/org_engines')).then(() => {
      isReleased = true;
    });
    await setImmediate();
    mock.timers.tick(19_999);
    await setImmediate();
    expect(isReleased).toBe(false);
    mock.timers.tick(1);
    await held;
  } finally {
    mock.timers.reset();
  }
});

test('the demo works in a frame of another site', async ({ page, baseURL }) => {
  await startScenario(page, 'default');
  await page.context().clearCookies();
  // The browser does not let a page from `page.route` open a local address in a frame.
  const otherSite = createHttpServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<iframe src="${baseURL}/" width="1200" height="1000"></iframe>`);
  });
  otherSite.listen(0, '127.0.0.1');
  await once(otherSite, 'listening');
  const address = otherSite.address();
  try {
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('#memberships_table_body').getByRole('row')).toHaveCount(10);
    await frame.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
    await expect(frame.getByRole('row').filter({ hasText: 'frances@example.com' })).toContainText('org:admin');
  } finally {
    otherSite.close();
  }
});

test('running the tests does not reload an open `npm start`', async () => {
  const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
  try {
    await expect.poll(() => Object.keys(server.watcher.getWatched())).toContain(resolve('tests/stub'));
    const watched = Object.keys(server.watcher.getWatched());
    for (const folder of ['dist-test', 'test-results', 'playwright-report']) {
      expect(watched).not.toContain(resolve(folder));
    }
  } finally {
    await server.close();
  }
});

test('the dev server shows the table', async ({ page }) => {
  const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
  try {
    await server.listen();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await expect(rows(page)).toHaveCount(10);
  } finally {
    await server.close();
  }
});
