/** Clerk's sign-in on the page. */
import type { Locator, Page } from '@playwright/test';
import { EMAIL_CODE } from '../clerk-stub/rules/sign-in.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  enterPassword,
  expect,
  holdComponents,
  openList,
  remove,
  requestCount,
  rows,
  settle,
  signIn,
  signInInAnotherTab,
  test,
} from './fixtures.ts';

/** What only a signed-in admin of an organization sees. */
const signedInParts = (page: Page): Locator[] => [
  page.getByRole('table', { name: 'Memberships List' }),
  page.getByRole('searchbox', { name: 'Search' }),
  page.getByLabel('Filter by role'),
  page.getByRole('form', { name: 'Add member' }),
  page.getByRole('button', { name: 'Leave organization' }),
  page.getByRole('button', { name: 'Sign out' }),
];

test.describe('signed out', () => {
  test.use({ scenario: 'signed-out' });

  test('the list, its controls and “Sign out” are shown after signing in, not before', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByLabel('Email address')).toBeVisible();
    for (const part of signedInParts(page)) await expect(part).toBeHidden();
    await signIn(page, 'ada@example.com');
    await expect(rows(page)).toHaveCount(10);
    await expect(page.locator('#app')).toBeHidden();
    for (const part of signedInParts(page)) await expect(part).toBeVisible();
  });

  test('after signing in, the focus is on the heading of the organizations, and then on that of the list', async ({
    page,
  }) => {
    await page.goto('/');
    await enterPassword(page, 'ada@example.com');
    await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeFocused();
    await page.getByRole('button', { name: 'Analytical Engines' }).click();
    await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
  });

  test('signing in leaves no second entry of the same URL in the history', async ({ page }) => {
    await page.addInitScript(() => {
      const { pushState } = History.prototype;
      History.prototype.pushState = function push(state, unused, url) {
        if (new URL(url ?? '', location.href).href === location.href) document.body.dataset.pushed = 'twice';
        pushState.call(this, state, unused, url);
      };
    });
    await page.goto('/?page=2');
    await signIn(page, 'ada@example.com');
    await expect(rows(page)).toHaveCount(2);
    await expect(page.locator('body')).not.toHaveAttribute('data-pushed');
  });

  test(
    'an organization that Clerk’s list cannot activate is named, and can be tried again',
    faultRow(
      'Sessions',
      'An organization chosen in Clerk’s list cannot be activated',
      'Which organization, and “Try again”',
    ),
    async ({ page, clerk }) => {
      clerk.state.defaultSession = { userId: 'user_ada', organizationId: null };
      await page.goto('/');
      const choice = page.getByRole('button', { name: /Moonshot Software/ });
      await expect(choice).toBeVisible();
      clerk.failNext({ method: 'POST', path: '/v1/client/sessions/:id/touch' });
      await choice.click();
      await expect(banner(page)).toContainText('Moonshot Software is not the active organization.');
      await banner(page).getByRole('button', { name: 'Try again' }).click();
      await expect(page).toHaveTitle('Members of Moonshot Software');
      await expect(banner(page)).toBeHidden();
    },
  );

  test('signing in with an email code shows the organization list', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel('Email address').fill('hedy@example.com');
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByRole('link', { name: 'Use another method' }).click();
    await page.getByRole('button', { name: /^Email code to/ }).click();
    await page.getByLabel('Enter verification code').pressSequentially(EMAIL_CODE);
    await expect(
      page.getByRole('heading', { name: 'Create or join an organization to see its members' }),
    ).toBeVisible();
    await expect(page.getByRole('banner').getByText('Hedy Lamarr')).toBeVisible();
  });

  test(
    'the page shows an error when the script of Clerk’s components is empty',
    faultRow(
      'Start',
      'Clerk’s components are not what was requested',
      'Which file could not be fetched, and “Try again”',
    ),
    async ({ page }) => {
      const empty = { contentType: 'text/javascript', body: '' };
      await page.route('**/ui.browser.js', (route) => route.fulfill(empty), { times: 1 });
      await page.goto('/');
      await expect(banner(page)).toContainText('ui.browser.js. Check your connection and try again.');
      await banner(page).getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByLabel('Email address')).toBeVisible();
    },
  );

  test(
    'when Clerk’s components do not arrive, “Try again” fetches them again',
    faultRow('Start', 'Clerk’s components do not arrive', 'After 20 seconds: which file, and “Try again”'),
    async ({ page }) => {
      await page.clock.install();
      await page.route('**/ui.browser.js*', () => {}, { times: 1 });
      await page.goto('/');
      await expect(page.locator('main')).toHaveAttribute('data-view', 'sign-in');
      await page.clock.runFor(20_000);
      await expect(banner(page)).toContainText('ui.browser.js. Check your connection and try again.');
      await banner(page).getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByLabel('Email address')).toBeVisible();
    },
  );

  test(
    'a failed fetch of Clerk’s components is repeated only by “Try again”',
    faultRow('Start', 'Clerk’s components cannot be fetched', 'Which file could not be fetched, and “Try again”'),
    async ({ page }) => {
      let isBroken = true;
      let fetchCount = 0;
      await page.route('**/ui.browser.js', (route) => {
        fetchCount += 1;
        return isBroken ? route.abort() : route.fallback();
      });
      await page.goto('/');
      await expect(banner(page)).toContainText('ui.browser.js. Check your connection and try again.');
      expect(fetchCount).toBe(1);
      isBroken = false;
      await banner(page).getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByLabel('Email address')).toBeVisible();
      await expect(banner(page)).toBeHidden();
    },
  );
});

test('signing in after another user shows nothing of that user’s session', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await signInInAnotherTab(page, clerk, 'user_alan');
  await expect(page.getByRole('button', { name: /^(Undo|Change role|Remove)/ })).toHaveCount(0);
  await expect(page.locator('#inspector')).not.toContainText('removeMember');
});

test('going back while signed out and then signing in shows a list that matches the URL', async ({ page }) => {
  await openList(page, '/?page=2');
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL('/?page=2');
  await enterPassword(page, 'ada@example.com');
  await expect(page).toHaveURL('/');
  await expect(page.getByText('1–10 of 12')).toBeVisible();
});

test('returning to a signed-out tab sends one request', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await settle(page);
  const before = requestCount(clerk, 'GET', '/v1/client');
  // What a browser dispatches when somebody comes back to a tab.
  await page.evaluate(() => {
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('focus'));
  });
  await settle(page);
  expect(requestCount(clerk, 'GET', '/v1/client')).toBe(before + 1);
});

test('after a sign-in in another tab, a sign-in form that could not be loaded is not reported', async ({
  page,
  clerk,
}) => {
  clerk.state.defaultSession = null;
  const fail = await holdComponents(page, (route) => route.abort());
  await page.goto('/');
  await expect(page.locator('main')).toHaveAttribute('data-view', 'sign-in');
  await signInInAnotherTab(page, clerk, 'user_ada');
  const isAborted = page.waitForEvent('requestfailed', (request) => request.url().includes('ui.browser.js'));
  fail();
  await isAborted;
  clerk.failNext({ path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(banner(page)).toContainText("Error: Couldn't load members.");
});

test('a tab at the sign-in follows a sign-in in another tab, and does not show the session’s token', async ({
  page,
  clerk,
}) => {
  clerk.state.defaultSession = null;
  await page.goto('/');
  await expect(page.getByLabel('Email address')).toBeVisible();
  await signInInAnotherTab(page, clerk, 'user_ada');
  await expect(page.getByRole('banner').getByText('Ada Lovelace')).toBeVisible();
  for (const call of await page.locator('#call-list summary').all()) await call.click();
  await expect(page.getByRole('region', { name: 'Response' })).not.toContainText('lastActiveToken');
});
