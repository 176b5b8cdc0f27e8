/** Clerk's `<OrganizationProfile />` on the stub: members and invitations. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openSdk, sessionsOf, signedInUser } from './sdk-page.ts';

test('members are listed in pages of ten, newest first', async ({ page }) => {
  await openMembers(page);
  await expect(page.getByRole('tab', { name: 'Members 12' })).toBeVisible();
  await expect(rows(page)).toHaveCount(10);
  await expect(rows(page).first()).toContainText('Ada Lovelace');
  await expect(rows(page).first()).toContainText('You');

  await page.getByRole('button', { name: 'Next' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, 'alan@example.com')).toContainText('1/6/2026');
  await expect(page.getByText('Displaying 11 – 12 of 12')).toBeVisible();
});

test('search finds a member by part of the name', async ({ page }) => {
  await openMembers(page);
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.pressSequentially('hop');
  await expect(rows(page)).toContainText(['Grace Hopper']);
  await search.pressSequentially('e');
  await expect(page.getByText('No members to display')).toBeVisible();
});

test('a role is changed, and a member is removed', async ({ page, clerk }) => {
  await openMembers(page);
  await changeRole(page, 'frances@example.com', 'Member', 'Admin');
  await expect(row(page, 'frances@example.com').getByRole('button', { name: 'Admin' })).toBeEnabled();
  expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:admin');

  await row(page, 'frances@example.com').getByRole('button', { name: 'Open menu' }).click();
  await page.getByRole('menuitem', { name: 'Remove member' }).click();
  await expect(row(page, 'frances@example.com')).toBeHidden();
  await expect(page.getByText('Displaying 1 – 10 of 11')).toBeVisible();
  expect(clerk.membership('org_engines', 'user_frances')).toBeUndefined();
});

test('an admin who becomes a member can no longer manage members', async ({ page, clerk }) => {
  await openMembers(page);
  await changeRole(page, 'ada@example.com', 'Admin', 'Member');
  await expect(page.getByRole('button', { name: 'Invite' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Open menu' })).toHaveCount(0);
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:member of Analytical Engines');
  expect(clerk.membership('org_engines', 'user_ada')?.role).toBe('org:member');
});

test('a user leaves the organization', async ({ page, clerk }) => {
  await openSdk(page, { component: 'OrganizationProfile' });
  await leave(page);
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(clerk.membership('org_engines', 'user_ada')).toBeUndefined();
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('several people are invited at once, and are listed as invitations, of which one is revoked', async ({
  page,
  clerk,
}) => {
  await openMembers(page);
  await invite(page, 'hedy@example.com, claude@example.com');
  await page.getByRole('tab', { name: 'Invitations 2' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, 'hedy@example.com')).toContainText('Member');
  await expect(row(page, 'claude@example.com')).toBeVisible();
  expect([...clerk.state.invitations.values()]).toMatchObject([
    { email: 'hedy@example.com', role: 'org:member', status: 'pending', organizationId: 'org_engines' },
    { email: 'claude@example.com', role: 'org:member', status: 'pending', organizationId: 'org_engines' },
  ]);

  await row(page, 'hedy@example.com').getByRole('button', { name: 'Open menu' }).click();
  await page.getByRole('menuitem', { name: 'Revoke invitation' }).click();
  await expect(row(page, 'hedy@example.com')).toBeHidden();
  expect([...clerk.state.invitations.values()].map(({ status }) => status)).toEqual(['revoked', 'pending']);
});

test('a member cannot be invited', async ({ page, clerk }) => {
  await openMembers(page);
  await invite(page, 'grace@example.com');
  await expect(page.getByText('is already a member of the organization')).toBeVisible();
  expect(clerk.state.invitations.size).toBe(0);
});

test.describe('for the last admin', () => {
  test.use({ scenario: 'last-admin' });
  const LAST_ADMIN_ERROR = 'There has to be at least one organization member with the minimum required permissions';

  test('changing the own role is an error, and so is leaving', async ({ page, clerk }) => {
    await openMembers(page);
    await changeRole(page, 'ada@example.com', 'Admin', 'Member');
    await expect(page.getByText(LAST_ADMIN_ERROR)).toBeVisible();
    await expect(row(page, 'ada@example.com').getByRole('button', { name: 'Admin' })).toBeVisible();

    await page.getByRole('button', { name: 'General' }).click();
    await leave(page);
    await expect(page.getByText(LAST_ADMIN_ERROR)).toBeVisible();
    await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');
    expect(clerk.membership('org_engines', 'user_ada')?.role).toBe('org:admin');
  });
});

test.describe('for a member', () => {
  test.use({ scenario: 'member' });

  test('members are listed without any controls', async ({ page }) => {
    await openMembers(page);
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByRole('tab')).toHaveText(['Members12']);
    await expect(page.getByRole('button', { name: 'Invite' })).toBeHidden();
    await expect(rows(page).getByRole('button')).toHaveCount(0);
  });
});

test.describe('during a role set migration', () => {
  test.use({ scenario: 'role-migration' });

  test('roles are locked, and the reason is shown', async ({ page }) => {
    await openMembers(page);
    await expect(page.getByText('Roles are temporarily locked')).toBeVisible();
    await expect(row(page, 'frances@example.com').getByRole('button', { name: 'Member' })).toBeDisabled();
  });
});

async function openMembers(page: Page): Promise<void> {
  await openSdk(page, { component: 'OrganizationProfile' });
  await page.getByRole('button', { name: 'Members' }).click();
  await expect(rows(page).first()).toBeVisible();
}

/** The rows of the current tab, without the header. */
const rows = (page: Page): Locator =>
  page
    .getByRole('tabpanel')
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

const row = (page: Page, email: string): Locator => rows(page).filter({ hasText: email });

async function changeRole(page: Page, email: string, from: string, to: string): Promise<void> {
  await row(page, email).getByRole('button', { name: from }).click();
  await page.getByRole('option', { name: to }).click();
}

/** A comma ends each address. */
async function invite(page: Page, addresses: string): Promise<void> {
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('textbox', { name: 'Example format' }).pressSequentially(`${addresses},`);
  await page.getByRole('button', { name: 'Send invitations' }).click();
}

/** Clerk asks for the organization's name. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Leave organization' }).click();
  await page.getByRole('textbox').fill('Analytical Engines');
  await page.getByRole('button', { name: 'Leave organization' }).click();
}
