/** What people do in the demo on a static host. */
import { expect, type Page } from '@playwright/test';
import { banner, changeRole, remove, row, rows, signIn } from './fixtures.ts';
import { startChecks, startScenario } from './scenario-starts.ts';
import { test } from './static-demo.ts';
import { IMAGE } from './stub/examples/example.ts';

async function addMember(page: Page, userId: string): Promise<void> {
  await page.getByPlaceholder("Enter member's user ID").fill(userId);
  await page.getByRole('button', { name: 'Add member' }).click();
}

test('the demo works without a server: changes survive reloads, other tabs and a stopped worker', async ({
  page,
  context,
  demo,
  stopWorkers,
}) => {
  await page.goto(demo.url);
  await expect(rows(page)).toHaveCount(10);
  await changeRole(page, 'frances@example.com');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');

  await page.reload();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');

  const secondTab = await context.newPage();
  await secondTab.goto(demo.url);
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
});

test('changes in two tabs at the same time are all kept', async ({ page, context, demo, stopWorkers }) => {
  const secondTab = await context.newPage();
  for (const tab of [page, secondTab]) {
    await tab.goto(demo.url);
    await expect(rows(tab)).toHaveCount(10);
  }
  await stopWorkers(page);
  const [frances, tim] = ['frances@example.com', 'tim@example.com'];
  await Promise.all([changeRole(page, frances), changeRole(secondTab, tim)]);
  await expect(row(page, frances)).toContainText('org:admin');
  await expect(row(secondTab, tim)).toContainText('org:admin');
  await stopWorkers(page);
  await page.reload();
  for (const member of [frances, tim]) await expect(row(page, member)).toContainText('org:admin');
});

test('scenarios start from the control page, and survive a stopped worker', async ({ page, demo, stopWorkers }) => {
  await page.goto(demo.url);
  for (const scenario of ['custom-roles', 'large', 'membership-required'] as const) {
    await startScenario(page, scenario, demo.url);
    await stopWorkers(page);
    await page.reload();
    await startChecks[scenario](page);
  }
});

test('the only admin cannot step down and sees Clerk’s reason', async ({ page, demo }) => {
  await page.goto(demo.url);
  await startScenario(page, 'last-admin', demo.url);
  await changeRole(page, 'ada@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
  await expect(banner(page)).toContainText('There has to be at least one organization member');
  await expect(row(page, 'ada@example.com')).toContainText('org:admin');
});

test('the forms of the control page work: another user, a latency, a failed connection', async ({
  page,
  demo,
  stopWorkers,
}) => {
  await page.goto(demo.url);
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await page.getByLabel('Latency in milliseconds').fill('7');
  await page.getByRole('button', { name: 'Set the latency' }).click();
  await expect(page).toHaveURL(`${demo.url}__clerk/#faults`);
  await stopWorkers(page);
  await page.reload();
  await expect(page.getByLabel('Latency in milliseconds')).toHaveValue('7');

  await page.getByRole('button', { name: 'Sign in as Grace Hopper' }).click();
  await expect(page.getByRole('banner').getByText('Grace Hopper')).toBeVisible();
  await expect(rows(page)).toHaveCount(10);

  const controls = await page.context().newPage();
  await controls.goto(`${demo.url}__clerk`);
  await expect(controls).toHaveURL(`${demo.url}__clerk/`);
  await controls.getByLabel('Method').selectOption('PATCH');
  await controls.getByLabel('Response').selectOption('Connection failure');
  await controls.getByRole('button', { name: 'Fail the next such request' }).click();
  await expect(controls).toHaveURL(`${demo.url}__clerk/#faults`);
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toContainText('Clerk could not be reached.');
  await expect(row(page, 'frances@example.com')).toContainText('org:member');
});

test('a link to the handshake does not lead to another site', async ({ page, demo }) => {
  await page.goto(demo.url);
  await expect(rows(page)).toHaveCount(10);
  const link = `${demo.url}__clerk/v1/client/handshake?redirect_url=https://other.example/`;
  await expect(page.goto(link)).rejects.toThrow('ERR_FAILED');
});

test('the control page can be the first page that somebody opens', async ({ page, demo }) => {
  await page.goto(`${demo.url}__clerk/`);
  await expect(page.getByRole('button', { name: 'Sign in as Alan Turing' })).toBeVisible();
});

test('frameworks find the SDK and its chunks below the proxy path', async ({ page, demo }) => {
  await page.goto(demo.url);
  await expect(rows(page)).toHaveCount(10);
  const response = await page.evaluate(async () => {
    const { status, url } = await fetch('__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js');
    return { status, url };
  });
  expect(response.status).toBe(200);
  expect(response.url).toMatch(/path\/npm\/@clerk\/clerk-js@[\d.]+\/dist\/clerk\.browser\.js$/);
});

test('a profile image survives a stopped worker', async ({ page, demo, stopWorkers }) => {
  await page.goto(demo.url);
  await expect(rows(page)).toHaveCount(10);
  await page.evaluate(async (image) => {
    // The page's policy does not let `fetch` read a data: URL.
    const bytes = Uint8Array.from(atob(image.split(',')[1] ?? ''), (character) => character.charCodeAt(0));
    const file = new File([bytes], 'ada.png', { type: 'image/png' });
    await window.Clerk?.user?.setProfileImage({ file });
  }, IMAGE);
  await stopWorkers(page);
  await page.reload();
  await expect(rows(page)).toHaveCount(10);
  expect(await page.evaluate(() => window.Clerk?.user?.imageUrl)).toBe(IMAGE);
});
