/** The permission `org:sys_memberships:manage` decides who can manage members, never the name of a role. */
import { updateMember } from '../clerk-stub/rules/memberships.ts';
import { banner, expect, leaveOrganization, openList, organization, row, rows, test } from './fixtures.ts';

test.describe('without the manage permission', () => {
  test.use({ scenario: 'member' });

  test('a user without the manage permission sees the list without controls', async ({ page }) => {
    await openList(page);
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByRole('columnheader')).toHaveText(['User ID', 'Identifier', 'Joined', 'Role getRoles()']);
    await expect(page.getByRole('button', { name: /Change role|Remove|Add member/ })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Add member' })).toBeHidden();
    await expect(page.getByLabel('User ID')).toBeHidden();
  });

  test('a user without the manage permission can leave the organization', async ({ page, clerk }) => {
    await openList(page);
    await leaveOrganization(page);
    await expect(page.getByRole('heading', { name: 'Create or join an organization' })).toBeVisible();
    expect(clerk.membership('org_engines', 'user_alan')).toBeUndefined();
  });

  test('controls appear when the user’s new role has the manage permission', async ({ page, clerk }) => {
    await openList(page);
    updateMember(clerk.state, organization(clerk), 'user_alan', 'org:admin');
    await page.evaluate(() => window.Clerk?.user?.reload());
    await expect(row(page, 'tim@example.com').getByRole('button', { name: /^Remove/ })).toBeVisible();
  });
});

test.describe('with a custom role that has the manage permission', () => {
  test.use({ scenario: 'custom-roles' });

  test('a user with a custom role and the manage permission can manage members', async ({ page }) => {
    await openList(page);
    await expect(page.getByRole('button', { name: 'Remove alan@example.com' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add member' })).toBeVisible();
  });
});

test('without the permission to view members, the page names the permissions that are missing', async ({
  page,
  clerk,
}) => {
  const member = clerk.state.roles.get('org:member');
  if (member) member.permissions = [];
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await page.goto('/');
  await expect(banner(page)).toContainText('Current user is missing an organization permission.');
  await expect(page.getByText('Managing members requires the permission org:sys_memberships:manage.')).toBeVisible();
});

test('controls disappear when somebody else makes the current user a plain member', async ({ page, clerk }) => {
  await openList(page);
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await page.evaluate(() => window.Clerk?.user?.reload());
  await expect(page.getByRole('button', { name: /Change role|Remove|Add member/ })).toHaveCount(0);
  await expect(rows(page)).toHaveCount(10);
  await expect(row(page, 'ada@example.com')).toContainText('org:member');
});

test.describe('during a role set migration', () => {
  test.use({ scenario: 'role-migration' });

  test('a user without the manage permission is not told that roles are locked', async ({ page, clerk }) => {
    updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
    await openList(page);
    await expect(page.getByLabel('Filter by role').getByRole('option')).not.toHaveCount(1);
    await expect(page.getByText('Roles are temporarily locked.')).toBeHidden();
  });
});

test('without the manage permission, a card keeps no room for controls', async ({ page, clerk }) => {
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await page.setViewportSize({ width: 820, height: 1180 });
  await openList(page);
  const card = await row(page, 'frances@example.com').boundingBox();
  const role = await row(page, 'frances@example.com')
    .getByRole('cell', { name: /org:member/ })
    .boundingBox();
  if (!card || !role) throw new Error('The card is not shown');
  expect(card.x + card.width - role.x - role.width).toBeLessThan(60);
});
