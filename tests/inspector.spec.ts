/** “Response”: the SDK call behind each click, and what came of it. */
import type { Page } from '@playwright/test';
import { expect, openList, row, test } from './fixtures.ts';

const response = (page: Page) => page.getByRole('region', { name: 'Response' });
const result = (page: Page) => page.getByRole('region', { name: 'Result of the latest call' });
const changeRole = (page: Page, email: string) =>
  row(page, email)
    .getByRole('button', { name: /^Change role/ })
    .click();

test('it shows the call as one would write it, how long it took, and its result as JSON', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-call')).toHaveText(
    'organization.updateMember({ userId: "user_frances", role: "org:admin" })',
  );
  await expect(page.locator('#response-time')).toHaveText(/^\d+ ms, succeeded$/);
  await expect(result(page)).toContainText('"role": "org:admin"');
  expect(JSON.parse((await result(page).textContent()) ?? '')).toMatchObject({
    publicUserData: { userId: 'user_frances' },
  });
});

test('it shows an error as JSON, and keeps it in front while the page reads the list again', async ({
  page,
  clerk,
}) => {
  await openList(page);
  clerk.failNext({ method: 'PATCH', status: 400, code: 'organization_minimum_permissions_needed' });
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText(/^\d+ ms, failed$/);
  await expect(response(page).getByRole('listitem').first()).toContainText('organization.getMemberships(');
  expect(JSON.parse((await result(page).textContent()) ?? '')).toMatchObject({
    status: 400,
    errors: [{ code: 'organization_minimum_permissions_needed' }],
  });
});

test('reads are shown, with the parameters that were sent', async ({ page }) => {
  await openList(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('Barbara, Liskov');
  await expect(page.locator('#response-call')).toHaveText(
    'organization.getMemberships({ initialPage: 1, pageSize: 10, query: "Barbara Liskov" })',
  );
  await expect(
    response(page).getByRole('listitem').filter({ hasText: 'organization.getRoles({ pageSize: 100 })' }),
  ).toBeVisible();
});

test('the calls before can be opened', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText(/succeeded/);
  const list = response(page).getByRole('listitem').filter({ hasText: 'getMemberships' });
  await expect(list.getByText('"total_count": 12')).toBeHidden();
  await list.getByText('organization.getMemberships').click();
  await expect(list.getByText('"total_count": 12')).toBeVisible();
});

test('the last twenty are kept beside the one in front', async ({ page }) => {
  await openList(page);
  const frances = row(page, 'frances@example.com');
  for (let press = 0; press < 22; press++) {
    await changeRole(page, 'frances@example.com');
    await expect(frances).toHaveAttribute('aria-busy', 'false');
    await expect(frances).toContainText(press % 2 ? 'org:member' : 'org:admin');
  }
  await expect(response(page).getByRole('listitem')).toHaveCount(20);
});

test('while a call runs, it says so', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText('waiting for Clerk…');
  release();
  await expect(page.locator('#response-time')).toHaveText(/succeeded$/);
});

test('the call can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await page.locator('#copy-call').click();
  await expect(page.locator('#copy-call')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'organization.updateMember({ userId: "user_frances", role: "org:admin" })',
  );
});
