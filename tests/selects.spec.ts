/** Keys on selects and buttons: a choice counts when it is confirmed, and a held key presses once. */
import type { Locator, Page } from '@playwright/test';
import {
  banner,
  expect,
  openList,
  organization,
  requestCount,
  returnToTab,
  row,
  settle,
  skipOnMacOS,
  test,
  toast,
} from './fixtures.ts';

/** Opens the list and focuses the role select of Alan, who is a member. */
async function focusRoleSelect(page: Page): Promise<Locator> {
  await openList(page);
  const select = row(page, 'alan@example.com').getByRole('combobox');
  await select.focus();
  return select;
}

test.describe('role select', () => {
  test.use({ scenario: 'custom-roles' });

  test('the role select has a description of its keys', async ({ page }) => {
    await expect(await focusRoleSelect(page)).toHaveAccessibleDescription('Enter confirms, Escape cancels');
  });

  test('a role that Clerk no longer knows is refused, and not offered again', async ({ page, clerk }) => {
    await openList(page);
    const { roleSet } = organization(clerk);
    roleSet.splice(roleSet.indexOf('org:billing'), 1);
    const select = row(page, 'alan@example.com').getByRole('combobox');
    await select.selectOption('Billing');
    await expect(banner(page)).toContainText('Organization role not found');
    await expect(select.getByRole('option')).toHaveText(['Admin', 'Member', 'People manager']);
  });

  test('roles of the same name are told apart by their keys', async ({ page, clerk }) => {
    for (const key of ['org:billing', 'org:people_manager'])
      Object.assign(clerk.state.roles.get(key) ?? {}, { name: 'Lead' });
    await openList(page);
    await expect(row(page, 'alan@example.com').getByRole('option')).toHaveText([
      'Admin',
      'Member',
      'Lead (org:people_manager)',
      'Lead (org:billing)',
    ]);
  });

  test('arrow keys on the closed role select only preview; Enter confirms', async ({ page, clerk }) => {
    skipOnMacOS();
    const select = await focusRoleSelect(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(select).toHaveValue('org:billing');
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
    await page.keyboard.press('Enter');
    await expect(toast(page)).toHaveText('alan@example.com is now Billing.');
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(1);
  });

  test('a letter on the closed role select only previews, and Escape restores the current role', async ({
    page,
    clerk,
  }) => {
    const select = await focusRoleSelect(page);
    await page.keyboard.press('p');
    await expect(select).toHaveValue('org:people_manager');
    await page.keyboard.press('Escape');
    await expect(select).toHaveValue('org:member');
    await page.keyboard.press('Tab');
    await expect(select).not.toBeFocused();
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
    expect(clerk.membership('org_engines', 'user_alan')?.role).toBe('org:member');
  });

  test('leaving the role select restores the current role', async ({ page, clerk }) => {
    const select = await focusRoleSelect(page);
    await page.keyboard.press('p');
    await expect(select).toHaveValue('org:people_manager');
    await page.keyboard.press('Tab');
    await expect(select).toHaveValue('org:member');
    await settle(page);
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
  });

  test('a preview after a confirmed role shows the hint “Enter confirms”, too', async ({ page }) => {
    skipOnMacOS();
    await openList(page);
    const alan = row(page, 'alan@example.com');
    await alan.getByRole('combobox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(toast(page)).toHaveText('alan@example.com is now People manager.');
    await expect(alan.getByText('Enter confirms')).toBeHidden();
    await page.keyboard.press('ArrowDown');
    await expect(alan.getByText('Enter confirms')).toBeVisible();
  });

  test('the hint “Enter confirms” goes with a preview whose role was deleted', async ({ page, clerk }) => {
    await page.clock.install();
    const select = await focusRoleSelect(page);
    await page.keyboard.press('b');
    await expect(select).toHaveValue('org:billing');
    const { roleSet } = organization(clerk);
    roleSet.splice(roleSet.indexOf('org:billing'), 1);
    await page.clock.fastForward(6_000);
    await returnToTab(page);
    await expect(select.getByRole('option')).toHaveCount(3);
    await expect(page.getByText('Enter confirms').filter({ visible: true })).toHaveCount(0);
  });
});

test('arrow keys on the organization select only preview; Enter switches', async ({ page, clerk }) => {
  skipOnMacOS();
  await openList(page);
  const select = page.getByLabel('Organization', { exact: true });
  await select.focus();
  await page.keyboard.press('ArrowDown');
  await expect(select).toHaveValue('org_moonshot');
  await settle(page);
  expect(requestCount(clerk, 'POST', '/touch')).toBe(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('Members of Moonshot Software');
});

test('a preview in the organization select stays when a response arrives', async ({ page }) => {
  await openList(page);
  const select = page.getByLabel('Organization', { exact: true });
  await select.press('m');
  await page.evaluate(() => window.Clerk?.user?.reload());
  await settle(page);
  await expect(select).toHaveValue('org_moonshot');
});

test('a held Enter presses “Change role” once', async ({ page, clerk }) => {
  await openList(page);
  await row(page, 'frances@example.com')
    .getByRole('button', { name: /^Change role/ })
    .focus();
  // A second `down` without `up` is what a held key sends. The change is done before each of them.
  for (let repeat = 0; repeat < 4; repeat++) {
    await page.keyboard.down('Enter');
    await settle(page);
    await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
  }
  await page.keyboard.up('Enter');
  await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
  expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(1);
});

test('the press that opens the confirmation does not answer it, however long the key is held', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).focus();
  // An even number: each press would open or close the dialog.
  for (let repeat = 0; repeat < 4; repeat++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(row(page, 'frances@example.com')).toHaveCount(1);
});

test('the organization select has a description of its keys', async ({ page }) => {
  await openList(page);
  const select = page.getByLabel('Organization', { exact: true });
  await expect(select).toHaveAccessibleDescription('Enter confirms, Escape cancels');
});

test('a preview stays when somebody looks at another window', async ({ page }) => {
  await openList(page);
  const select = page.getByLabel('Organization', { exact: true });
  await select.press('m');
  await select.evaluate((element) => {
    document.hasFocus = () => false;
    element.blur();
  });
  await expect(select).toHaveValue('org_moonshot');
});
