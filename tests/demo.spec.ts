/**
 * The demo as people open it: over HTTP, with the stub behind the server. Here the stub of the fixtures stays out of it, so
 * the tests of this file share the server's one instance, and run one after the other.
 */
import { expect, type Page, test } from '@playwright/test';
import { createServer } from 'vite';
import { banner, row, rows, signIn } from './fixtures.ts';

test.describe.configure({ mode: 'default' });

/** Starts a scenario from the stub's own page; the browser is led back to the members page. */
async function chooseScenario(page: Page, name: string): Promise<void> {
  await page.goto('/__clerk/');
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page).toHaveURL('/');
}

/** Makes the next such request fail, from the stub's own page in another tab; returns that tab. */
async function orderFault(page: Page, outcome: string, method = 'any'): Promise<Page> {
  const stub = await page.context().newPage();
  await stub.goto('/__clerk/');
  await stub.getByLabel('Method').selectOption(method);
  await stub.getByLabel('Response').selectOption(outcome);
  await stub.getByRole('button', { name: 'Fail the next request' }).click();
  return stub;
}

test('the whole way: sign in, choose, change, remove, add, fail, sign out, come as a member', async ({ page }) => {
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!/^(http:\/\/localhost:|data:|blob:)/.test(request.url())) strangers.push(request.url());
  });
  await chooseScenario(page, 'signed-out');
  await signIn(page, 'ada@example.com');
  await expect(rows(page)).toHaveCount(10);

  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');

  await page.getByRole('button', { name: 'Remove tim@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
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
  expect(strangers).toEqual([]);
});

test('a note in the header says that the data is made up, and leads to the people', async ({ page }) => {
  await chooseScenario(page, 'default');
  await expect(page.getByRole('complementary', { name: 'Demo' })).toContainText('Demo with made-up data.');
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await expect(page.getByRole('heading', { name: 'Stubbed Clerk' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Hedy Lamarr/ })).toContainText('user_hedy');
});

test('one can be anybody with one press', async ({ page }) => {
  await chooseScenario(page, 'default');
  await page.goto('/__clerk/');
  await page.getByRole('button', { name: 'Sign in as Alan Turing' }).click();
  await expect(page.getByRole('banner').getByText('Alan Turing')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
});

test('every scenario shows what it promises to start with', async ({ page }) => {
  const starts: Record<string, (page: Page) => Promise<void>> = {
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
      // The list and the roles go well; the third request to the organization does not.
      await expect(at.getByLabel('Filter by role').getByRole('option')).toHaveCount(3);
      await at.getByRole('button', { name: 'Next' }).click();
      await expect(banner(at)).toContainText('There was an internal error on our servers.');
    },
    'role-migration': (at) => expect(at.getByText('Roles are locked for now')).toBeVisible(),
  };
  for (const [name, showsItsStart] of Object.entries(starts)) {
    await chooseScenario(page, name);
    await showsItsStart(page);
  }
});

test('faults can be tried, and the requests read', async ({ page }) => {
  // Coming back to the page must not ask again, and meet the fault in place of “Next”: no time passes.
  await page.clock.setFixedTime(Date.now());
  await chooseScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const stub = await orderFault(page, 'Internal error (500)');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(banner(page)).toContainText('There was an internal error on our servers.');
  await stub.reload();
  const failed = stub.getByRole('region', { name: 'Requests' }).getByRole('row', { name: /500 GET/ });
  await expect(failed).toContainText('/v1/organizations/org_engines/memberships');
});

test('a connection can be cut', async ({ page }) => {
  await page.clock.setFixedTime(Date.now());
  await chooseScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  await orderFault(page, 'Connection failure', 'PATCH');
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(banner(page)).toContainText('Clerk could not be reached.');
  await expect(row(page, 'frances@example.com')).toContainText('org:member');
});

test('the stub’s own page works without the slash at its end', async ({ page }) => {
  await page.goto('/__clerk');
  await page.getByRole('button', { name: 'default', exact: true }).click();
  await expect(rows(page)).toHaveCount(10);
});

test('requests can be held, to see the page wait, and let go', async ({ page }) => {
  await chooseScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const stub = await page.context().newPage();
  await stub.goto('/__clerk/');
  await stub.getByRole('button', { name: 'Hold all requests to organizations' }).click();
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await stub.getByRole('button', { name: 'Release the held requests' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
});

test('the dev server shows the table, too', async ({ page }) => {
  const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
  try {
    await server.listen();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await expect(rows(page)).toHaveCount(10);
  } finally {
    await server.close();
  }
});
