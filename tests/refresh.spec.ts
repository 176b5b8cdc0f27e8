/** Changes made elsewhere: the page shows them after the tab regains focus, when the list is loaded again, or when a call fails because of them. */
import type { Page } from '@playwright/test';
import { addMember, removeMember, updateMember } from '../clerk-stub/rules/memberships.ts';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  changeRole,
  expect,
  openList,
  organization,
  requestCount,
  returnToTab,
  row,
  rows,
  settle,
  test,
  toast,
} from './fixtures.ts';

/** Leaves the tab for some seconds and returns to it. */
async function returnLater(page: Page, seconds = 10): Promise<void> {
  await page.clock.fastForward(seconds * 1000);
  await returnToTab(page);
}

test.beforeEach(({ page }) => page.clock.install());

test('returning to the tab shows who has joined and who has left', async ({ page, clerk }) => {
  await openList(page);
  addMember(clerk.state, organization(clerk), 'user_hedy', 'org:member');
  removeMember(clerk.state, organization(clerk), 'user_frances');
  await returnLater(page);
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
});

/** Creates a role and gives it to Frances, without the page knowing. */
function createAndAssignRole(clerk: ClerkStub): void {
  const auditor = { key: 'org:auditor', name: 'Auditor', description: '', permissions: [] };
  clerk.state.roles.set(auditor.key, auditor);
  organization(clerk).roleSet.push(auditor.key);
  updateMember(clerk.state, organization(clerk), 'user_frances', auditor.key);
}

test('returning to the tab shows a new role of the organization and who has it', async ({ page, clerk }) => {
  await openList(page);
  createAndAssignRole(clerk);
  await returnLater(page);
  await expect(page.getByRole('combobox', { name: 'Role of frances@example.com' })).toHaveValue('org:auditor');
});

test('when a new role turns “Change role” into a select, the focus moves to the select', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Change role of tim@example.com' }).focus();
  createAndAssignRole(clerk);
  await returnLater(page);
  await expect(page.getByRole('combobox', { name: 'Role of tim@example.com' })).toBeFocused();
});

test('a role created since the page was opened can be assigned once a search shows it', async ({ page, clerk }) => {
  await openList(page);
  createAndAssignRole(clerk);
  await page.getByRole('searchbox', { name: 'Search' }).fill('frances');
  await expect(page.getByRole('combobox', { name: 'Role of frances@example.com' })).toHaveValue('org:auditor');
});

test('a role created while the list could not be loaded can be assigned once the list is there', async ({
  page,
  clerk,
}) => {
  await openList(page);
  createAndAssignRole(clerk);
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await page.getByRole('searchbox', { name: 'Search' }).fill('frances');
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(page.getByRole('combobox', { name: 'Role of frances@example.com' })).toHaveValue('org:auditor');
});

test('returning to the tab removes the controls and the undo after the manage permission is lost', async ({
  page,
  clerk,
}) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  const undo = page.getByRole('button', { name: /^Undo/ });
  await expect(undo).toBeVisible();
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await returnLater(page);
  await expect(undo).toBeHidden();
  await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);
  await expect(row(page, 'ada@example.com')).toContainText('org:member');
  await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
});

test('returning to the tab as a removed member shows the organization list', async ({ page, clerk }) => {
  await openList(page);
  removeMember(clerk.state, organization(clerk), 'user_ada');
  await returnLater(page);
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
});

test('returning to the tab repeatedly loads the list at most once in five seconds', async ({ page, clerk }) => {
  await openList(page);
  await returnLater(page);
  await expect.poll(() => requestCount(clerk, 'GET', '/memberships')).toBe(2);
  await returnLater(page, 1);
  await returnLater(page, 1);
  await settle(page);
  expect(requestCount(clerk, 'GET', '/memberships')).toBe(2);
  await returnLater(page, 4);
  await returnLater(page, 1);
  await settle(page);
  expect(requestCount(clerk, 'GET', '/memberships')).toBe(3);
});

test('returning to the tab within five seconds of a refresh refreshes when they are over', async ({ page, clerk }) => {
  await openList(page);
  await returnLater(page);
  await expect.poll(() => requestCount(clerk, 'GET', '/memberships')).toBe(2);
  await settle(page);
  updateMember(clerk.state, organization(clerk), 'user_tim', 'org:admin');
  await returnLater(page, 1);
  await page.clock.runFor(5000);
  await expect(row(page, 'tim@example.com')).toContainText('org:admin');
});

test('a refresh that is due while the tab is hidden is made at the next return', async ({ page, clerk }) => {
  await openList(page);
  await returnLater(page);
  await expect.poll(() => requestCount(clerk, 'GET', '/memberships')).toBe(2);
  await returnLater(page, 1);
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }));
  await page.clock.runFor(5000);
  await settle(page);
  expect(requestCount(clerk, 'GET', '/memberships')).toBe(2);
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: false }));
  await returnToTab(page);
  await expect.poll(() => requestCount(clerk, 'GET', '/memberships')).toBe(3);
});

test('a refresh keeps the focus and the text in the “Add member” form', async ({ page, clerk }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('user_he');
  addMember(clerk.state, organization(clerk), 'user_claude', 'org:member');
  await returnLater(page);
  await expect(row(page, 'claude@example.com')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('user_he');
});

test(
  'a change without the manage permission shows an error and removes the controls',
  faultRow('Writes', 'The permission is gone meanwhile', 'Clerk’s message; the controls disappear'),
  async ({ page, clerk }) => {
    await openList(page);
    updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText('Current user is missing an organization permission.');
    await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);
    await expect(row(page, 'frances@example.com')).toContainText('org:member');
  },
);

test(
  'a removed member who opens another page sees why, and the organization list',
  faultRow(
    'Reads',
    'The person was removed from the organization meanwhile',
    'Clerk’s message, and the organization list',
  ),
  async ({ page, clerk }) => {
    await openList(page);
    removeMember(clerk.state, organization(clerk), 'user_ada');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
    await expect(banner(page)).toContainText('Current user is not a member of the organization.');
  },
);

test('a removed member who returns to the tab sees why, in whichever order Clerk answers', async ({ page, clerk }) => {
  await openList(page);
  removeMember(clerk.state, organization(clerk), 'user_ada');
  const release = clerk.hold({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await returnLater(page);
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
  release();
  await settle(page);
  await expect(toast(page)).toHaveText('You are no longer a member of Analytical Engines.');
});

test(
  'a refresh that fails shows an error and keeps the list',
  faultRow('Reads', 'A refresh on returning to the tab fails', 'Clerk’s message; the list stays'),
  async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships' });
    await returnLater(page);
    await expect(banner(page)).toContainText('There was an internal error on our servers.');
    await expect(rows(page)).toHaveCount(10);
  },
);

test(
  'offline, a page of the list says so, and is loaded when the browser is online again',
  faultRow(
    'Reads',
    'The browser is offline',
    'After 5 seconds: “Clerk could not be reached.”; the list as soon as the connection is back',
  ),
  async ({ page, context, clerk }) => {
    await openList(page);
    await context.setOffline(true);
    clerk.failNext({ method: 'GET', network: true, times: 1000 });
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'true');
    await page.clock.fastForward(6_000);
    await expect(banner(page)).toContainText("Couldn't load members. Clerk could not be reached.");
    clerk.dropWaitingFaults();
    await context.setOffline(false);
    await expect(rows(page)).toHaveCount(2);
    await expect(banner(page)).toBeHidden();
  },
);

test('a tab that comes into sight without the focus is refreshed', async ({ page, clerk }) => {
  await openList(page);
  updateMember(clerk.state, organization(clerk), 'user_tim', 'org:admin');
  await page.clock.fastForward(6000);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(row(page, 'tim@example.com')).toContainText('org:admin');
});

test('a refresh that cannot load the roles keeps those that are known, and says nothing', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/roles' });
  await returnLater(page);
  await expect.poll(() => requestCount(clerk, 'GET', '/roles')).toBe(2);
  await settle(page);
  await expect(banner(page)).toBeHidden();
});
