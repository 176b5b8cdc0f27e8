/** The scroll position: a press with the pointer leaves the page where somebody has scrolled to. */
import type { Page } from '@playwright/test';
import { banner, changeRole, expect, openList, test, toast } from './fixtures.ts';

const scrollY = (page: Page) => page.evaluate(() => scrollY);

test.use({ viewport: { width: 390, height: 700 } });

/** Clicks the button, which must not scroll the page. */
async function clickWithoutScrolling(page: Page, name: string): Promise<void> {
  await page.evaluate(() => scrollBy(0, 400));
  const before = await scrollY(page);
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('button', { name })).toBeHidden();
  expect(await scrollY(page)).toBe(before);
}

test('a click on "Dismiss" of the toast does not scroll back to the changed row', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'tim@example.com');
  await expect(toast(page)).toContainText('tim@example.com is now');
  await clickWithoutScrolling(page, 'Dismiss the notification');
});

test('a click on "Undo" does not scroll back to the changed row', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'tim@example.com');
  await clickWithoutScrolling(page, 'Undo: make tim@example.com Member again');
});

test('a click on "Dismiss" of the banner does not scroll back to the row whose change failed', async ({
  page,
  clerk,
}) => {
  await openList(page);
  clerk.failNext({ method: 'PATCH', status: 422, longMessage: 'Not like this.' });
  await changeRole(page, 'tim@example.com');
  await expect(banner(page)).toBeVisible();
  await clickWithoutScrolling(page, 'Dismiss the error');
});

test('a click on "Dismiss" does not scroll to the top when nothing had the focus', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'tim@example.com');
  await expect(toast(page)).toContainText('tim@example.com is now');
  await page.getByRole('heading', { name: 'Memberships List' }).click();
  await clickWithoutScrolling(page, 'Dismiss the notification');
});
