/** Several changes in progress, or one after another, with the form that adds members. */
import {
  banner,
  changeRole,
  expect,
  openList,
  organization,
  remove,
  requestCount,
  returnToTab,
  row,
  rows,
  test,
  toast,
} from './fixtures.ts';

const MEMBERSHIPS = '/v1/organizations/:id/memberships';

test('an addition and an invitation that fail together are both shown', async ({ page, clerk }) => {
  await openList(page);
  const field = page.getByLabel('User ID or email');
  clerk.failNext({ method: 'POST', path: MEMBERSHIPS, times: 2 });
  clerk.failNext({ method: 'POST', path: '/v1/organizations/:id/invitations' });
  await field.fill('user_hedy');
  await field.press('Enter');
  await expect(banner(page)).toContainText("Couldn't add user_hedy.");
  const release = clerk.hold({ method: 'POST' });
  await field.fill('someone@example.com');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(banner(page)).toBeHidden();
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByRole('button', { name: 'Inviting…' })).toBeVisible();
  release();
  await expect(banner(page)).toContainText('1 of 2');
  await banner(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(banner(page)).toContainText(/Couldn't (add user_hedy|invite someone@example.com)\./);
});

test('the form can be submitted again with another user, and no longer shows the failure before', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const field = page.getByLabel('User ID or email');
  await field.fill('user_hedz');
  await field.press('Enter');
  await expect(banner(page)).toContainText("Couldn't add user_hedz.");
  const release = clerk.hold({ method: 'POST', path: MEMBERSHIPS });
  await field.fill('user_hedy');
  await field.press('Enter');
  await expect(banner(page)).toBeHidden();
  release();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
});

test('a removal can be undone during an addition', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: MEMBERSHIPS });
  await page.getByLabel('User ID or email').fill('user_hedy');
  await page.getByRole('button', { name: 'Add member', exact: true }).click();
  await remove(page, 'donald@example.com');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(rows(page).filter({ hasText: 'Adding…' })).toHaveCount(2);
  release();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  await expect(row(page, 'donald@example.com')).toBeVisible();
  await expect(rows(page).filter({ hasText: 'Adding…' })).toHaveCount(0);
  await expect(page.getByLabel('User ID or email')).toHaveValue('');
});

test('when the other change of the user has ended, the form no longer says that it is in progress', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'tim@example.com');
  const field = page.getByLabel('User ID or email');
  await field.fill('user_tim');
  await field.press('Enter');
  await expect(page.getByText('Another change of this user is in progress.')).toBeVisible();
  release();
  await expect(toast(page)).toHaveText('tim@example.com is now Admin.');
  await expect(page.getByText('Another change of this user is in progress.')).toBeHidden();
  await field.press('Enter');
  await expect(banner(page)).toContainText('user_tim is already a member');
});

for (const submit of ['Enter', 'a click']) {
  test(`what is typed while somebody is being added by ${submit} is the next ID, and nothing is lost`, async ({
    page,
    clerk,
  }) => {
    await openList(page);
    const release = clerk.hold({ method: 'POST', path: MEMBERSHIPS });
    const field = page.getByLabel('User ID or email');
    await field.fill('user_hedy');
    if (submit === 'Enter') await field.press('Enter');
    else await page.getByRole('button', { name: 'Add member', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Adding…' })).toBeVisible();
    await field.click();
    await page.keyboard.type('user_cl');
    release();
    await expect(toast(page)).toHaveText('hedy@example.com is now a member.');
    await page.keyboard.type('aude');
    await page.keyboard.press('Enter');
    await expect(toast(page)).toHaveText('claude@example.com is now a member.');
  });
}

test('an ID that could not be added can be corrected', async ({ page }) => {
  await openList(page);
  const field = page.getByLabel('User ID or email');
  await field.fill('user_hedz');
  await field.press('Enter');
  await expect(banner(page)).toContainText("Couldn't add user_hedz.");
  await page.keyboard.press('Backspace');
  await page.keyboard.type('y');
  await expect(field).toHaveValue('user_hedy');
});

test.describe('with custom roles', () => {
  test.use({ scenario: 'custom-roles' });

  test('when the chosen role has been deleted, the form asks for another one', async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page);
    const role = page.getByRole('combobox', { name: 'Role', exact: true });
    await page.getByLabel('User ID or email').fill('user_hedy');
    await role.selectOption('Billing');
    const { roleSet } = organization(clerk);
    roleSet.splice(roleSet.indexOf('org:billing'), 1);
    await page.clock.fastForward(6_000);
    await returnToTab(page);
    await expect(role.getByRole('option')).toHaveText(['Admin', 'Member', 'People manager']);
    await page.getByRole('button', { name: 'Add member' }).click();
    await expect(page.getByText('Choose a role.')).toBeVisible();
    expect(requestCount(clerk, 'POST', '/memberships')).toBe(0);
  });

  test('when the other change of the user has ended, the form still asks for a role', async ({ page, clerk }) => {
    const { roleSet } = organization(clerk);
    roleSet.splice(roleSet.indexOf('org:member'), 1);
    await openList(page);
    const release = clerk.hold({ method: 'PATCH' });
    await page.getByRole('combobox', { name: 'Role of katherine@example.com' }).selectOption('org:people_manager');
    await page.getByLabel('User ID or email').fill('user_katherine');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Choose a role.')).toBeVisible();
    release();
    await expect(toast(page)).toContainText('katherine@example.com is now');
    await expect(page.getByText('Choose a role.')).toBeVisible();
  });
});
