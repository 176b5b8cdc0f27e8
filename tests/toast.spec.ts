/** The toast: how to reach it, how long it stays, and where the focus goes afterwards. */
import { removeMember, updateMember } from '../clerk-stub/rules/memberships.ts';
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
  settle,
  switchOrganization,
  test,
  toast,
} from './fixtures.ts';

const UNDO = { name: 'Undo: add frances@example.com again' };

test('the toast is a named group', async ({ page }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  const notification = page.getByRole('group', { name: 'Notification' });
  await expect(notification.getByRole('button', UNDO)).toBeVisible();
});

test('Undo is the next Tab stop after a removal, and Dismiss the one after', async ({ page }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  await expect(page.getByRole('button', { name: 'Remove donald@example.com' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', UNDO)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Dismiss the notification' })).toBeFocused();
});

test.describe('with custom roles', () => {
  test.use({ scenario: 'custom-roles' });

  test('Undo is the next Tab stop after a role was chosen in a select', async ({ page }) => {
    await openList(page);
    const select = page.getByRole('combobox', { name: 'Role of alan@example.com' });
    await select.press('p');
    await select.press('Enter');
    const undo = page.getByRole('button', { name: 'Undo: make alan@example.com Member again' });
    await expect(undo).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(undo).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(select).toBeFocused();
  });
});

test('Undo is the next Tab stop after the changed row has left a filtered list', async ({ page }) => {
  await openList(page, '/?role=org:member');
  await row(page, 'frances@example.com')
    .getByRole('button', { name: /^Change role/ })
    .press('Enter');
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Change role of donald/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Undo: make frances@example.com Member again' })).toBeFocused();
});

test('Undo can be reached again when its row has left while it had the focus', async ({ page, clerk }) => {
  await openList(page, '/?role=org:member');
  const release = clerk.hold({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await row(page, 'frances@example.com')
    .getByRole('button', { name: /^Change role/ })
    .press('Enter');
  const undo = page.getByRole('button', { name: 'Undo: make frances@example.com Member again' });
  await expect(undo).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(undo).toBeFocused();
  release();
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(undo).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Dismiss the notification' })).toBeFocused();
});

test('Undo is the next Tab stop after the only row has left a filtered list', async ({ page }) => {
  await openList(page, '/?role=org:member&query=frances');
  await row(page, 'frances@example.com')
    .getByRole('button', { name: /^Change role/ })
    .press('Enter');
  await expect(page.getByText('No members match')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Undo: make frances@example.com Member again' })).toBeFocused();
});

test('after an addition, Tab goes on in the form', async ({ page }) => {
  await openList(page);
  await page.getByLabel('User ID or email').fill('user_hedy');
  await page.getByLabel('User ID or email').press('Enter');
  await expect(toast(page)).toHaveText('hedy@example.com is now a member.');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Role', { exact: true })).toBeFocused();
});

test('Shift+Tab leaves Undo when the control that was used is gone', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  await changeRole(page, 'frances@example.com');
  const undo = page.getByRole('button', { name: 'Undo: make frances@example.com Member again' });
  await undo.focus();
  removeMember(clerk.state, organization(clerk), 'user_frances');
  await page.clock.fastForward(5000);
  await returnToTab(page);
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(undo).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(undo).not.toBeFocused();
});

test('when Undo goes with the permission to manage members, the heading gets its focus', async ({ page, clerk }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  const undo = page.getByRole('button', { name: 'Undo: make frances@example.com Member again' });
  await undo.focus();
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await returnToTab(page);
  await expect(undo).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
});

test('the toast can be dismissed, and the focus returns to where it was', async ({ page }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  const next = page.getByRole('button', { name: 'Remove donald@example.com' });
  await expect(next).toBeFocused();
  await page.getByRole('button', { name: 'Dismiss the notification' }).press('Enter');
  await expect(page.getByRole('button', UNDO)).toBeHidden();
  await expect(next).toBeFocused();
});

test('after Undo the focus is on a control, not at the top of the page', async ({ page }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  await page.getByRole('button', UNDO).press('Enter');
  await expect(toast(page)).toHaveText('frances@example.com was added back.');
  await expect(page.getByRole('button', { name: 'Remove donald@example.com' })).toBeFocused();
});

test('after a dismissed error the focus is on the control that failed', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'PATCH' });
  const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await toggle.press('Enter');
  await banner(page).getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(toggle).toBeFocused();
});

test('a double click on “Undo” undoes once', async ({ page, clerk }) => {
  await openList(page);
  await changeRole(page, 'tim@example.com');
  await page.getByRole('button', { name: /^Undo/ }).dblclick({ delay: 100 });
  await expect(toast(page)).toHaveText('tim@example.com is now Member.');
  await settle(page);
  expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(2);
});

test('after “Try again” the focus is on the control that failed', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'PATCH' });
  const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await toggle.press('Enter');
  await banner(page).getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(toggle).toBeFocused();
});

test('the timer of the toast pauses while the pointer is on it', async ({ page }) => {
  await page.clock.install();
  await openList(page);
  await remove(page, 'frances@example.com');
  const undo = page.getByRole('button', UNDO);
  await undo.hover();
  await page.clock.fastForward(120_000);
  await expect(undo).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.fastForward(31_000);
  await expect(undo).toBeHidden();
});

test('the timer of the toast pauses while the focus is on it', async ({ page }) => {
  await page.clock.install();
  await openList(page);
  await remove(page, 'frances@example.com');
  const undo = page.getByRole('button', UNDO);
  await undo.focus();
  await page.clock.fastForward(120_000);
  await expect(undo).toBeFocused();
});

test('a change that succeeds after an organization switch is reported with its organization', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'frances@example.com');
  await switchOrganization(page, 'Moonshot Software');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  release();
  await expect(toast(page)).toHaveText('Analytical Engines: frances@example.com is now Admin.');
});
