/** Touch screens: the keyboard of a phone covers what lies at the bottom of the page, such as the toast. */
import { expect, expectButtonsOnOneLine, openList, row, test, toast } from './fixtures.ts';

test.use({ hasTouch: true });

test('adding a member closes the keyboard', async ({ page }) => {
  await openList(page);
  const field = page.getByLabel('User ID or email');
  await field.fill('user_hedy');
  await field.press('Enter');
  await expect(toast(page)).toHaveText('hedy@example.com is now a member.');
  await expect(field).not.toBeFocused();
});

test('submitting an empty form keeps the keyboard open', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Add member' }).tap();
  await expect(page.getByText('Enter the ID of the user to add')).toBeVisible();
  await expect(page.getByLabel('User ID or email')).toBeFocused();
});

test('Enter in the search closes the keyboard', async ({ page }) => {
  await openList(page);
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.fill('barbara');
  await field.press('Enter');
  await expect(row(page, 'tim@example.com')).toHaveCount(0);
  await expect(field).not.toBeFocused();
});

test('a phone’s keyboard does not capitalize or correct a user ID', async ({ page }) => {
  await openList(page);
  const field = page.getByLabel('User ID or email');
  await expect(field).toHaveAttribute('autocapitalize', 'none');
  await expect(field).toHaveAttribute('spellcheck', 'false');
});

test.describe('on a phone', () => {
  test.use({ isMobile: true, viewport: { width: 390, height: 800 } });

  test('the page is as wide as the screen, and not a shrunken desktop page', async ({ page }) => {
    await openList(page);
    expect(await page.evaluate(() => innerWidth)).toBe(390);
  });
});

test.describe('on a tablet', () => {
  test.use({ isMobile: true, viewport: { width: 768, height: 1024 } });

  test('“Change role” and “Remove” stand on one line', async ({ page }) => {
    await openList(page);
    await expectButtonsOnOneLine(row(page, 'tim@example.com'));
  });
});
