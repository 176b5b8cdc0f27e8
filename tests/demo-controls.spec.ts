/** The demo's control page: scenarios, users, appearance. */
import { expect, type Page } from '@playwright/test';
import { isScenarioName, type ScenarioName, scenarios } from '../clerk-stub/scenarios.ts';
import { expectNoViolations } from './axe.ts';
import { failNext, openControls, test } from './control-page.ts';
import { banner, returnToTab, rows } from './fixtures.ts';
import { startButton, startChecks, startScenario } from './scenario-starts.ts';

test('a note above the header says that the data is made up, and links to the control page', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(page.getByRole('complementary', { name: 'Demo' })).toContainText(
    'To sign in: ada@example.com, password members-demo or code 424242.',
  );
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await expect(page.getByRole('heading', { name: 'Stubbed Clerk' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Hedy Lamarr' })).toContainText('user_hedy');
});

test('a tab follows when another user is signed in in another tab', async ({ page }) => {
  await startScenario(page, 'default');
  const otherTab = await openControls(page);
  await otherTab.getByRole('button', { name: 'Sign in as Alan Turing' }).click();
  await expect(otherTab.getByRole('banner').getByText('Alan Turing')).toBeVisible();
  await page.bringToFront();
  await returnToTab(page);
  await expect(page.getByRole('banner').getByText('Alan Turing')).toBeVisible();
  await expect(banner(page)).toBeHidden();
});

test('a tab follows when a user with a task to complete is signed in in another tab', async ({ page }) => {
  await startScenario(page, 'membership-required');
  await page.getByRole('button', { name: 'Analytical Engines' }).click();
  await expect(rows(page)).toHaveCount(10);
  const otherTab = await openControls(page);
  await otherTab.getByRole('button', { name: 'Sign in as Hedy Lamarr' }).click();
  const signedIn = (tab: Page) => tab.getByText('Signed in as hedy@example.com');
  await expect(signedIn(otherTab)).toBeVisible();
  await page.bringToFront();
  await returnToTab(page);
  await expect(signedIn(page)).toBeVisible();
  await expect(banner(page)).toBeHidden();
});

test('every scenario starts as described', async ({ page }) => {
  const checks: Record<ScenarioName, (page: Page) => Promise<void>> = {
    ...startChecks,
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
  };
  for (const scenario of Object.keys(scenarios).filter(isScenarioName)) {
    await startScenario(page, scenario);
    await checks[scenario](page);
  }
});

test('the control page works without the trailing slash', async ({ page }) => {
  await page.goto('/__clerk');
  await startButton(page, 'default').click();
  await expect(rows(page)).toHaveCount(10);
});

test('on a narrow screen, the control page does not scroll sideways, and the request log shows status and time', async ({
  page,
}) => {
  await startScenario(page, 'default');
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/__clerk/');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const status = page.getByRole('cell', { name: /^200 \d/ }).first();
  const right = (element: Element) => element.getBoundingClientRect().right;
  expect(await status.evaluate(right)).toBeLessThanOrEqual(await page.locator('.list:has(table)').evaluate(right));
});

test('the control page marks the running scenario and who is signed in', async ({ page }) => {
  await startScenario(page, 'custom-roles');
  await page.goto('/__clerk/');
  await expect(page.getByRole('listitem').filter({ hasText: 'Running' })).toContainText('Custom roles');
  const signedIn = page.getByRole('listitem').filter({ has: page.getByText('Signed in', { exact: true }) });
  await expect(signedIn).toContainText('Grace Hopper');
  await expect(signedIn.getByRole('button')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign in as Alan Turing' }).click();
  await expect(page.getByRole('banner').getByText('Alan Turing')).toBeVisible();
  await page.goto('/__clerk/');
  await expect(signedIn).toContainText('Alan Turing');
});

test('nobody is marked as signed in when nobody is', async ({ page }) => {
  await startScenario(page, 'signed-out');
  await page.goto('/__clerk/');
  await expect(page.getByRole('listitem').filter({ hasText: 'Running' })).toContainText('Signed out');
  await expect(page.getByText('Signed in', { exact: true })).toHaveCount(0);
});

test('the control page logs no errors in the console', async ({ page }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('response', (response) => response.ok() || errors.push(`${response.status()} ${response.url()}`));
  await page.goto('/__clerk/', { waitUntil: 'networkidle' });
  expect(errors).toEqual([]);
});

test('the control page has no accessibility violations', async ({ page }) => {
  await startScenario(page, 'default');
  const controls = await failNext(page, 'Internal error (500)', 'DELETE');
  await expect(controls.getByRole('list', { name: 'Waiting faults' })).toBeVisible();
  await expectNoViolations(controls);
});
