import { banner, expect, notice, openList, row, sent, test } from './fixtures.ts';

const MEMBERSHIPS = '/v1/organizations/:id/memberships';

test('a user is added by id, as a member', async ({ page, clerk }) => {
  await openList(page);
  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toContainText('org:member');
  await expect(notice(page)).toHaveText('hedy@example.com is now a member.');
  await expect(page.getByPlaceholder("Enter member's user ID")).toHaveValue('');
  expect(clerk.membership('org_engines', 'user_hedy')?.role).toBe('org:member');
});

test('Enter adds, too', async ({ page, clerk }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('user_hedy');
  await field.press('Enter');
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  expect(sent(clerk, 'POST', '/memberships')).toBe(1);
});

test('one press is one request, however often it is pressed', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: MEMBERSHIPS });
  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'user_hedy')).toHaveAttribute('aria-busy', 'true');
  await page.getByRole('button', { name: 'Adding…' }).click({ force: true });
  await page.getByPlaceholder("Enter member's user ID").press('Enter');
  release();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  expect(sent(clerk, 'POST', '/memberships')).toBe(1);
});

test('space around the id is taken off', async ({ page, clerk }) => {
  await openList(page);
  await page.getByPlaceholder("Enter member's user ID").fill('  user_hedy ');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  expect(clerk.requests.find(({ method, form }) => method === 'POST' && form.has('user_id'))?.form.get('user_id')).toBe(
    'user_hedy',
  );
});

test('nothing is not added: the field says what it wants', async ({ page, clerk }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('   ');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(field).toHaveAccessibleDescription('Enter the ID of the user to add. It starts with user_.');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  expect(sent(clerk, 'POST', '/memberships')).toBe(0);
});

test('when Clerk knows no such user, what was typed stays, and a link leads to inviting', async ({ page }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('user_nobody');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toContainText('No user was found with id user_nobody');
  await expect(banner(page).getByRole('link', { name: /^Invite people/ })).toHaveAttribute('href', /clerk\.com\/docs/);
  await expect(field).toHaveValue('user_nobody');
  await expect(row(page, 'user_nobody')).toHaveCount(0);
});

test('who is a member already is not added again', async ({ page }) => {
  await openList(page);
  await page.getByPlaceholder("Enter member's user ID").fill('user_frances');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toContainText('user_frances is already a member of the organization.');
  await expect(row(page, 'frances@example.com')).toHaveCount(1);
});

test('a cut connection keeps what was typed, and “Try again” adds', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'POST', path: MEMBERSHIPS, network: true });
  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toContainText('Clerk could not be reached.');
  await expect(page.getByPlaceholder("Enter member's user ID")).toHaveValue('user_hedy');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  await expect(banner(page)).toBeHidden();
});

test('“Try again” adds the person it could not add, whoever is in the form by then', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'POST', path: MEMBERSHIPS });
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toBeVisible();
  await field.fill('user_claude');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  await expect(field).toHaveValue('user_claude');
  expect(clerk.membership('org_engines', 'user_claude')).toBeUndefined();
});

test.describe('with more roles than the two of the example', () => {
  test.use({ scenario: 'custom-roles' });

  test('the role is chosen with the person', async ({ page, clerk }) => {
    await openList(page);
    await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
    await page.getByRole('form', { name: 'Add member' }).getByLabel('Role').selectOption('Billing');
    await page.getByRole('button', { name: 'Add member' }).click();
    await expect(row(page, 'hedy@example.com')).toContainText('org:billing');
    expect(clerk.membership('org_engines', 'user_hedy')?.role).toBe('org:billing');
  });
});
