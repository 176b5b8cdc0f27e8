/** Inviting somebody by email address, in the form that adds members. */
import type { Page } from '@playwright/test';
import { banner, expect, openList, requestCount, row, rows, test, toast } from './fixtures.ts';

const form = (page: Page) => page.getByRole('form', { name: 'Add member' });
const field = (page: Page) => form(page).getByLabel('User ID or email');
const INVITATIONS = '/v1/organizations/:id/invitations';

test('an email address is invited, with the chosen role', async ({ page, clerk }) => {
  await openList(page);
  await field(page).fill('new@example.org');
  await form(page).getByLabel('Role').selectOption('Admin');
  await expect(form(page)).toContainText('This sends an invitation by email.');
  await form(page).getByRole('button', { name: 'Invite' }).click();
  await expect(toast(page)).toHaveText('Invited new@example.org. The invitation is pending until it is accepted.');
  await expect(field(page)).toHaveValue('');
  await expect(form(page).getByRole('button', { name: 'Add member' })).toBeVisible();
  const sent = clerk.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/invitations'))?.form;
  expect(sent?.get('email_address')).toBe('new@example.org');
  expect(sent?.get('role')).toBe('org:admin');
});

test('the form names the SDK method before it is called', async ({ page }) => {
  await openList(page);
  await expect(form(page).getByRole('link', { name: 'addMember()' })).toHaveAttribute('href', /#addmember$/);
  await field(page).fill('new@example.org');
  await expect(form(page).getByRole('link', { name: 'inviteMember()' })).toHaveAttribute('href', /#invitemember$/);
});

test('an address with a space inside is refused, and nobody else is invited', async ({ page, clerk }) => {
  await openList(page);
  await field(page).fill('hedy lamarr@example.com');
  await field(page).press('Enter');
  await expect(banner(page)).toContainText('email_address must be a valid email address');
  await expect(field(page)).toHaveValue('hedy lamarr@example.com');
  expect(clerk.state.invitations.size).toBe(0);
});

test('an invitation adds no row, and a second press while it is on its way sends nothing', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: INVITATIONS });
  await field(page).fill('new@example.org');
  await field(page).press('Enter');
  await expect(form(page).getByRole('button', { name: 'Inviting…' })).toBeVisible();
  await expect(rows(page)).toHaveCount(10);
  await field(page).press('Enter');
  await form(page).getByRole('button', { name: 'Inviting…' }).click({ force: true });
  release();
  await expect(toast(page)).toContainText('Invited new@example.org.');
  await expect(row(page, 'new@example.org')).toHaveCount(0);
  expect(requestCount(clerk, 'POST', '/invitations')).toBe(1);
});

test('inviting a member shows Clerk’s message, and the address stays', async ({ page }) => {
  await openList(page);
  await field(page).fill('frances@example.com');
  await form(page).getByRole('button', { name: 'Invite' }).click();
  await expect(banner(page)).toContainText("Couldn't invite frances@example.com.");
  await expect(banner(page)).toContainText('is already a member of the organization');
  await expect(field(page)).toHaveValue('frances@example.com');
});

test('inviting the same address twice shows Clerk’s message', async ({ page }) => {
  await openList(page);
  await field(page).fill('new@example.org');
  await field(page).press('Enter');
  await expect(toast(page)).toContainText('Invited');
  await field(page).fill('new@example.org');
  await field(page).press('Enter');
  await expect(banner(page)).toContainText('Organizations cannot have duplicate pending invitations');
});

test('a refused invitation because of the quota shows Clerk’s message', async ({ page, clerk }) => {
  await openList(page);
  const longMessage = 'You have reached your limit of 12 organization memberships, including outstanding invitations.';
  clerk.failNext({ path: INVITATIONS, status: 403, code: 'organization_membership_quota_exceeded', longMessage });
  await field(page).fill('new@example.org');
  await field(page).press('Enter');
  await expect(banner(page)).toContainText(longMessage);
  await expect(field(page)).toHaveValue('new@example.org');
});

test('after a lost connection, “Try again” sends the invitation', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'POST', path: INVITATIONS, network: true });
  await field(page).fill('new@example.org');
  await field(page).press('Enter');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(toast(page)).toContainText('Invited new@example.org.');
  await expect(banner(page)).toBeHidden();
});

test.describe('as a member without the permission', () => {
  test.use({ scenario: 'member' });

  test('there is neither the form nor “Pending invitations”, but the reason', async ({ page }) => {
    await openList(page);
    await expect(page.getByText(/Managing members requires the permission org:sys_memberships:manage/)).toBeVisible();
    await expect(form(page)).toBeHidden();
    await expect(page.getByRole('button', { name: 'Pending invitations' })).toBeHidden();
  });
});

test('a refused invitation does not show the hint to invite', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({
    method: 'POST',
    path: INVITATIONS,
    status: 404,
    code: 'resource_not_found',
    longMessage: 'Given organization not found.',
  });
  await field(page).fill('new@example.org');
  await form(page).getByRole('button', { name: 'Invite' }).click();
  await expect(banner(page)).toContainText('Given organization not found.');
  await expect(banner(page)).not.toContainText('To invite people');
});
