import type { Locator, Page } from '@playwright/test';
import { removeMember } from '../clerk-stub/rules/memberships.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  expect,
  openList,
  organization,
  remove,
  requestCount,
  row,
  rows,
  settle,
  test,
  toast,
} from './fixtures.ts';

const MEMBERSHIP = '/v1/organizations/:id/memberships/:user_id';

test('a member is removed after a confirmation that names the member', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Frances Allen?' });
  await expect(dialog).toContainText('Frances Allen (frances@example.com) will lose access to Analytical Engines');
  await expect(dialog).toContainText('You can undo this');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(toast(page)).toHaveText('frances@example.com has been removed.');
  expect(clerk.membership('org_engines', 'user_frances')).toBeUndefined();
});

for (const [label, kind] of [
  ['Cancel', 'button'],
  ['Escape', 'key'],
] as const) {
  test(`${label} in the removal dialog removes nobody`, async ({ page, clerk }) => {
    await openList(page);
    const removeButton = page.getByRole('button', { name: 'Remove frances@example.com' });
    await removeButton.click();
    if (kind === 'key') await page.keyboard.press(label);
    else await page.getByRole('dialog').getByRole('button', { name: label }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(removeButton).toBeFocused();
    await settle(page);
    expect(requestCount(clerk, 'DELETE', '/memberships/')).toBe(0);
  });
}

test('during its removal a row is marked busy and struck through, and cannot be removed twice', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE', path: MEMBERSHIP });
  const removeButton = page.getByRole('button', { name: 'Remove frances@example.com' });
  await removeButton.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  const address = row(page, 'frances@example.com').getByText('frances@example.com', { exact: true });
  await expect(address).toHaveCSS('text-decoration-line', 'line-through');
  await removeButton.click({ force: true });
  await expect(page.getByRole('dialog')).toBeHidden();
  release();
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  expect(requestCount(clerk, 'DELETE', '/memberships/')).toBe(1);
});

test(
  'a removal that Clerk refuses leaves the member in the list',
  faultRow('Writes', 'A removal is refused (403)', 'Clerk’s message; the member is still there'),
  async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({
      method: 'DELETE',
      path: MEMBERSHIP,
      status: 403,
      code: 'organization_membership_enterprise_connection_cannot_remove',
      longMessage: 'Tied to an enterprise connection.',
    });
    // The list is loaded again after the failure. Held back, it cannot restore the row.
    clerk.hold({ method: 'GET', path: '/v1/organizations/:id/memberships' });
    await remove(page, 'frances@example.com');
    await expect(banner(page)).toContainText('Tied to an enterprise connection.');
    await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
  },
);

/** The top left corner of an element. */
async function cornerOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('The element is not visible');
  return box;
}

/** Moves the page, but not the dialog, so that what is at `from` comes to be at `to`. */
async function movePage(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.locator('body').evaluate(
    (body, translate) => {
      body.style.translate = translate;
    },
    `${to.x - from.x}px ${to.y - from.y}px`,
  );
}

test('a double click on “Remove” in the dialog does not click a button behind it', async ({ page, clerk }) => {
  await openList(page);
  const behind = await cornerOf(page.getByRole('button', { name: 'Remove donald@example.com' }));
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = await cornerOf(dialog.getByRole('button', { name: 'Remove' }));
  await movePage(page, behind, confirm);
  await page.mouse.dblclick(confirm.x + 20, confirm.y + 15);
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(dialog).toBeHidden();
  await settle(page);
  expect(requestCount(clerk, 'DELETE', '/memberships/')).toBe(1);
});

test('a double click on “Remove” in a row does not confirm the dialog', async ({ page, clerk }) => {
  await openList(page);
  const removeButton = page.getByRole('button', { name: 'Remove frances@example.com' });
  await removeButton.click();
  const dialog = page.getByRole('dialog');
  const confirm = await cornerOf(dialog.getByRole('button', { name: 'Remove' }));
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  // The dialog's button appears right under the pointer.
  await movePage(page, await cornerOf(removeButton), confirm);
  await page.mouse.dblclick(confirm.x + 20, confirm.y + 15);
  await expect(dialog).toBeVisible();
  await settle(page);
  expect(requestCount(clerk, 'DELETE', '/memberships/')).toBe(0);
});

test('after a removal, the first member of the next page moves up', async ({ page }) => {
  await openList(page);
  await expect(row(page, 'alan@example.com')).toHaveCount(0);
  await remove(page, 'frances@example.com');
  await expect(row(page, 'alan@example.com')).toBeVisible();
  await expect(page.getByText('1–10 of 11')).toBeVisible();
});

test.describe('in a large organization', () => {
  test.use({ scenario: 'large' });

  test('a removal that completes while another page is shown lowers the total', async ({ page, clerk }) => {
    await openList(page);
    const release = clerk.hold({ method: 'DELETE', path: MEMBERSHIP });
    await remove(page, 'frances@example.com');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('11–20 of 5,000')).toBeVisible();
    release();
    await expect(page.getByText('11–20 of 4,999')).toBeVisible();
  });
});

test('while the page before an emptied page is on its way, the list does not say that it has no members', async ({
  page,
  clerk,
}) => {
  removeMember(clerk.state, organization(clerk), 'user_grace');
  await openList(page, '/?page=2');
  await expect(rows(page)).toHaveCount(1);
  const release = clerk.hold({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await remove(page, 'alan@example.com');
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByText('No members.', { exact: true })).toBeHidden();
  release();
  await expect(rows(page)).toHaveCount(10);
});

test('removing the last row of the last page shows the previous page', async ({ page, clerk }) => {
  removeMember(clerk.state, organization(clerk), 'user_alan');
  await openList(page, '/?page=2');
  await expect(rows(page)).toHaveCount(1);
  await remove(page, 'grace@example.com');
  await expect(page.getByText('1–10 of 10')).toBeVisible();
  await expect(rows(page)).toHaveCount(10);
  await expect(page).toHaveURL('/');
});

test('when the list cannot be loaded after the last row of a page was removed, it can be loaded again', async ({
  page,
  clerk,
}) => {
  removeMember(clerk.state, organization(clerk), 'user_alan');
  await openList(page, '/?page=2');
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships', status: 422 });
  await remove(page, 'grace@example.com');
  await banner(page).getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(rows(page)).toHaveCount(10);
});

test(
  'removing a member who is already removed shows an error and updates the table',
  faultRow('Writes', 'The member was removed by somebody else', 'Clerk’s message; the list as Clerk has it'),
  async ({ page, clerk }) => {
    await openList(page);
    removeMember(clerk.state, organization(clerk), 'user_frances');
    await remove(page, 'frances@example.com');
    await expect(banner(page)).toContainText('Organization membership not found.');
    await expect(row(page, 'frances@example.com')).toHaveCount(0);
    await expect(page.getByText('The list has been reloaded.')).toBeAttached();
  },
);
