import { banner, expect, openList, requestCount, row, settle, test, toast } from './fixtures.ts';

const MEMBERSHIPS = '/v1/organizations/:id/memberships';

test('a user is added by user ID, as a member', async ({ page, clerk }) => {
  await openList(page);
  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toContainText('org:member');
  await expect(toast(page)).toHaveText('hedy@example.com is now a member.');
  await expect(page.getByPlaceholder("Enter member's user ID")).toHaveValue('');
  expect(clerk.membership('org_engines', 'user_hedy')?.role).toBe('org:member');
});

test('pressing Enter in the form adds the member', async ({ page, clerk }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('user_hedy');
  await field.press('Enter');
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  expect(requestCount(clerk, 'POST', '/memberships')).toBe(1);
});

test('pressing “Add member” several times sends one request', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: MEMBERSHIPS });
  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'user_hedy')).toHaveAttribute('aria-busy', 'true');
  await page.getByRole('button', { name: 'Adding…' }).click({ force: true });
  await page.getByPlaceholder("Enter member's user ID").press('Enter');
  release();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  expect(requestCount(clerk, 'POST', '/memberships')).toBe(1);
});

test('spaces around the user ID are trimmed', async ({ page, clerk }) => {
  await openList(page);
  await page.getByPlaceholder("Enter member's user ID").fill('  user_hedy ');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  expect(clerk.requests.find(({ method, form }) => method === 'POST' && form.has('user_id'))?.form.get('user_id')).toBe(
    'user_hedy',
  );
});

test('submitting a blank user ID shows an error at the field and sends nothing', async ({ page, clerk }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('   ');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(field).toHaveAccessibleDescription('Enter the ID of the user to add, or an email address to invite.');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  await settle(page);
  expect(requestCount(clerk, 'POST', '/memberships')).toBe(0);
});

test('an unknown user ID stays in the field, and the error says how to invite somebody', async ({ page }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.fill('user_nobody');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toContainText('No user was found with id user_nobody');
  await expect(banner(page)).toContainText('To invite people who have no account yet, enter their email address.');
  await expect(field).toHaveValue('user_nobody');
  await expect(row(page, 'user_nobody')).toHaveCount(0);
});

test('adding an existing member shows an error and adds no second row', async ({ page }) => {
  await openList(page);
  await page.getByPlaceholder("Enter member's user ID").fill('user_frances');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toContainText('user_frances is already a member of the organization.');
  await expect(row(page, 'frances@example.com')).toHaveCount(1);
});

test('after a lost connection, the user ID stays and “Try again” adds the member', async ({ page, clerk }) => {
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

test('“Try again” adds the user whose request failed, not the user in the form', async ({ page, clerk }) => {
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

test.describe('with custom roles', () => {
  test.use({ scenario: 'custom-roles' });

  test('a new member gets the role chosen in the form', async ({ page, clerk }) => {
    await openList(page);
    await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
    await page.getByRole('form', { name: 'Add member' }).getByLabel('Role').selectOption('Billing');
    await page.getByRole('button', { name: 'Add member' }).click();
    await expect(row(page, 'hedy@example.com')).toContainText('org:billing');
    expect(clerk.membership('org_engines', 'user_hedy')?.role).toBe('org:billing');
  });
});
