/** Actions keep the scroll position. */
import type { Page } from '@playwright/test';
import { banner, changeRole, expect, openList, remove, row, settle, test, toast } from './fixtures.ts';

const scrollPosition = (page: Page) => page.evaluate(() => window.scrollY);

test.use({ viewport: { width: 390, height: 700 } });

/** Clicks the button, which must not scroll the page. */
async function clickWithoutScrolling(page: Page, name: string): Promise<void> {
  await page.evaluate(() => scrollBy(0, 400));
  const before = await scrollPosition(page);
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('button', { name })).toBeHidden();
  expect(await scrollPosition(page)).toBe(before);
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

test('a click on "Dismiss" does not scroll back to the field in which somebody pressed Enter', async ({ page }) => {
  await openList(page);
  const field = page.getByLabel('User ID or email');
  await field.fill('user_hedy');
  await field.press('Enter');
  await expect(toast(page)).toHaveText('hedy@example.com is now a member.');
  await clickWithoutScrolling(page, 'Dismiss the notification');
});

test('the end of a removal does not scroll back to the row', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE' });
  await remove(page, 'tim@example.com');
  await expect(row(page, 'tim@example.com')).toHaveAttribute('aria-busy', 'true');
  await page.evaluate(() => scrollBy(0, 600));
  const top = () => row(page, 'dennis@example.com').evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  release();
  await expect(toast(page)).toHaveText('tim@example.com has been removed.');
  await expect(row(page, 'tim@example.com')).toHaveCount(0);
  await settle(page);
  // The page is shorter now, and the browser keeps in place what is in sight.
  expect(await top()).toBeCloseTo(before, 0);
});

test('Tab from the changed row into the toast does not scroll the page', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openList(page);
  await row(page, 'frances@example.com')
    .getByRole('button', { name: /^Change role/ })
    .press('Enter');
  const undo = page.getByRole('button', { name: /^Undo/ });
  await expect(undo).toBeVisible();
  const before = await scrollPosition(page);
  await page.keyboard.press('Tab');
  await expect(undo).toBeFocused();
  expect(await scrollPosition(page)).toBe(before);
});
