import { addMember, removeMember } from '../clerk-stub/rules/memberships.ts';
import { scenarioSeed } from '../clerk-stub/scenarios.ts';
import { faultRow } from './fault-row.ts';
import { banner, expect, openList, organization, remove, requestCount, row, settle, test, toast } from './fixtures.ts';

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

test('two clicks on “Add member” at once add the member, and report no failure', async ({ page }) => {
  await openList(page);
  await page.getByLabel('User ID or email').fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).evaluate((button) => {
    for (const _ of [1, 2]) button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  });
  await expect(row(page, 'hedy@example.com')).toContainText('org:member');
  await expect(banner(page)).toBeHidden();
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
  await expect(page.getByLabel('Role', { exact: true })).toHaveAccessibleDescription('');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  await settle(page);
  expect(requestCount(clerk, 'POST', '/memberships')).toBe(0);
});

test(
  'an unknown user ID stays in the field, and the error says how to invite somebody',
  faultRow(
    'Writes',
    'A user ID that does not exist is added',
    'Clerk’s message, and how to invite somebody by email; the ID stays in the field',
  ),
  async ({ page }) => {
    await openList(page);
    const field = page.getByPlaceholder("Enter member's user ID");
    await field.fill('user_nobody');
    await page.getByRole('button', { name: 'Add member' }).click();
    await expect(banner(page)).toContainText('No user was found with id user_nobody');
    await expect(banner(page)).toContainText('To invite people without an account, enter their email address.');
    await expect(field).toHaveValue('user_nobody');
    await expect(row(page, 'user_nobody')).toHaveCount(0);
  },
);

test('adding an existing member shows an error and no second row, not even meanwhile', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: MEMBERSHIPS });
  await page.getByPlaceholder("Enter member's user ID").fill('user_frances');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await expect(row(page, 'user_frances')).toHaveCount(1);
  release();
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

test(
  'without a free seat, the page shows Clerk’s limit, and keeps the user ID',
  faultRow('Writes', 'The organization has no free seat', 'Clerk’s limit; the ID stays in the field'),
  async ({ page, clerk }) => {
    organization(clerk).maxAllowedMemberships = 12;
    await openList(page);
    const field = page.getByPlaceholder("Enter member's user ID");
    await field.fill('user_hedy');
    await field.press('Enter');
    await expect(banner(page)).toContainText('You have reached your limit of 12 organization memberships');
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeHidden();
    await expect(field).toHaveValue('user_hedy');
  },
);

test(
  'an undo whose seat was taken meanwhile shows Clerk’s limit, and succeeds when there is a seat',
  faultRow('Writes', 'The seat of a removed member is taken before the undo', 'Clerk’s limit; “Undo” stays'),
  async ({ page, clerk }) => {
    organization(clerk).maxAllowedMemberships = 12;
    await openList(page);
    await remove(page, 'frances@example.com');
    const undo = page.getByRole('button', { name: 'Undo: add frances@example.com again' });
    await expect(undo).toBeVisible();
    addMember(clerk.state, organization(clerk), 'user_hedy', 'org:member');
    await undo.click();
    await expect(banner(page)).toContainText('You have reached your limit of 12 organization memberships');
    removeMember(clerk.state, organization(clerk), 'user_hedy');
    await undo.click();
    await expect(row(page, 'frances@example.com')).toBeVisible();
    await expect(banner(page)).toBeHidden();
  },
);

test(
  'somebody whose request to join was accepted meanwhile is shown when they are added',
  faultRow(
    'Writes',
    'Somebody is added whose membership request was accepted meanwhile',
    'That they are a member already; the list shows them',
  ),
  async ({ page, clerk }) => {
    await openList(page);
    // Accepting a membership request makes a membership.
    addMember(clerk.state, organization(clerk), 'user_hedy', 'org:member');
    const field = page.getByPlaceholder("Enter member's user ID");
    await field.fill('user_hedy');
    await field.press('Enter');
    await expect(banner(page)).toContainText('user_hedy is already a member of the organization.');
    await expect(row(page, 'hedy@example.com')).toHaveCount(1);
    expect(requestCount(clerk, 'GET', 'membership_requests')).toBe(0);
  },
);

for (const [defaultRole, selected] of [
  ['org:billing', 'Billing'],
  ['org:people_manager', 'Choose a role'],
] as const) {
  test(`with the instance’s default role ${defaultRole}, the add form selects “${selected}”`, async ({
    page,
    clerk,
  }) => {
    const environment = { organization_settings: { domains: { default_role: defaultRole } } };
    clerk.reset({ ...scenarioSeed('custom-roles'), environment });
    await openList(page);
    await expect(page.getByRole('form', { name: 'Add member' }).getByLabel('Role').locator(':checked')).toHaveText(
      selected,
    );
  });
}

test('without the default role, the add form asks for a role', async ({ page, clerk }) => {
  organization(clerk).roleSet = ['org:admin'];
  await openList(page);
  const form = page.getByRole('form', { name: 'Add member' });
  await expect(form.getByLabel('Role').getByRole('option')).toHaveText(['Choose a role', 'Admin']);
  await form.getByLabel('User ID').fill('user_hedy');
  await form.getByRole('button', { name: 'Add member' }).click();
  await expect(form.getByText('Choose a role.')).toBeVisible();
  await expect(form.getByLabel('Role')).toBeFocused();
  expect(requestCount(clerk, 'POST', '/memberships')).toBe(0);
});

test('a user cannot be added while their removal is in progress', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE' });
  await remove(page, 'tim@example.com');
  const field = page.getByLabel('User ID or email');
  await field.fill('user_tim');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(field).toHaveAccessibleDescription('Another change of this user is in progress.');
  await expect(field).toBeFocused();
  release();
  await expect(row(page, 'tim@example.com')).toHaveCount(0);
  await field.press('Enter');
  await expect(row(page, 'tim@example.com')).toBeVisible();
});
