/** What others change meanwhile: noticed on coming back to the tab, or when met on the way. */
import type { Page } from '@playwright/test';
import { addMember, removeMember, updateMember } from '../clerk-stub/rules/memberships.ts';
import { banner, expect, openList, organization, row, rows, sent, test } from './fixtures.ts';

/** Goes elsewhere for some time, and comes back to the tab. */
async function comeBack(page: Page, seconds = 10): Promise<void> {
  await page.clock.fastForward(seconds * 1000);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

test.beforeEach(({ page }) => page.clock.install());

test('coming back to the tab shows who joined and left meanwhile', async ({ page, clerk }) => {
  await openList(page);
  addMember(clerk.state, organization(clerk), 'user_hedy', 'org:member');
  removeMember(clerk.state, organization(clerk), 'user_frances');
  await comeBack(page);
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
});

test('it shows a role that is new, and who has it', async ({ page, clerk }) => {
  await openList(page);
  const auditor = { key: 'org:auditor', name: 'Auditor', description: '', permissions: [] };
  clerk.state.roles.set(auditor.key, auditor);
  organization(clerk).roleSet.push(auditor.key);
  updateMember(clerk.state, organization(clerk), 'user_frances', auditor.key);
  await comeBack(page);
  await expect(page.getByRole('combobox', { name: 'Role of frances@example.com' })).toHaveValue('org:auditor');
});

test('it shows what one may still do', async ({ page, clerk }) => {
  await openList(page);
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await comeBack(page);
  await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);
  await expect(row(page, 'ada@example.com')).toContainText('org:member');
});

test('whoever was removed meanwhile is led to where they still belong', async ({ page, clerk }) => {
  await openList(page);
  removeMember(clerk.state, organization(clerk), 'user_ada');
  await comeBack(page);
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
});

test('coming back again and again asks once in five seconds', async ({ page, clerk }) => {
  await openList(page);
  await comeBack(page);
  await expect.poll(() => sent(clerk, 'GET', '/memberships')).toBe(2);
  await comeBack(page, 1);
  await comeBack(page, 1);
  await comeBack(page, 4);
  await expect.poll(() => sent(clerk, 'GET', '/memberships')).toBe(3);
});

test('the focus stays where it was, and typed text in its field', async ({ page, clerk }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('user_he');
  addMember(clerk.state, organization(clerk), 'user_claude', 'org:member');
  await comeBack(page);
  await expect(row(page, 'claude@example.com')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('user_he');
});

test('a permission lost meanwhile is met with the next change: said, and the controls go', async ({ page, clerk }) => {
  await openList(page);
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await row(page, 'frances@example.com')
    .getByRole('button', { name: /^Change role/ })
    .click();
  await expect(banner(page)).toContainText('Current user is missing an organization permission.');
  await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);
  await expect(row(page, 'frances@example.com')).toContainText('org:member');
});

test('an organization that shut one out meanwhile is left, with the reason on screen', async ({ page, clerk }) => {
  await openList(page);
  removeMember(clerk.state, organization(clerk), 'user_ada');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(banner(page)).toContainText('Current user is not a member of the organization.');
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
});

test('a refresh that fails leaves the list, and says so', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await comeBack(page);
  await expect(banner(page)).toContainText('There was an internal error on our servers.');
  await expect(rows(page)).toHaveCount(10);
});
