/** Failures beside successes: what failed stays on screen until it is dismissed, retried, or done after all. */
import type { Page } from '@playwright/test';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  changeRole,
  expect,
  openList,
  organization,
  remove,
  row,
  rows,
  switchOrganization,
  test,
  toast,
} from './fixtures.ts';

const MEMBERSHIPS = '/v1/organizations/:id/memberships';
const membershipOf = (userId: string) => `/v1/organizations/org_engines/memberships/${userId}`;

/** Opens the list and makes a role change fail that can be retried. */
async function failRoleChange(page: Page, clerk: ClerkStub): Promise<void> {
  await openList(page);
  clerk.failNext({ method: 'PATCH', path: membershipOf('user_frances'), status: 409, longMessage: 'Busy.' });
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toContainText("Couldn't change the role of frances@example.com. Busy.");
}

/** The failed role change is still in the banner, and its "Try again" makes it. */
async function expectRetriable(page: Page): Promise<void> {
  await expect(banner(page)).toContainText("Couldn't change the role of frances@example.com.");
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(banner(page)).toBeHidden();
}

test('a failed role change stays when another one, sent at the same time, succeeds later', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH', path: membershipOf('user_donald') });
  await changeRole(page, 'donald@example.com');
  clerk.failNext({ method: 'PATCH', path: membershipOf('user_frances') });
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toBeVisible();
  release();
  await expect(toast(page)).toHaveText('donald@example.com is now Admin.');
  await expectRetriable(page);
});

for (const [name, fault] of [
  ['invalid data (422)', { status: 422 }],
  ['an error of Clerk (500)', { status: 500 }],
  ['a lost connection', { network: true }],
] as const) {
  test(`a role change that failed by ${name} stays when a removal succeeds afterwards`, async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'PATCH', path: membershipOf('user_frances'), ...fault });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText("Couldn't change the role of frances@example.com.");
    await remove(page, 'donald@example.com');
    await expect(toast(page)).toHaveText('donald@example.com has been removed.');
    await expect(banner(page)).toContainText("Couldn't change the role of frances@example.com.");
  });
}

test('a failed role change stays when another page loads', async ({ page, clerk }) => {
  await failRoleChange(page, clerk);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  await expectRetriable(page);
});

test('a role change that fails while a page loads stays when the page has loaded', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'GET', path: MEMBERSHIPS });
  await page.getByRole('button', { name: 'Next' }).click();
  // A 422 does not reload the list, so the banner depends on the held page alone.
  clerk.failNext({ method: 'PATCH', path: membershipOf('user_frances'), status: 422, longMessage: 'Not like this.' });
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toContainText('Not like this.');
  release();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await expect(banner(page)).toContainText('Not like this.');
});

test('a failed role change stays when a member is added', async ({ page, clerk }) => {
  await failRoleChange(page, clerk);
  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(toast(page)).toHaveText('hedy@example.com is now a member.');
  await expectRetriable(page);
});

test('a failed role change stays when a removal is undone', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'donald@example.com');
  const undo = page.getByRole('button', { name: 'Undo: add donald@example.com again' });
  await expect(undo).toBeVisible();
  const release = clerk.hold({ method: 'POST', path: MEMBERSHIPS });
  await undo.click();
  clerk.failNext({ method: 'PATCH', path: membershipOf('user_frances') });
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toBeVisible();
  release();
  await expect(row(page, 'donald@example.com')).toBeVisible();
  await expectRetriable(page);
});

test(
  'a refused addition stays when a role change succeeds, and keeps what was typed',
  faultRow('Writes', 'One change fails, another succeeds', 'The failure stays until it is dismissed or repeated'),
  async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'POST', path: MEMBERSHIPS, status: 403, longMessage: 'No seats left.' });
    const field = page.getByPlaceholder("Enter member's user ID");
    await field.fill('user_hedy');
    await page.getByRole('button', { name: 'Add member' }).click();
    await expect(banner(page)).toContainText("Couldn't add user_hedy. No seats left.");
    await changeRole(page, 'frances@example.com');
    await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
    await expect(banner(page)).toContainText("Couldn't add user_hedy. No seats left.");
    await expect(field).toHaveValue('user_hedy');
  },
);

test(
  'two failures are shown one after the other, the latest first',
  faultRow('Writes', 'Two changes fail', 'Both messages, the latest first'),
  async ({ page, clerk }) => {
    await failRoleChange(page, clerk);
    clerk.failNext({ method: 'PATCH', path: membershipOf('user_donald'), longMessage: 'Later.' });
    await changeRole(page, 'donald@example.com');
    await expect(banner(page)).toContainText("Error 1 of 2: Couldn't change the role of donald@example.com. Later.");
    await banner(page).getByRole('button', { name: 'Dismiss' }).click();
    await expectRetriable(page);
  },
);

test('a sign-out that failed is said before the sign-in form that could not be loaded', async ({ page, clerk }) => {
  await openList(page);
  await page.route('**/ui.browser.js', (route) => route.abort());
  clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', network: true });
  // A second lost connection would be retried for seconds.
  clerk.failNext({ method: 'GET', path: '/v1/client', status: 429 });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(banner(page)).toContainText("Error 1 of 2: Couldn't sign out.");
  await banner(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(banner(page)).toContainText('ui.browser.js');
});

test('a double click on “Dismiss” dismisses one failure', async ({ page, clerk }) => {
  await failRoleChange(page, clerk);
  clerk.failNext({ method: 'PATCH', path: membershipOf('user_donald'), longMessage: 'Later.' });
  await changeRole(page, 'donald@example.com');
  await expect(banner(page)).toContainText('Error 1 of 2:');
  await banner(page).getByRole('button', { name: 'Dismiss' }).dblclick({ delay: 100 });
  await expectRetriable(page);
});

test(
  'a list that fails to reload is shown after the change that failed',
  faultRow(
    'Reads',
    'A change fails, and so does the list that is loaded afterwards',
    'Both messages, the change first',
  ),
  async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'PATCH', path: membershipOf('user_frances') });
    clerk.failNext({ method: 'GET', path: MEMBERSHIPS });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText("Couldn't change the role of frances@example.com.");
    await expect(banner(page)).toContainText('Error 1 of 2:');
    await banner(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(banner(page)).toContainText("Couldn't load members.");
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(banner(page)).toBeHidden();
    await expect(rows(page)).toHaveCount(10);
  },
);

test('a failed change of a member is no longer shown when another change of them begins', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'POST', path: MEMBERSHIPS });
  const field = page.getByLabel('User ID or email');
  await field.fill('user_tim');
  await field.press('Enter');
  await expect(banner(page)).toContainText("Couldn't add user_tim.");
  clerk.hold({ method: 'DELETE' });
  await remove(page, 'tim@example.com');
  await expect(row(page, 'tim@example.com')).toHaveAttribute('aria-busy', 'true');
  await expect(banner(page)).toBeHidden();
});

test('a second press of “Try again” does not repeat the failure that is shown next', async ({ page, clerk }) => {
  await failRoleChange(page, clerk);
  clerk.failNext({ method: 'PATCH', path: membershipOf('user_donald') });
  await changeRole(page, 'donald@example.com');
  await expect(banner(page)).toContainText("Error 1 of 2: Couldn't change the role of donald@example.com.");
  const release = clerk.hold({ method: 'PATCH' });
  await banner(page).getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(banner(page)).toContainText("Error: Couldn't change the role of frances@example.com. Busy.");
  await page.keyboard.press('Enter');
  release();
  await expect(row(page, 'donald@example.com')).toContainText('org:admin');
  await expectRetriable(page);
});

test('a failed change of somebody stays when they are changed in another organization', async ({ page, clerk }) => {
  for (const member of organization(clerk, 'org_moonshot').memberships.values()) member.role = 'org:admin';
  await openList(page, '/?query=katherine');
  clerk.failNext({ method: 'PATCH' });
  await changeRole(page, 'katherine@example.com');
  await expect(banner(page)).toContainText("Couldn't change the role of katherine@example.com.");
  await switchOrganization(page, 'Moonshot Software');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await changeRole(page, 'katherine@example.com');
  await expect(toast(page)).toHaveText('katherine@example.com is now Member.');
  await expect(banner(page)).toContainText("Analytical Engines: Couldn't change the role of katherine@example.com.");
});
