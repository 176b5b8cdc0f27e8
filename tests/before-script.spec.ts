/** The page before its script has arrived, and where no script may run. */
import { expect, test } from './fixtures.ts';

test('until the script arrives, the page already shows its headings', async ({ page }) => {
  await page.route('**/assets/index-*.js', () => {});
  await page.goto('/', { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says that it requires JavaScript', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('noscript')).toBeVisible();
  });
});
