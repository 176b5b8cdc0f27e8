/** Clerk's sign-in and organization list on the page; signing out. */
import type { Locator, Page } from '@playwright/test';
import { callStub } from '../clerk-stub/playwright.ts';
import { EMAIL_CODE } from '../clerk-stub/rules/sign-in.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  enterPassword,
  expect,
  openList,
  remove,
  requestCount,
  returnToTab,
  row,
  rows,
  settle,
  signIn,
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

  test('signing in with a password and choosing an organization shows the table', async ({ page }) => {
    await page.goto('/');
    await signIn(page, 'ada@example.com');
    await expect(rows(page)).toHaveCount(10);
    await expect(page.locator('#app')).toBeHidden();
    for (const part of signedInParts(page)) await expect(part).toBeVisible();
  });

  test('after signing in, the focus is on the heading of the list', async ({ page }) => {
    await page.goto('/');
    await signIn(page, 'ada@example.com');
    await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
  });

  test('after signing in, the focus is on the heading above the organizations', async ({ page }) => {
    await page.goto('/');
    await enterPassword(page, 'ada@example.com');
    await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeFocused();
  });

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

  test('a signed-out visitor sees neither the list, its controls, nor “Sign out”', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByLabel('Email address')).toBeVisible();
    for (const part of signedInParts(page)) await expect(part).toBeHidden();
  });

  test(
    'the page shows an error when the script of Clerk’s components is empty',
    faultRow('Start', 'Clerk’s components are not what was requested', 'Which file could not be fetched'),
    async ({ page }) => {
      await page.route('**/ui.browser.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      await page.goto('/');
      await expect(banner(page)).toContainText('ui.browser.js. Check your connection and try again.');
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

test(
  '“Sign out” shows the sign-in form and clears what the user saw',
  faultRow('Sessions', 'Somebody else uses the browser after a sign-out', 'Nothing of the person before'),
  async ({ page }) => {
    await openList(page, '/?page=2');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(page.getByRole('table')).toBeHidden();
    await expect(page.locator('#response')).not.toContainText('grace');
    await expect(page.getByText('Ada Lovelace')).toBeHidden();
    await expect(banner(page)).toBeHidden();
    await expect(page).toHaveURL('/');
  },
);

test('pressing “Sign out” twice sends one request', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE', path: '/v1/client/sessions' });
  const signOut = page.getByRole('button', { name: 'Sign out' });
  await signOut.click();
  await signOut.click({ force: true });
  release();
  await expect(page.getByLabel('Email address')).toBeVisible();
  expect(clerk.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

for (const [name, fault] of [
  ['a lost connection', { network: true }],
  ['a web page instead of a response', { status: 403, body: '<h1>Blocked</h1>' }],
] as const) {
  test(
    `a sign-out that fails by ${name} says so, and “Try again” signs out`,
    faultRow('Sessions', `Signing out fails by ${name}`, 'That it failed, and “Try again”, which signs out'),
    async ({ page, clerk }) => {
      await openList(page);
      clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', ...fault });
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(banner(page)).toContainText("Couldn't sign out. Clerk could not be reached.");
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeFocused();
      await banner(page).getByRole('button', { name: 'Try again' }).click();
      await expect(banner(page)).toBeHidden();
      const sessions = () => [...clerk.state.clients.values()].flatMap((client) => client.sessions);
      await expect.poll(() => sessions().map(({ status }) => status)).not.toContain('active');
      await expect(page.getByLabel('Email address')).toBeVisible();
    },
  );
}

test(
  'after a sign-out that Clerk refuses, the page goes on working',
  faultRow('Sessions', 'Clerk refuses a sign-out', 'That it failed, and the list as before'),
  async ({ page, clerk }) => {
    await openList(page, '/?query=Hopper');
    clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', status: 422, longMessage: 'Not now.' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(banner(page)).toContainText("Couldn't sign out. Not now.");
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await expect(page.getByText('1–10 of 12')).toBeVisible();
  },
);

test('a sign-out that gets no response shows an error and can be repeated', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  const release = clerk.hold({ path: '/v1/client/*' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.clock.runFor(31_000);
  await expect.poll(() => requestCount(clerk, 'GET', '/v1/client')).toBe(2);
  await page.clock.runFor(31_000);
  await expect(banner(page)).toContainText("Couldn't sign out.");
  release();
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
});

test('after a sign-out that Clerk refuses, a change that failed meanwhile is no longer pending', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: '/v1/organizations/:id/memberships' });
  await page.getByLabel('User ID or email').fill('user_ada');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(rows(page).filter({ hasText: 'Adding…' })).toBeVisible();
  const releaseSignOut = clerk.hold({ method: 'DELETE', path: '/v1/client/sessions' });
  clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', status: 404, longMessage: 'Not now.' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => requestCount(clerk, 'DELETE', '/v1/client/sessions')).toBe(1);
  release();
  await settle(page);
  releaseSignOut();
  await expect(banner(page)).toContainText("Couldn't sign out. Not now.");
  await expect(rows(page).filter({ hasText: 'Adding…' })).toHaveCount(0);
});

test('a sign-out whose response is lost shows no error', async ({ page, clerk }) => {
  await openList(page);
  await page.route('**/v1/client/sessions?**', async (route) => {
    await callStub(clerk, route);
    await route.abort();
  });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await expect(banner(page)).toBeHidden();
});

test('signing in after another user shows nothing of that user’s session', async ({ page }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, 'alan@example.com');
  await expect(row(page, 'alan@example.com').or(row(page, 'tim@example.com')).first()).toBeVisible();
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

test('a tab at the sign-in follows a sign-in in another tab', async ({ page, context }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  const other = await context.newPage();
  await other.goto('/');
  await enterPassword(other, 'ada@example.com');
  await expect(rows(other)).toHaveCount(10);
  await page.bringToFront();
  await returnToTab(page);
  await expect(page.getByRole('banner').getByText('Ada Lovelace')).toBeVisible();
});
