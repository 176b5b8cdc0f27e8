/** Who may manage members is a matter of the permission, never of the name of a role. */
import { updateMember } from '../clerk-stub/rules/memberships.ts';
import { expect, openList, organization, row, rows, test } from './fixtures.ts';

test.describe('a plain member', () => {
  test.use({ scenario: 'member' });

  test('sees the list and not a trace of the controls', async ({ page }) => {
    await openList(page);
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByRole('columnheader')).toHaveText(['User ID', 'Identifier', 'Joined', 'Role']);
    await expect(page.getByRole('button', { name: /Change role|Remove|Add member/ })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Add member' })).toBeHidden();
    await expect(page.getByLabel('User ID')).toBeHidden();
  });

  test('may leave', async ({ page, clerk }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Leave organization' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByRole('heading', { name: 'Select an organization' })).toBeVisible();
    expect(clerk.membership('org_engines', 'user_alan')).toBeUndefined();
  });

  test('gets the controls as soon as Clerk tells of a role that has the permission', async ({ page, clerk }) => {
    await openList(page);
    updateMember(clerk.state, organization(clerk), 'user_alan', 'org:admin');
    await page.evaluate(() => window.Clerk?.user?.reload());
    await expect(row(page, 'tim@example.com').getByRole('button', { name: /^Remove/ })).toBeVisible();
  });
});

test.describe('somebody who is not called admin and has the permission', () => {
  test.use({ scenario: 'custom-roles' });

  test('manages members', async ({ page }) => {
    await openList(page);
    await expect(page.getByRole('button', { name: 'Remove alan@example.com' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add member' })).toBeVisible();
  });
});

test('an admin who is made a member elsewhere loses the controls here', async ({ page, clerk }) => {
  await openList(page);
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await page.evaluate(() => window.Clerk?.user?.reload());
  await expect(page.getByRole('button', { name: /Change role|Remove|Add member/ })).toHaveCount(0);
  await expect(rows(page)).toHaveCount(10);
});
