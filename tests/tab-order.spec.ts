/** Where Tab leads while the list loads, and after a failure. */
import { banner, changeRole, expect, openList, row, test } from './fixtures.ts';

const CHANGE = '/v1/organizations/:id/memberships/:user_id';

test('while the list loads for the first time, its placeholder is no Tab stop', async ({ page, clerk }) => {
  clerk.hold({ path: '/v1/organizations/*/memberships' });
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Leave organization' })).toBeVisible();
  await page.getByLabel('Filter by role').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Leave organization' })).toBeFocused();
});

test('after a failure, “Try again” and “Dismiss” are the next Tab stops', async ({ page, clerk }) => {
  clerk.failNext({ method: 'PATCH', path: CHANGE, status: 500 });
  await openList(page);
  const frances = row(page, 'frances@example.com');
  await frances.getByRole('button', { name: /^Change role/ }).press('Enter');
  await expect(banner(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(banner(page).getByRole('button', { name: 'Dismiss' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(frances.getByRole('button', { name: /^Remove/ })).toBeFocused();
});

test('after a failure, Shift+Tab from below leads through the banner to the header', async ({ page, clerk }) => {
  clerk.failNext({ method: 'PATCH', path: CHANGE, status: 500 });
  await openList(page);
  await row(page, 'frances@example.com')
    .getByRole('button', { name: /^Change role/ })
    .press('Enter');
  await expect(banner(page)).toBeVisible();
  await page.getByRole('link', { name: 'getMemberships()' }).focus();
  for (const name of ['Dismiss', 'Try again']) {
    await page.keyboard.press('Shift+Tab');
    await expect(banner(page).getByRole('button', { name })).toBeFocused();
  }
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeFocused();
});

test('a change that fails while somebody types does not take Tab away from the field', async ({ page, clerk }) => {
  clerk.failNext({ method: 'PATCH', path: CHANGE, status: 500 });
  await openList(page);
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'frances@example.com');
  await page.getByLabel('Search').focus();
  release();
  await expect(banner(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Filter by role')).toBeFocused();
});

test('after a failed sign-out, Tab leads through the banner into the page', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', status: 500 });
  await page.getByRole('button', { name: 'Sign out' }).press('Enter');
  await expect(banner(page)).toBeVisible();
  const pressTab = async (times: number) => {
    for (let press = 0; press < times; press += 1) await page.keyboard.press('Tab');
  };
  await pressTab(2);
  await expect(banner(page).getByRole('button', { name: 'Dismiss' })).toBeFocused();
  // From the last button back to the control, on to the banner where it is in the page, and into the page.
  await pressTab(3);
  await expect(page.getByRole('link', { name: 'getMemberships()' })).toBeFocused();
});

test('after a search has removed the row of a failed change, Tab goes on from the search', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'PATCH', path: CHANGE, status: 422, longMessage: 'Not like this.' });
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toContainText('Not like this.');
  await page.getByLabel('Search').fill('margaret');
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Filter by role')).toBeFocused();
});

test('after a page that failed to load, “Try again” is the next Tab stop', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(banner(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeFocused();
});

test('after “Try again”, the banner with the next failure is the next Tab stop', async ({ page, clerk }) => {
  await openList(page);
  await page.getByLabel('User ID or email').fill('user_nobody');
  await page.getByRole('button', { name: 'Add member' }).press('Enter');
  await expect(banner(page)).toContainText("Couldn't add user_nobody.");
  clerk.failNext({ method: 'PATCH', path: CHANGE });
  const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await toggle.press('Enter');
  await expect(banner(page)).toContainText('Error 1 of 2:');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(toggle).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(banner(page).getByRole('button', { name: 'Dismiss' })).toBeFocused();
});

test('Tab moves inside a dialog after the control of a failed change has left the page', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'PATCH', path: CHANGE, status: 500 });
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Remove' })).toBeFocused();
});
