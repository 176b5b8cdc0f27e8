import { callStub } from '../clerk-stub/playwright.ts';
import { faultRow } from './fault-row.ts';
import { banner, changeRole, expect, openList, remove, requestCount, row, settle, test, toast } from './fixtures.ts';

const MEMBERSHIP = '/v1/organizations/:id/memberships/:user_id';
const LIST = { method: 'GET', path: '/v1/organizations/:id/memberships' };

test('“Change role” says which role it gives, and makes a member an admin and an admin a member', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const frances = row(page, 'frances@example.com');
  await expect(frances.getByText('to Admin')).toBeVisible();
  await frances.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(frances).toContainText('Admin');
  await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
  expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:admin');

  await expect(frances.getByText('to Member')).toBeVisible();
  await frances.getByRole('button', { name: 'Change role of frances@example.com to Member' }).click();
  await expect(toast(page)).toHaveText('frances@example.com is now Member.');
  expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:member');
});

test('the new role shows at once, and a second press while it is pending sends nothing', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH', path: MEMBERSHIP });
  const frances = row(page, 'frances@example.com');
  const toggle = frances.getByRole('button', { name: /^Change role/ });
  await toggle.click();
  await expect(frances).toContainText('org:admin');
  await expect(frances).toHaveAttribute('aria-busy', 'true');
  await expect(toggle).toHaveAttribute('aria-disabled', 'true');
  await toggle.click({ force: true });
  release();
  await expect(frances).toHaveAttribute('aria-busy', 'false');
  expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(1);
});

test.describe('with one admin', () => {
  test.use({ scenario: 'last-admin' });

  test(
    'the only admin cannot step down and sees Clerk’s reason',
    faultRow('Writes', 'The last admin gives up the role', 'Clerk’s reason; the role stays'),
    async ({ page, clerk }) => {
      await openList(page);
      const ada = row(page, 'ada@example.com');
      await ada.getByRole('button', { name: /^Change role/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
      await expect(banner(page)).toContainText(
        'There has to be at least one organization member with the minimum required permissions',
      );
      await expect(ada).toContainText('org:admin');
      expect(clerk.membership('org_engines', 'user_ada')?.role).toBe('org:admin');
    },
  );
});

test('giving up your own manage permission asks for confirmation first', async ({ page, clerk }) => {
  await openList(page);
  await changeRole(page, 'ada@example.com');
  const dialog = page.getByRole('dialog', { name: 'Change your role to Member?' });
  await expect(dialog).toContainText('You will no longer be able to manage members of Analytical Engines.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await settle(page);
  expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
});

test('when an admin steps down, the controls disappear without a reload, and no undo is offered', async ({ page }) => {
  await openList(page);
  const ada = row(page, 'ada@example.com');
  await ada.getByRole('button', { name: /^Change role/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
  await expect(ada).toContainText('org:member');
  await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);
  await expect(toast(page)).toHaveText('ada@example.com is now Member.');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden();
});

test('controls disappear when an admin steps down and the response is lost', async ({ page, clerk }) => {
  await openList(page);
  await page.route('**/memberships/user_ada?*', async (route) => {
    await callStub(clerk, route);
    await route.abort();
  });
  await page.getByRole('button', { name: 'Change role of ada@example.com to Member' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
  await expect(banner(page)).toContainText('Clerk could not be reached.');
  await expect(page.getByRole('button', { name: /^(Change role|Remove)/ })).toHaveCount(0);
});

test.describe('with custom roles', () => {
  test.use({ scenario: 'custom-roles' });

  test('the role select lists the roles of the organization', async ({ page }) => {
    await openList(page);
    const select = row(page, 'alan@example.com').getByRole('combobox', { name: 'Role of alan@example.com' });
    await expect(select).toHaveValue('org:member');
    await expect(select.getByRole('option')).toHaveText(['Admin', 'Member', 'People manager', 'Billing']);
  });

  test('the keys of the roles stay on one line', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await openList(page);
    const keys = page.getByRole('cell').getByText(/^org:/);
    const lines = await keys.evaluateAll((elements) =>
      elements.map((element) => element.clientHeight / Number.parseFloat(getComputedStyle(element).lineHeight)),
    );
    expect(lines.map(Math.round)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('choosing another role in the role select changes the member’s role', async ({ page, clerk }) => {
    await openList(page);
    const alan = row(page, 'alan@example.com');
    await alan.getByRole('combobox').selectOption('Billing');
    await expect(toast(page)).toHaveText('alan@example.com is now Billing.');
    await expect(alan).toContainText('org:billing');
    expect(clerk.membership('org_engines', 'user_alan')?.role).toBe('org:billing');
  });

  test('the role select returns to the old role when Clerk refuses the change', async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'PATCH', path: MEMBERSHIP });
    clerk.hold(LIST);
    const select = row(page, 'alan@example.com').getByRole('combobox');
    await select.selectOption('Billing');
    await expect(banner(page)).toBeVisible();
    await expect(select).toHaveValue('org:member');
  });

  test('a role that can no longer be assigned is shown without a role select', async ({ page }) => {
    await openList(page);
    const edsger = row(page, 'edsger@example.com');
    await expect(edsger).toContainText('Auditor');
    await expect(edsger).toContainText('This role can no longer be assigned');
    await expect(edsger.getByRole('combobox')).toHaveCount(0);
    await expect(edsger.getByRole('button', { name: 'Remove edsger@example.com' })).toBeVisible();
  });

  test('changing your own role asks for no confirmation if you can still manage members', async ({ page, clerk }) => {
    await openList(page);
    await row(page, 'grace@example.com').getByRole('combobox').selectOption('Admin');
    await expect(toast(page)).toHaveText('grace@example.com is now Admin.');
    expect(clerk.membership('org_engines', 'user_grace')?.role).toBe('org:admin');
  });

  test('the role select returns to the old role when the confirmation is canceled', async ({ page, clerk }) => {
    await openList(page);
    const select = row(page, 'grace@example.com').getByRole('combobox');
    await select.selectOption('Member');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(select).toHaveValue('org:people_manager');
    await settle(page);
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
  });
});

test.describe('during a role set migration', () => {
  test.use({ scenario: 'role-migration' });

  test('role changes are disabled during a role set migration, and the page says why', async ({ page, clerk }) => {
    await openList(page);
    await expect(page.getByText('Roles are temporarily locked')).toBeVisible();
    const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
    await expect(toggle).toHaveAttribute('aria-disabled', 'true');
    await expect(toggle).toHaveAccessibleDescription(/We are updating the available roles/);
    await toggle.focus();
    await page.keyboard.press('Enter');
    await toggle.click({ force: true });
    await expect(row(page, 'frances@example.com')).toContainText('org:member');
    await settle(page);
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
  });

  test('members can be removed during a role set migration', async ({ page, clerk }) => {
    await openList(page);
    await remove(page, 'frances@example.com');
    await expect(row(page, 'frances@example.com')).toHaveCount(0);
    expect(clerk.membership('org_engines', 'user_frances')).toBeUndefined();
  });
});

test('roles that failed to load are loaded with the next page, and the banner closes', async ({ page, clerk }) => {
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/roles' });
  await openList(page);
  await expect(banner(page)).toContainText("Couldn't load roles.");
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(row(page, 'alan@example.com').getByRole('button', { name: /to Admin$/ })).toBeVisible();
  await expect(banner(page)).toBeHidden();
});

test(
  'when the roles cannot be loaded, the list is shown and “Try again” loads them',
  faultRow('Reads', 'The roles fail to load', 'The list with locked roles, the reason, and “Try again”'),
  async ({ page, clerk }) => {
    clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/roles' });
    await openList(page);
    await expect(banner(page)).toContainText("Couldn't load roles.");
    await expect(row(page, 'frances@example.com')).toContainText("Couldn't load roles");
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(row(page, 'frances@example.com').getByRole('button', { name: /to Admin$/ })).toBeVisible();
  },
);

test('a role change can be undone', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await page.getByRole('button', { name: 'Undo: make frances@example.com Member again' }).click();
  await expect(toast(page)).toHaveText('frances@example.com is now Member.');
  expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:member');
});
