/** When Clerk does not come, or comes in part. */
import { banner, expect, openList, rows, test } from './fixtures.ts';

test('a Clerk that refuses the page says why, in its own words', async ({ page, clerk }) => {
  clerk.failNext({
    path: '/v1/client',
    status: 400,
    code: 'host_invalid',
    longMessage: 'We were unable to attribute this request.',
  });
  await page.goto('/');
  await expect(banner(page)).toContainText('We were unable to attribute this request.');
  await expect(page.getByRole('table')).toBeHidden();
});

test('“Try again” loads the page anew', async ({ page, clerk }) => {
  clerk.failNext({ path: '/v1/client', status: 400, code: 'host_invalid' });
  await page.goto('/');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(rows(page)).toHaveCount(10);
});

test('a Clerk that never answers is not waited for without end', async ({ page, clerk }) => {
  await page.clock.install();
  clerk.hold({ path: '/v1/environment' });
  await page.goto('/');
  await expect.poll(() => clerk.requests.length).toBe(2);
  await page.clock.fastForward(21_000);
  await expect(banner(page)).toContainText('Clerk does not answer.');
  await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('an SDK that cannot be fetched is said', async ({ page }) => {
  await page.route('**/clerk.browser.js', (route) => route.abort());
  await page.goto('/');
  await expect(banner(page)).toContainText('A part of this page could not be fetched');
});

test('code of the page’s own that cannot be fetched is said', async ({ page }) => {
  await page.route('**/assets/main-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(banner(page)).toContainText('A part of this page could not be fetched. Reload it to try again.');
  await expect(page.getByRole('table')).toBeHidden();
});

test('a Clerk that answers only in part is shown, with a warning', async ({ page, clerk }) => {
  clerk.failNext({ path: '/v1/environment' });
  await openList(page);
  await expect(banner(page)).toContainText('Clerk answers only in part');
});

test('what is typed before the page can hear it is not lost: the field waits', async ({ page, clerk }) => {
  const release = clerk.hold({ path: '/v1/client' });
  await page.goto('/');
  const search = page.locator('#filters');
  await expect(search).toHaveJSProperty('inert', true);
  release();
  await expect(search).toHaveJSProperty('inert', false);
});
