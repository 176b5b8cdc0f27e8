/** Accessibility: axe, keyboard and focus, narrow screens, light and dark color schemes. */
import { scenarios } from '../clerk-stub/scenarios.ts';
import { expectNoViolations } from './axe.ts';
import { banner, changeRole, expect, openList, remove, row, rows, test, toast } from './fixtures.ts';

test('the members list has no accessibility violations', async ({ page }) => {
  await openList(page);
  await expectNoViolations(page);
});

test('the list has no accessibility violations while changes are pending', async ({ page, clerk }) => {
  await openList(page);
  clerk.hold({ path: '/v1/organizations/*' });
  await changeRole(page, 'frances@example.com');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'true');
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await expectNoViolations(page);
});

test('the error banner, the toast and a form error have no accessibility violations', async ({ page, clerk }) => {
  await openList(page);
  await remove(page, 'frances@example.com');
  await expect(toast(page)).toHaveText('frances@example.com has been removed.');
  await page.getByRole('button', { name: 'Add member' }).click();
  clerk.failNext({ path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(banner(page)).toBeVisible();
  await expect(toast(page)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await expect(page.getByText('Enter the ID of the user to add, or an email address to invite.')).toBeVisible();
  await expectNoViolations(page);
});

test('the confirmation dialog has no accessibility violations', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations(page);
});

test('the list at phone width has no accessibility violations', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openList(page);
  await expectNoViolations(page);
});

test('the inspector with a call opened has no accessibility violations', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText(/succeeded$/);
  const listCall = page.locator('#call-list').getByRole('listitem').filter({ hasText: 'getMemberships' }).first();
  await listCall.getByText('organization.getMemberships').click();
  await expect(listCall.getByText('"total_count": 12')).toBeVisible();
  await expectNoViolations(page);
});

test('a failed load has no accessibility violations', async ({ page, clerk }) => {
  clerk.failNext({ path: '/v1/client', status: 400, code: 'host_invalid' });
  await page.goto('/');
  await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
  await expectNoViolations(page);
});

test('the list with the warning that Clerk is degraded has no accessibility violations', async ({ page, clerk }) => {
  clerk.failNext({ path: '/v1/environment' });
  await openList(page);
  await expect(banner(page)).toContainText('Clerk is partially unavailable.');
  await expectNoViolations(page);
});

test.describe('without an active organization', () => {
  test.use({
    seed: { ...scenarios.default.seed(), defaultSession: { userId: 'user_ada', organizationId: null } },
  });

  test('the page around Clerk’s organization list has no accessibility violations', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Analytical Engines' })).toBeVisible();
    await expectNoViolations(page);
  });
});

test.describe('signed out', () => {
  test.use({ scenario: 'signed-out' });

  test('the page around Clerk’s sign-in form has no accessibility violations', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expectNoViolations(page);
  });
});

test('a member can be removed with the keyboard alone, and focus moves to the next member', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove donald@example.com' })).toBeFocused();
});

test('after a removal, the focus skips the person’s own row, which has no “Remove”', async ({ page, clerk }) => {
  clerk.state.defaultSession = { userId: 'user_barbara', organizationId: 'org_engines' };
  await openList(page);
  await page.getByRole('button', { name: 'Remove dennis@example.com' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).press('Enter');
  await expect(row(page, 'dennis@example.com')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove edsger@example.com' })).toBeFocused();
});

test('focus moves to the heading when the row behind the dialog is gone', async ({ page }) => {
  await openList(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('hopper');
  await page.getByRole('button', { name: 'Remove frances@example.com' }).press('Enter');
  await expect(row(page, 'grace@example.com')).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
});

test('a role can be changed with the keyboard, and focus stays on the button', async ({ page }) => {
  await openList(page);
  const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await toggle.focus();
  await page.keyboard.press('Space');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(toggle).toBeFocused();
});

test('pressing “Next” with the keyboard shows the next page, and focus stays on “Next”', async ({ page }) => {
  await openList(page);
  const next = page.getByRole('button', { name: 'Next' });
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await expect(next).toBeFocused();
});

test('the Home key scrolls the page while a disabled button has focus', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 400 });
  await openList(page, '/?page=2');
  await page.getByRole('button', { name: 'Next' }).focus();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await page.keyboard.press('Home');
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test('reloading a failed list with the keyboard moves focus to the heading', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Load again' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
});

test('focus moves to the heading when an admin steps down and the focused button disappears', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'ada@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
});

test('focus moves to the heading while the list of another organization loads and “Rows per page” is hidden', async ({
  page,
  clerk,
}) => {
  await openList(page);
  await page.getByLabel('Rows per page').focus();
  clerk.hold({ path: '/v1/organizations/org_moonshot/memberships' });
  await page.evaluate(() => window.Clerk?.setActive({ organization: 'org_moonshot' }));
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
});

test('at phone width, each membership is still a table row, headed by the member', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openList(page);
  await expect(rows(page)).toHaveCount(10);
  await expect(row(page, 'frances@example.com').getByRole('rowheader')).toContainText('Frances Allen');
  await expect(row(page, 'frances@example.com').getByRole('cell')).toHaveCount(5);
});

test('search and pages are landmarks with names', async ({ page }) => {
  await openList(page);
  await expect(page.getByRole('search', { name: 'Find members' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
});
