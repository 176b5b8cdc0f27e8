/** Loading the page when Clerk, or a script, is unavailable, slow or only partly available. */
import { faultRow } from './fault-row.ts';
import { banner, expect, openList, requestCount, returnToTab, rows, settle, test } from './fixtures.ts';

test(
  'when Clerk refuses the page, the error banner shows Clerk’s long message',
  faultRow(
    'Start',
    'Clerk refuses the page (400: wrong origin, unknown instance)',
    'Clerk’s message, and “Try again”; no empty table',
  ),
  async ({ page, clerk }) => {
    clerk.failNext({
      path: '/v1/client',
      status: 400,
      code: 'host_invalid',
      longMessage: 'We were unable to attribute this request.',
    });
    await page.goto('/');
    await expect(banner(page)).toContainText('We were unable to attribute this request.');
    await expect(page.getByRole('table')).toBeHidden();
  },
);

test('“Try again” after a failed load loads the page again', async ({ page, clerk }) => {
  clerk.failNext({ path: '/v1/client', status: 400, code: 'host_invalid' });
  await page.goto('/');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(rows(page)).toHaveCount(10);
});

test(
  'loading fails with an error when Clerk does not respond within 20 seconds',
  faultRow(
    'Start',
    '`/environment` hangs',
    'After 20 seconds: “Clerk did not respond within 20 seconds.”, and “Try again”',
  ),
  async ({ page, clerk }) => {
    await page.clock.install();
    clerk.hold({ path: '/v1/environment' });
    await page.goto('/');
    await expect.poll(() => clerk.requests.map(({ path }) => path)).toContain('/v1/environment');
    await page.clock.fastForward(21_000);
    await expect(banner(page)).toContainText('Clerk did not respond within 20 seconds.');
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  },
);

test('a start that began offline and is online again names the limit of 5 seconds', async ({ page, clerk }) => {
  await page.clock.install();
  clerk.hold({ path: '/v1/environment' });
  await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { configurable: true, value: false }));
  await page.goto('/');
  await expect.poll(() => clerk.requests.map(({ path }) => path)).toContain('/v1/environment');
  await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { value: true }));
  await page.clock.fastForward(6_000);
  await expect(banner(page)).toContainText('Clerk did not respond within 5 seconds.');
});

test(
  'a start that failed is repeated when the browser is online again',
  faultRow('Start', 'The browser is offline', 'What could not be reached; the page as soon as the connection is back'),
  async ({ page, context }) => {
    await page.route('**/clerk.browser.js', (route) => route.abort(), { times: 1 });
    await page.goto('/');
    await expect(banner(page)).toContainText('clerk.browser.js. Check your connection and try again.');
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(rows(page)).toHaveCount(10);
  },
);

test(
  'the page shows an error when the Clerk SDK cannot be fetched',
  faultRow('Start', 'The SDK’s file cannot be fetched', 'Which file could not be fetched, and “Try again”'),
  async ({ page }) => {
    await page.route('**/clerk.browser.js', (route) => route.abort());
    await page.goto('/');
    await expect(banner(page)).toContainText('clerk.browser.js. Check your connection and try again.');
  },
);

test(
  'the page shows an error when the file of the Clerk SDK does not arrive',
  faultRow(
    'Start',
    'A file of the SDK does not arrive',
    'After 20 seconds: which file could not be fetched, and “Try again”',
  ),
  async ({ page }) => {
    await page.clock.install();
    await page.route('**/clerk.browser.js', () => {});
    await page.goto('/', { waitUntil: 'commit' });
    await expect(page.locator('#error-container')).not.toHaveAttribute('data-startup');
    await page.clock.runFor(20_000);
    await expect(banner(page)).toContainText('clerk.browser.js. Check your connection and try again.');
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  },
);

test(
  'the page shows an error when its own script cannot be fetched',
  faultRow(
    'Start',
    'The page’s own script cannot be fetched',
    '“This page is taking too long to load. Reload it to try again.”',
  ),
  async ({ page }) => {
    await page.route('**/assets/index-*.js', (route) => route.abort());
    await page.goto('/');
    await expect(banner(page)).toBeHidden();
    // The error appears by a CSS animation, after five seconds.
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) animation.currentTime = 5000;
    });
    await expect(banner(page)).toContainText('This page is taking too long to load. Reload it to try again.');
    await expect(page.getByRole('table')).toBeHidden();
  },
);

test(
  'when only a part of Clerk responds, the list is shown with a warning',
  faultRow('Start', '`/environment` fails (500)', 'The list, and a warning that Clerk is degraded'),
  async ({ page, clerk }) => {
    clerk.failNext({ path: '/v1/environment' });
    await openList(page);
    await expect(banner(page)).toContainText('Clerk is partially unavailable. Some information may be missing.');
    await expect(banner(page).getByText('Error:')).toBeHidden();
  },
);

test(
  'a browser that blocks storage is told so',
  faultRow('Start', 'The browser blocks storage', 'That cookies and site data are blocked, and what to do'),
  async ({ page }) => {
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
  },
);

test(
  'a browser that blocks cookies is told so',
  faultRow('Start', 'The browser blocks cookies', 'That cookies and site data are blocked, and what to do'),
  async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false }));
    await page.goto('/');
    await expect(banner(page)).toContainText('This browser blocks cookies and site data here.');
  },
);

test(
  'a first visit at which Clerk’s client hangs shows the sign-in form, and recovers without a reload',
  faultRow(
    'Start',
    '`/client` hangs at a first visit, and responds again later',
    'After 7 seconds a warning and the sign-in form; the list as soon as the person returns to the tab',
  ),
  async ({ page, clerk }) => {
    await page.clock.install();
    const release = clerk.hold({ path: '/v1/client' });
    await page.goto('/');
    await expect.poll(() => clerk.requests.map(({ path }) => path)).toContain('/v1/client');
    await page.clock.fastForward(8_000);
    await expect(banner(page)).toContainText('Clerk is partially unavailable.');
    await expect(page.getByLabel('Email address')).toBeVisible();
    release();
    await returnToTab(page);
    await expect(rows(page)).toHaveCount(10);
    await expect(banner(page)).toBeHidden();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(rows(page)).toHaveCount(2);
  },
);

test(
  'a return at which Clerk’s client hangs shows the list with its controls, and a warning',
  faultRow(
    'Start',
    '`/client` hangs, and the browser has a session',
    'After 7 seconds the list with its controls, and a warning',
  ),
  async ({ page, clerk }) => {
    await openList(page);
    await page.clock.install();
    const loads = requestCount(clerk, 'GET', '/v1/client');
    clerk.hold({ path: '/v1/client' });
    await page.reload();
    await expect.poll(() => requestCount(clerk, 'GET', '/v1/client')).toBe(loads + 1);
    await page.clock.fastForward(8_000);
    await expect(banner(page)).toContainText('Clerk is partially unavailable.');
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByRole('button', { name: 'Remove frances@example.com' })).toBeVisible();
  },
);

test(
  'too many requests at the start say how long to wait',
  faultRow('Start', 'Too many requests (429)', 'How long to wait, and “Try again”'),
  async ({ page, clerk }) => {
    const fault = {
      status: 429,
      code: 'too_many_requests',
      longMessage: 'Too many requests, retry later',
      retryAfter: 5,
    };
    clerk.failNext({ path: '/v1/client', ...fault });
    await page.goto('/');
    await expect(banner(page)).toContainText('Too many requests, retry later. Try again in 5 seconds.');
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(rows(page)).toHaveCount(10);
  },
);

test(
  'a start that Clerk answers with 401 says so, and sends no further requests',
  faultRow('Start', 'Clerk answers 401', 'Clerk’s message, and “Try again”; no loop of requests'),
  async ({ page, clerk }) => {
    clerk.failNext({ status: 401, code: 'authentication_invalid', longMessage: 'Invalid authentication', times: 100 });
    await page.goto('/');
    await expect(banner(page)).toContainText('Invalid authentication');
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeVisible();
    await settle(page);
    expect(requestCount(clerk, 'GET', '/v1/client')).toBe(1);
  },
);

test('where Clerk’s components navigate to another page of the application, it opens', async ({ page }) => {
  await openList(page);
  await page.route('**/pricing', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Pricing</h1>' }));
  await page.evaluate(() => void window.Clerk?.navigate('/pricing'));
  await expect(page.getByRole('heading', { name: 'Pricing' })).toBeVisible();
});
