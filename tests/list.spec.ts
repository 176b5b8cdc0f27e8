import { banner, changeRole, expect, openList, requestCount, row, rows, settle, test } from './fixtures.ts';

test('the members are listed in the columns of Clerk’s documented example, with the date of joining', async ({
  page,
}) => {
  await openList(page);
  await expect(page.getByRole('columnheader')).toHaveText([
    'User ID',
    'Identifier',
    'Joined',
    'Role getRoles()',
    'Update role updateMember()',
    'Remove member removeMember()',
  ]);
  await expect(rows(page)).toHaveCount(10);
  await expect(page.locator('#placeholder')).toBeHidden();
  await expect(row(page, 'frances@example.com')).toMatchAriaSnapshot(`
    - row:
      - cell "user_frances"
      - rowheader "Frances Allen frances@example.com"
      - cell "Jan 14, 2026"
      - cell "Member org:member"
      - cell "Change role of frances@example.com to Admin"
      - cell "Remove frances@example.com"
  `);
});

test('only the current user’s row has the “You” badge', async ({ page }) => {
  await openList(page);
  const badges = page.getByText('You', { exact: true }).filter({ visible: true });
  await expect(badges).toHaveCount(1);
  await expect(row(page, 'ada@example.com')).toContainText('Ada Lovelace You');
});

test('somebody without a name is listed by the email address, with the “You” badge behind it', async ({
  page,
  clerk,
}) => {
  const ada = clerk.state.users.get('user_ada');
  if (ada) ada.firstName = ada.lastName = null;
  await openList(page);
  await expect(row(page, 'ada@example.com').getByRole('rowheader')).toHaveText('ada@example.com You');
});

test('the page title names the organization, and the header names the current user', async ({ page }) => {
  await openList(page);
  await expect(page).toHaveTitle('Members of Analytical Engines');
  await expect(page.getByRole('banner').getByText('Ada Lovelace')).toBeVisible();
});

test('a response without a list is called unexpected', async ({ page }) => {
  await page.route('**/v1/organizations/*/memberships?*', (route) => route.fulfill({ json: { response: null } }));
  await page.goto('/');
  await expect(banner(page)).toContainText("Couldn't load members. Unexpected response (not JSON, or incomplete).");
});

test('members that arrive at once appear together with their organization', async ({ page }) => {
  // With the clock stopped, the limit never ends, however slow the machine is.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const isBefore = document.querySelector('#memberships_table_body tr') === null;
      if (isBefore && document.title.startsWith('Members of')) document.documentElement.dataset.early = 'true';
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await openList(page);
  await expect(page.locator('html')).not.toHaveAttribute('data-early');
});

test('the table is marked busy until the first list arrives', async ({ page, clerk }) => {
  const release = clerk.hold({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await page.goto('/');
  const table = page.getByRole('table', { name: 'Memberships List' });
  await expect(page.getByRole('banner').getByText('Ada Lovelace')).toBeVisible();
  await expect(table).toHaveAttribute('aria-busy', 'true');
  release();
  await expect(rows(page)).toHaveCount(10);
  await expect(table).toHaveAttribute('aria-busy', 'false');
});

test.describe('with a membership without public user data', () => {
  test.use({ scenario: 'custom-roles' });

  test('a membership without public user data is labeled so and has no controls', async ({ page }) => {
    await openList(page);
    const unknown = row(page, 'No public user data');
    await expect(unknown.getByRole('button')).toHaveCount(0);
    await expect(unknown.getByRole('combobox')).toHaveCount(0);
  });
});

test.describe('with one member', () => {
  test.use({ scenario: 'empty' });

  test('the only member of an organization sees their own row', async ({ page }) => {
    await openList(page);
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByText('1–1 of 1')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Previous' })).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'true');
  });
});

test('a picture takes the place of the initials, unless it does not load', async ({ page, clerk }) => {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  Object.assign(clerk.state.users.get('user_tim') ?? {}, { imageUrl: `data:image/png;base64,${pixel}` });
  Object.assign(clerk.state.users.get('user_frances') ?? {}, { imageUrl: 'data:image/png;base64,AAAA' });
  await openList(page);
  const picture = row(page, 'tim@example.com').locator('img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  const broken = row(page, 'frances@example.com').locator('img');
  await expect(broken).toBeHidden();
  // A row that is rendered again.
  await changeRole(page, 'frances@example.com');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(broken).toBeHidden();
});

test.describe('with a member whose role is retired', () => {
  test.use({ scenario: 'custom-roles' });

  test('the roles are loaded once, also if the list comes after them', async ({ page, clerk }) => {
    const release = clerk.hold({ method: 'GET', path: '/v1/organizations/:id/memberships' });
    await page.goto('/');
    await expect(page.getByLabel('Filter by role')).toContainText('Billing');
    release();
    await expect(row(page, 'edsger@example.com')).toBeVisible();
    await settle(page);
    expect(requestCount(clerk, 'GET', '/v1/organizations/org_engines/roles')).toBe(1);
  });
});

test('a picture is requested for screens of two pixels to a CSS pixel', async ({ page, clerk, baseURL }) => {
  Object.assign(clerk.state.users.get('user_tim') ?? {}, { imageUrl: `${baseURL}/tim.png?v=1` });
  const request = page.waitForRequest('**/tim.png*');
  await page.route('**/tim.png*', (route) => route.fulfill({ contentType: 'image/png', body: '' }));
  await openList(page);
  expect(new URL((await request).url()).search).toBe('?v=1&width=64');
});

test('a member whose picture has an invalid address is listed with the initials', async ({ page, clerk }) => {
  Object.assign(clerk.state.users.get('user_tim') ?? {}, { imageUrl: 'http://[' });
  await openList(page);
  await expect(rows(page)).toHaveCount(10);
  await expect(row(page, 'tim@example.com').locator('img')).toBeHidden();
});

test('one click selects a whole user ID, to copy it', async ({ page }) => {
  await openList(page);
  await row(page, 'frances@example.com').getByText('user_frances').click();
  expect(await page.evaluate(() => String(getSelection()))).toBe('user_frances');
});

test('the initials of somebody without a name are those of the address before its host', async ({ page, clerk }) => {
  Object.assign(clerk.state.users.get('user_tim') ?? {}, { firstName: null, lastName: null, email: 'tim@example.com' });
  await openList(page);
  await expect(row(page, 'tim@example.com').locator('.avatar')).toHaveAttribute('data-initials', 'T');
});
