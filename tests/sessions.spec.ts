/** Sessions that wait for a task, or end while the page is open. */
import type { Locator, Page } from '@playwright/test';
import { removeMember } from '../clerk-stub/rules/memberships.ts';
import { deleteOrganization } from '../clerk-stub/rules/organizations.ts';
import { activateOrganization, sessionsOf } from '../clerk-stub/rules/sessions.ts';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  enterPassword,
  expect,
  leaveOrganization,
  openList,
  organization,
  remove,
  returnToTab,
  rows,
  settle,
  signInInAnotherTab,
  test,
  toast,
} from './fixtures.ts';

test.describe('where membership in an organization is required', () => {
  test.use({ scenario: 'membership-required' });

  const task = (page: Page): Locator => page.getByRole('heading', { name: 'Choose an organization' });

  /** Opens the list as an admin who has chosen Analytical Engines before. */
  async function openEngines(page: Page, clerk: ClerkStub): Promise<void> {
    clerk.state.defaultSession = { userId: 'user_ada', organizationId: 'org_engines' };
    await openList(page);
  }

  test(
    'a session that waits for a task does not count as signed in',
    faultRow('Sessions', 'The session is `pending`: it waits for a task', 'Clerk’s component for the task'),
    async ({ page }) => {
      await page.goto('/');
      await expect(task(page)).toBeVisible();
      await expect(page.getByRole('table')).toBeHidden();
      await expect(page.getByRole('banner').getByText('Ada Lovelace')).toBeHidden();
    },
  );

  test('choosing an organization shows its list, also after a reload', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Moonshot Software' }).click();
    await expect(page).toHaveTitle('Members of Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
    await page.reload();
    await expect(rows(page)).toHaveCount(3);
  });

  test('creating an organization shows its list', async ({ page, clerk }) => {
    clerk.state.organizations.clear();
    await page.goto('/');
    await page.getByLabel('Name').fill('Difference Engines');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveTitle('Members of Difference Engines');
    await expect(rows(page)).toHaveCount(1);
  });

  test('a tab at the task follows when the organization is chosen in another tab', async ({ page, clerk }) => {
    await page.goto('/');
    await expect(task(page)).toBeVisible();
    for (const { session } of sessionsOf(clerk.state, 'user_ada'))
      activateOrganization(clerk.state, session, 'org_moonshot');
    // The SDK itself refreshes its session on focus, at most every five seconds. Here that fails, so the page must do it.
    clerk.failNext({ method: 'POST', path: '/v1/client/sessions/:id/touch', status: 403 });
    await returnToTab(page);
    await expect(rows(page)).toHaveCount(3);
  });

  test('returning to the task after Clerk has ended the session shows the sign-in form', async ({ page, clerk }) => {
    await page.goto('/');
    await expect(task(page)).toBeVisible();
    // The SDK itself refreshes its session on focus, at most every five seconds.
    const refreshed = page.waitForResponse(/\/touch\b/);
    await returnToTab(page);
    await refreshed;
    await settle(page);
    clerk.endSessions();
    await returnToTab(page);
    await expect(page.getByLabel('Email address')).toBeVisible();
  });

  test('after signing in, the task comes before the list', async ({ page, clerk }) => {
    clerk.state.defaultSession = null;
    await page.goto('/');
    await enterPassword(page, 'alan@example.com');
    await expect(task(page)).toBeVisible();
    await page.getByRole('button', { name: 'Analytical Engines' }).click();
    await expect(page.getByRole('banner').getByText('Alan Turing')).toBeVisible();
    await expect(rows(page)).toHaveCount(10);
  });

  test('signing out of the task shows the sign-in form', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
  });

  test('leaving the last organization is refused with Clerk’s message', async ({ page, clerk }) => {
    removeMember(clerk.state, organization(clerk, 'org_moonshot'), 'user_ada');
    await openEngines(page, clerk);
    await leaveOrganization(page);
    await expect(banner(page)).toContainText('You must maintain at least one organization membership');
    expect(clerk.membership('org_engines', 'user_ada')).toBeDefined();
  });

  test('after leaving, a next organization that cannot be activated is reported beside the task', async ({
    page,
    clerk,
  }) => {
    await openEngines(page, clerk);
    await page.getByRole('button', { name: 'Leave organization' }).click();
    clerk.failNext({ method: 'POST', path: '/v1/client/sessions/:id/touch' });
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect(task(page)).toBeVisible();
    await expect(banner(page)).toContainText("Couldn't switch to Moonshot Software.");
    await expect(toast(page)).toHaveText('You have left Analytical Engines.');
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(page).toHaveTitle('Members of Moonshot Software');
  });

  test(
    'a session that becomes pending shows the task and no error',
    faultRow('Sessions', 'The session becomes `pending`', 'Clerk’s component, and no error'),
    async ({ page, clerk }) => {
      await openEngines(page, clerk);
      removeMember(clerk.state, organization(clerk), 'user_ada');
      await page.evaluate(() => window.Clerk?.user?.reload());
      await expect(task(page)).toBeVisible();
      await expect(page.getByRole('table')).toBeHidden();
      await expect(banner(page)).toBeHidden();
      await expect(toast(page)).toHaveText('You are no longer a member of Analytical Engines.');
    },
  );

  test('a change that fails while the session becomes pending is reported beside the task', async ({ page, clerk }) => {
    await openEngines(page, clerk);
    deleteOrganization(clerk.state, organization(clerk));
    clerk.failNext({ method: 'DELETE', status: 401, longMessage: 'Not now.' });
    await remove(page, 'frances@example.com');
    await expect(page.getByRole('button', { name: 'Moonshot Software' })).toBeVisible();
    await expect(banner(page)).toContainText("Analytical Engines: Couldn't remove frances@example.com. Not now.");
  });

  test('somebody who was removed from the organization sees the error beside the task, and nobody after them', async ({
    page,
    clerk,
  }) => {
    await openEngines(page, clerk);
    removeMember(clerk.state, organization(clerk), 'user_ada');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(task(page)).toBeVisible();
    await expect(banner(page)).toContainText("Analytical Engines: Couldn't load members. Current user is not a member");
    await page.getByRole('link', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(banner(page)).toBeHidden();
  });
});

test(
  'signing out in one tab signs out the other tab',
  faultRow('Sessions', 'The person signs out in another tab', 'The sign-in form, and why'),
  async ({ page, context }) => {
    await openList(page);
    const otherTab = await context.newPage();
    await openList(otherTab);
    await otherTab.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(banner(page)).toContainText("You've been signed out");
  },
);

test(
  'when Clerk has ended the session, the page shows the sign-in form and says so',
  faultRow('Sessions', 'Clerk has ended the session', 'The sign-in form, and why'),
  async ({ page, clerk }) => {
    await openList(page);
    clerk.endSessions();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(banner(page)).toContainText("You've been signed out. Your session ended");
  },
);

test('after signing in again, the page no longer says that the session ended', async ({ page, clerk }) => {
  await openList(page);
  clerk.endSessions();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(banner(page)).toContainText("You've been signed out.");
  await signInInAnotherTab(page, clerk, 'user_ada');
  await expect(banner(page)).toBeHidden();
});

test('the search of somebody whose session ended is not carried over to the next user', async ({ page, clerk }) => {
  await openList(page, '/?query=frances');
  clerk.endSessions();
  await page.getByLabel('Filter by role').selectOption('Admin');
  await enterPassword(page, 'alan@example.com');
  await page.getByRole('button', { name: 'Analytical Engines' }).click();
  await expect(rows(page)).toHaveCount(10);
  await expect(page.getByLabel('Search')).toHaveValue('');
  await expect(page).toHaveURL('/');
});

test(
  'the confirmation dialog closes when the session ends',
  faultRow('Sessions', 'The session ends while a dialog is open', 'The sign-in form, without the dialog'),
  async ({ page, clerk }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
    clerk.endSessions();
    await page.evaluate(() => window.Clerk?.user?.reload().catch(() => undefined));
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
  },
);

test(
  'a session that ends during a change says that the change may not have been made',
  faultRow(
    'Sessions',
    'The session ends during a change',
    "“You've been signed out.”, and “Pending changes may not have been saved.”",
  ),
  async ({ page, clerk }) => {
    await openList(page);
    const release = clerk.hold({ method: 'POST', path: '/v1/organizations/:id/memberships' });
    await page.getByLabel('User ID or email').fill('user_hedy');
    await page.getByRole('button', { name: 'Add member' }).click();
    await expect(rows(page).filter({ hasText: 'Adding…' })).toBeVisible();
    clerk.endSessions();
    release();
    await expect(banner(page)).toContainText("You've been signed out.");
    await expect(banner(page)).toContainText('Pending changes may not have been saved.');
  },
);
