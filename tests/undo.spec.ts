/** Undoing a removal or a role change. */
import { addMember, removeMember, updateMember } from '../clerk-stub/rules/memberships.ts';
import { faultRow } from './fault-row.ts';
import { banner, changeRole, expect, openList, organization, remove, row, settle, test, toast } from './fixtures.ts';

test('“Undo” adds the removed member again with the same role', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'barbara@example.com');
  await page.getByRole('button', { name: 'Undo: add barbara@example.com again' }).click();
  await expect(toast(page)).toHaveText('barbara@example.com was added back.');
  await expect(row(page, 'barbara@example.com')).toContainText('org:admin');
  expect(clerk.membership('org_engines', 'user_barbara')?.role).toBe('org:admin');
});

test('“Undo” gives the role that the member had at Clerk, although the list showed an older one', async ({
  page,
  clerk,
}) => {
  await openList(page);
  updateMember(clerk.state, organization(clerk), 'user_frances', 'org:admin');
  await remove(page, 'frances@example.com');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(toast(page)).toHaveText('frances@example.com was added back.');
  expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:admin');
});

test(
  'an undo that fails shows the reason and can be repeated',
  faultRow('Writes', 'An undo fails', 'Clerk’s message; “Undo” stays'),
  async ({ page, clerk }) => {
    await openList(page);
    await remove(page, 'barbara@example.com');
    const undo = page.getByRole('button', { name: 'Undo: add barbara@example.com again' });
    await expect(undo).toBeVisible();
    clerk.failNext({ method: 'POST', path: '/v1/organizations/:id/memberships' });
    await undo.click();
    await expect(banner(page)).toContainText('There was an internal error on our servers.');
    await undo.click();
    await expect(row(page, 'barbara@example.com')).toContainText('org:admin');
    await expect(banner(page)).toBeHidden();
  },
);

test('an undo that fails again, after another change, is still offered', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'barbara@example.com');
  clerk.failNext({ method: 'POST', path: '/v1/organizations/:id/memberships', times: 2 });
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(banner(page)).toContainText("Couldn't add barbara@example.com back.");
  await changeRole(page, 'frances@example.com');
  await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(banner(page)).toContainText("Couldn't add barbara@example.com back.");
  await expect(toast(page)).toHaveText('barbara@example.com has been removed.');
  await expect(page.getByRole('button', { name: 'Undo: add barbara@example.com again' })).toBeVisible();
});

test('an undo is not offered again when somebody else has added the member back', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'tim@example.com');
  const undo = page.getByRole('button', { name: 'Undo: add tim@example.com again' });
  await expect(undo).toBeVisible();
  addMember(clerk.state, organization(clerk), 'user_tim', 'org:member');
  await undo.click();
  await expect(banner(page)).toContainText("Couldn't add tim@example.com back.");
  await expect(banner(page)).toContainText('user_tim is already a member of the organization.');
  await expect(row(page, 'tim@example.com')).toHaveCount(1);
  await settle(page);
  await expect(undo).toBeHidden();
});

test('undoing a role change updates the row of a member who was removed and added back elsewhere', async ({
  page,
  clerk,
}) => {
  await openList(page);
  await changeRole(page, 'donald@example.com');
  await expect(toast(page)).toHaveText('donald@example.com is now Admin.');
  removeMember(clerk.state, organization(clerk), 'user_donald');
  addMember(clerk.state, organization(clerk), 'user_donald', 'org:admin');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(row(page, 'donald@example.com')).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(toast(page)).toHaveText('donald@example.com is now Member.');
  await expect(row(page, 'donald@example.com')).toContainText('org:member');
});

test('while an undo is in progress, the form accepts text', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'tim@example.com');
  const release = clerk.hold({ method: 'POST', path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(row(page, 'user_tim')).toContainText('Adding…');
  await page.getByLabel('User ID or email').pressSequentially('user_hedy');
  release();
  await expect(toast(page)).toHaveText('tim@example.com was added back.');
  await expect(page.getByLabel('User ID or email')).toHaveValue('user_hedy');
});

test.describe('with custom roles', () => {
  test.use({ scenario: 'custom-roles' });

  test('removing a member whose role can no longer be assigned offers no undo', async ({ page }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Remove edsger@example.com' }).click();
    await expect(page.getByRole('dialog')).toContainText('will lose access');
    await expect(page.getByText('You can undo this')).toBeHidden();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(toast(page)).toHaveText('edsger@example.com has been removed.');
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden();
  });
});

test('“Undo” disappears after 30 seconds', async ({ page }) => {
  await page.clock.install();
  await openList(page);
  await remove(page, 'frances@example.com');
  const undo = page.getByRole('button', { name: 'Undo: add frances@example.com again' });
  await expect(undo).toBeVisible();
  await page.clock.fastForward(25_000);
  await expect(undo).toBeVisible();
  await page.clock.fastForward(6_000);
  await expect(undo).toBeHidden();
});

test('an undo that fails since the permission is lost is not offered again', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  const release = clerk.hold({ method: 'POST', path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: /^Undo/ }).click();
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await page.evaluate(() => window.Clerk?.user?.reload());
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  release();
  await expect(banner(page)).toContainText('Current user is missing an organization permission.');
  await expect(toast(page)).toHaveText('frances@example.com has been removed.');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden();
});

test('adding the person by the form removes the failure of an undo', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  clerk.failNext({ method: 'POST', path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(banner(page)).toContainText("Couldn't add frances@example.com back.");
  const field = page.getByLabel('User ID or email');
  await field.fill('user_frances');
  await field.press('Enter');
  await expect(toast(page)).toHaveText('frances@example.com is now a member.');
  await expect(banner(page)).toBeHidden();
  await expect(field).toHaveValue('');
});

test('the undo of a removal whose user was deleted meanwhile does not show the hint to invite', async ({
  page,
  clerk,
}) => {
  await openList(page);
  await remove(page, 'donald@example.com');
  clerk.state.users.delete('user_donald');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(banner(page)).toContainText("Couldn't add donald@example.com back.");
  await expect(banner(page)).not.toContainText('To invite people');
});

test('during a search, too, the undo is not offered again when another admin has added the member back', async ({
  page,
  clerk,
}) => {
  await openList(page);
  await remove(page, 'tim@example.com');
  await expect(toast(page)).toHaveText('tim@example.com has been removed.');
  await page.getByLabel('Search').fill('grace');
  await expect(row(page, 'grace@example.com')).toBeVisible();
  await expect(row(page, 'ada@example.com')).toHaveCount(0);
  addMember(clerk.state, organization(clerk), 'user_tim', 'org:member');
  await page.getByRole('button', { name: 'Undo: add tim@example.com again' }).click();
  await expect(banner(page)).toContainText('user_tim is already a member');
  await settle(page);
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden();
});

test('an undo that fails does not take away the undo of a newer removal', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'tim@example.com');
  await expect(toast(page)).toHaveText('tim@example.com has been removed.');
  clerk.failNext({ method: 'POST', path: '/v1/organizations/org_engines/memberships' });
  const release = clerk.hold({ method: 'GET', path: '/v1/organizations/org_engines/memberships' });
  await page.getByRole('button', { name: 'Undo: add tim@example.com again' }).click();
  await expect(banner(page)).toContainText("Couldn't add tim@example.com back.");
  await remove(page, 'donald@example.com');
  await expect(toast(page)).toHaveText('donald@example.com has been removed.');
  release();
  await settle(page);
  await expect(page.getByRole('button', { name: 'Undo: add donald@example.com again' })).toBeVisible();
});
