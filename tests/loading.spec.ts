/** Loading the page when Clerk, or a script, is unavailable, slow or only partly available. */
import { banner, expect, openList, rows, test } from './fixtures.ts';

test('when Clerk refuses the page, the error banner shows Clerk’s long message', async ({ page, clerk }) => {
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

test('“Try again” after a failed load loads the page again', async ({ page, clerk }) => {
  clerk.failNext({ path: '/v1/client', status: 400, code: 'host_invalid' });
  await page.goto('/');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(rows(page)).toHaveCount(10);
});

test('loading fails with an error when Clerk does not respond within 20 seconds', async ({ page, clerk }) => {
  await page.clock.install();
  clerk.hold({ path: '/v1/environment' });
  await page.goto('/');
  await expect.poll(() => clerk.requests.map(({ path }) => path)).toContain('/v1/environment');
  await page.clock.fastForward(21_000);
  await expect(banner(page)).toContainText('Clerk did not respond.');
  await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('the page shows an error when the Clerk SDK cannot be fetched', async ({ page }) => {
  await page.route('**/clerk.browser.js', (route) => route.abort());
  await page.goto('/');
  await expect(banner(page)).toContainText('A part of this page could not be fetched');
});

test('the page shows an error when its own script cannot be fetched', async ({ page }) => {
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(banner(page)).toContainText('This page is taking too long to load. Reload it to try again.');
  await expect(page.getByRole('table')).toBeHidden();
});

for (const [script, url] of [
  ['own', '**/assets/index-*.js'],
  ['Clerk', '**/clerk.browser.js'],
] as const) {
  test(`leaving the page before its ${script} script has come logs no error`, async ({ page }) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.route(url, () => {});
    const request = page.waitForRequest(url);
    await page.goto('/', { waitUntil: 'commit' });
    await request;
    await page.goto('about:blank');
    expect(errors).toEqual([]);
  });
}

test('when only a part of Clerk responds, the list is shown with a warning', async ({ page, clerk }) => {
  clerk.failNext({ path: '/v1/environment' });
  await openList(page);
  await expect(banner(page)).toContainText('Clerk is degraded. Some information may be missing.');
});

test('nobody can type a search before the page has loaded, so that no text is lost', async ({ page, clerk }) => {
  const release = clerk.hold({ path: '/v1/client' });
  await page.goto('/');
  await expect.poll(() => clerk.requests.map(({ path }) => path)).toContain('/v1/client');
  const field = page.getByPlaceholder('Name, email address or user ID');
  await field.click({ force: true });
  await page.keyboard.type('liskov');
  await expect(field).not.toBeFocused();
  await expect(field).toHaveValue('');
  release();
  await expect(rows(page)).toHaveCount(10);
  await field.click();
  await page.keyboard.type('liskov');
  await expect(field).toHaveValue('liskov');
  await expect(rows(page)).toHaveCount(1);
});

test('a browser that blocks storage is told so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  });
  await page.goto('/');
  await expect(banner(page)).toContainText('This browser blocks cookies and site data here.');
  await expect(page.getByRole('table')).toBeHidden();
});

test('a browser that blocks cookies is told so', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false }));
  await page.goto('/');
  await expect(banner(page)).toContainText('This browser blocks cookies and site data here.');
});
