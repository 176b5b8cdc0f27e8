/** Clerk's `<OrganizationSwitcher />` on the stub. */
import type { Page } from '@playwright/test';
import { seed } from '../../clerk-stub/seeds/organizations.ts';
import { expect, test } from '../fixtures.ts';
import { openSdk, pendingInvitation, sessionsOf, signedInUser } from './sdk-page.ts';

test('switches to another organization', async ({ page, clerk }) => {
  await openSdk(page, { component: 'OrganizationSwitcher' });
  await openSwitcher(page, 'Analytical Engines is active');
  await page.getByRole('button', { name: 'Moonshot Software' }).click();
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:member of Moonshot Software');
  expect(sessionsOf(clerk)).toEqual(['user_ada in org_moonshot']);

  // The session keeps the active organization.
  await page.reload();
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:member of Moonshot Software');
});

test('switches to the personal account', async ({ page, clerk }) => {
  await openSdk(page, { component: 'OrganizationSwitcher' });
  await openSwitcher(page, 'Analytical Engines is active');
  await page.getByRole('button', { name: 'Personal account' }).click();
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('creates an organization with the user as its admin', async ({ page, clerk }) => {
  await openSdk(page, { component: 'OrganizationSwitcher' });
  await openSwitcher(page, 'Analytical Engines is active');
  await page.getByRole('button', { name: 'Create organization' }).click();
  await page.getByLabel('Name').fill('Night Shift');
  await page.getByRole('dialog').getByRole('button', { name: 'Create organization' }).click();
  await expect(page.getByRole('heading', { name: 'Invite new members' })).toBeVisible();
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Night Shift');

  const created = [...clerk.state.organizations.values()].find(({ name }) => name === 'Night Shift');
  expect(created?.slug).toBe('night-shift');
  expect(sessionsOf(clerk)).toEqual([`user_ada in ${created?.id}`]);
  expect([...(created?.memberships.values() ?? [])]).toMatchObject([{ userId: 'user_ada', role: 'org:admin' }]);
});

test.describe('for a user without an organization', () => {
  test.use({
    seed: seed({
      invitations: [pendingInvitation('hedy@example.com')],
      defaultSession: { userId: 'user_hedy', organizationId: null },
    }),
  });

  test('accepts an invitation', async ({ page, clerk }) => {
    await openSdk(page, { component: 'OrganizationSwitcher' });
    await openSwitcher(page, '');
    await page.getByRole('button', { name: 'Join' }).click();
    await expect(page.getByRole('button', { name: 'Join' })).toBeHidden();
    // The button loses its name during the request, too.
    await expect.poll(() => clerk.membership('org_engines', 'user_hedy')?.role).toBe('org:member');
    expect(clerk.state.invitations.get('orginv_hedy')?.status).toBe('accepted');

    await page.getByRole('button', { name: 'Analytical Engines' }).click();
    await expect(signedInUser(page)).toHaveText('hedy@example.com, org:member of Analytical Engines');
  });
});

async function openSwitcher(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Open organization switcher' }).click();
  await expect(page.getByRole('dialog', { name })).toBeVisible();
}
