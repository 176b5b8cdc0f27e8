/** `<OrganizationProfile />` of Clerk on the stub: what it offers for members and invitations. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { invitationOf, openSdk, sessionsOf, whoIsThere } from './sdk-page.ts';

test('the members are listed ten to a page, newest first', async ({ page }) => {
  await openMembers(page);
  await expect(page.getByRole('tab', { name: 'Members 12' })).toBeVisible();
  await expect(people(page)).toHaveCount(10);
  await expect(people(page).first()).toContainText('Ada Lovelace');
  await expect(people(page).first()).toContainText('You');

  await page.getByRole('button', { name: 'Next' }).click();
  await expect(people(page)).toHaveCount(2);
  await expect(person(page, 'alan@example.com')).toContainText('1/6/2026');
  await expect(page.getByText('Displaying 11 – 12 of 12')).toBeVisible();
});

test('a member is found by a part of their name', async ({ page }) => {
  await openMembers(page);
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.pressSequentially('hop');
  await expect(people(page)).toHaveCount(1);
  await expect(people(page)).toContainText('Grace Hopper');
  await search.pressSequentially('e');
  await expect(page.getByText('No members to display')).toBeVisible();
});

test('a member is given another role', async ({ page, clerk }) => {
  await openMembers(page);
  await giveRole(page, 'frances@example.com', 'Member', 'Admin');
  await expect(person(page, 'frances@example.com').getByRole('button', { name: 'Admin' })).toBeEnabled();
  expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:admin');
});

test('a member is removed', async ({ page, clerk }) => {
  await openMembers(page);
  await person(page, 'frances@example.com').getByRole('button', { name: 'Open menu' }).click();
  await page.getByRole('menuitem', { name: 'Remove member' }).click();
  await expect(person(page, 'frances@example.com')).toBeHidden();
  await expect(page.getByText('Displaying 1 – 10 of 11')).toBeVisible();
  expect(clerk.membership('org_engines', 'user_frances')).toBeUndefined();
});

test('who steps down as an admin may no longer manage', async ({ page, clerk }) => {
  await openMembers(page);
  await giveRole(page, 'ada@example.com', 'Admin', 'Member');
  await expect(page.getByRole('button', { name: 'Invite' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Open menu' })).toHaveCount(0);
  await expect(whoIsThere(page)).toHaveText('ada@example.com, org:member of Analytical Engines');
  expect(clerk.membership('org_engines', 'user_ada')?.role).toBe('org:member');
});

test('who leaves the organization is in it no longer', async ({ page, clerk }) => {
  await openSdk(page, { component: 'OrganizationProfile' });
  await leave(page);
  await expect(whoIsThere(page)).toHaveText('ada@example.com, in no organization');
  expect(clerk.membership('org_engines', 'user_ada')).toBeUndefined();
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('several people are invited at once, and are listed as invited', async ({ page, clerk }) => {
  await openMembers(page);
  await invite(page, 'hedy@example.com, claude@example.com');
  await page.getByRole('tab', { name: 'Invitations 2' }).click();
  await expect(people(page)).toHaveCount(2);
  await expect(person(page, 'hedy@example.com')).toContainText('Member');
  await expect(person(page, 'claude@example.com')).toBeVisible();
  expect([...clerk.state.invitations.values()]).toMatchObject([
    { email: 'hedy@example.com', role: 'org:member', status: 'pending', organizationId: 'org_engines' },
    { email: 'claude@example.com', role: 'org:member', status: 'pending', organizationId: 'org_engines' },
  ]);
});

test('somebody who is a member already cannot be invited', async ({ page, clerk }) => {
  await openMembers(page);
  await invite(page, 'grace@example.com');
  await expect(page.getByText('is already a member of the organization')).toBeVisible();
  expect(clerk.state.invitations.size).toBe(0);
});

test('an invitation is revoked', async ({ page, clerk }) => {
  clerk.state.invitations.set('orginv_hedy', invitationOf('hedy@example.com'));
  await openMembers(page);
  await page.getByRole('tab', { name: 'Invitations 1' }).click();
  await person(page, 'hedy@example.com').getByRole('button', { name: 'Open menu' }).click();
  await page.getByRole('menuitem', { name: 'Revoke invitation' }).click();
  await expect(page.getByText('No invitations to display')).toBeVisible();
  expect(clerk.state.invitations.get('orginv_hedy')?.status).toBe('revoked');
});

test.describe('of the last admin', () => {
  test.use({ scenario: 'last-admin' });
  const REFUSAL = 'There has to be at least one organization member with the minimum required permissions';

  test('stepping down is refused', async ({ page, clerk }) => {
    await openMembers(page);
    await giveRole(page, 'ada@example.com', 'Admin', 'Member');
    await expect(page.getByText(REFUSAL)).toBeVisible();
    await expect(person(page, 'ada@example.com').getByRole('button', { name: 'Admin' })).toBeVisible();
    expect(clerk.membership('org_engines', 'user_ada')?.role).toBe('org:admin');
  });

  test('leaving is refused', async ({ page, clerk }) => {
    await openSdk(page, { component: 'OrganizationProfile' });
    await leave(page);
    await expect(page.getByText(REFUSAL)).toBeVisible();
    await expect(whoIsThere(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');
    expect(clerk.membership('org_engines', 'user_ada')?.role).toBe('org:admin');
  });
});

test.describe('of a plain member', () => {
  test.use({ scenario: 'member' });

  test('the members are to be seen, and nothing else is offered', async ({ page }) => {
    await openMembers(page);
    await expect(people(page)).toHaveCount(10);
    await expect(page.getByRole('tab')).toHaveText(['Members12']);
    await expect(page.getByRole('button', { name: 'Invite' })).toBeHidden();
    await expect(people(page).getByRole('button')).toHaveCount(0);
  });
});

test.describe('where roles are being migrated', () => {
  test.use({ scenario: 'role-migration' });

  test('roles are locked, with the reason', async ({ page }) => {
    await openMembers(page);
    await expect(page.getByText('Roles are temporarily locked')).toBeVisible();
    await expect(person(page, 'frances@example.com').getByRole('button', { name: 'Member' })).toBeDisabled();
  });
});

async function openMembers(page: Page): Promise<void> {
  await openSdk(page, { component: 'OrganizationProfile' });
  await page.getByRole('button', { name: 'Members' }).click();
  await expect(people(page).first()).toBeVisible();
}

/** The rows of the open tab, without the head. */
const people = (page: Page): Locator =>
  page
    .getByRole('tabpanel')
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

const person = (page: Page, address: string): Locator => people(page).filter({ hasText: address });

async function giveRole(page: Page, address: string, from: string, to: string): Promise<void> {
  await person(page, address).getByRole('button', { name: from }).click();
  await page.getByRole('option', { name: to }).click();
}

/** A comma takes an address in. */
async function invite(page: Page, addresses: string): Promise<void> {
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('textbox', { name: 'Example format' }).pressSequentially(`${addresses},`);
  await page.getByRole('button', { name: 'Send invitations' }).click();
}

/** Clerk wants the name typed. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Leave organization' }).click();
  await page.getByRole('textbox').fill('Analytical Engines');
  await page.getByRole('button', { name: 'Leave organization' }).click();
}
