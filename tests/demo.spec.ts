/**
 * The demo, with the stub behind the server. These tests do not use the stub of the fixtures. They share the server's only
 * instance, so they run one at a time.
 */
import { expect, type Page, test } from '@playwright/test';
import { createServer } from 'vite';
import { banner, remove, row, rows, signIn } from './fixtures.ts';

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

test('the control page works without the trailing slash', async ({ page }) => {
  await page.goto('/__clerk');
  await page.getByRole('button', { name: 'default', exact: true }).click();
  await expect(rows(page)).toHaveCount(10);
});

test('requests can be held and released', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await page.context().newPage();
  await controls.goto('/__clerk/');
  await controls.getByRole('button', { name: 'Hold all requests to organizations' }).click();
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await controls.getByRole('button', { name: 'Release the held requests' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
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
