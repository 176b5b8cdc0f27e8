/** The inspector, headed “Response”: the SDK call behind each click, and its result. */
import type { Page } from '@playwright/test';
import { changeRole, expect, openList, row, switchOrganization, test } from './fixtures.ts';

const response = (page: Page) => page.getByRole('region', { name: 'Response' });
const result = (page: Page) => page.getByRole('group', { name: 'Result of the latest call' });

test('the inspector shows the call as code, its duration and its result as JSON', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-call')).toHaveText(
    'await organization.updateMember({ userId: "user_frances", role: "org:admin" })',
  );
  await expect(page.locator('#response-time')).toHaveText(/^\d+ ms, succeeded$/);
  await expect(result(page)).toContainText('"role": "org:admin"');
  expect(JSON.parse((await result(page).textContent()) ?? '')).toMatchObject({
    publicUserData: { userId: 'user_frances' },
  });
});

test('the inspector shows an error as JSON and keeps it while the page reloads the list', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'PATCH', status: 400, code: 'organization_minimum_permissions_needed' });
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText(/^\d+ ms, failed \(400\)$/);
  await expect(response(page).getByRole('listitem').first()).toContainText('organization.getMemberships(');
  expect(JSON.parse((await result(page).textContent()) ?? '')).toMatchObject({
    status: 400,
    errors: [{ code: 'organization_minimum_permissions_needed' }],
  });
});

test('the inspector shows read calls with the params that were sent', async ({ page }) => {
  await openList(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('Barbara, Liskov');
  await expect(page.locator('#response-call')).toHaveText(
    'await organization.getMemberships({ initialPage: 1, pageSize: 10, query: "Barbara Liskov" })',
  );
  await expect(
    response(page).getByRole('listitem').filter({ hasText: 'organization.getRoles({ pageSize: 100 })' }),
  ).toBeVisible();
});

test('earlier calls in the inspector can be opened', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText(/succeeded/);
  const listCall = response(page).getByRole('listitem').filter({ hasText: 'getMemberships' });
  await expect(listCall.getByText('"total_count": 12')).toBeHidden();
  await listCall.getByText('organization.getMemberships').click();
  await expect(listCall.getByText('"total_count": 12')).toBeVisible();
});

test('a call without a result shows `undefined`', async ({ page }) => {
  await openList(page);
  await switchOrganization(page, 'Moonshot Software');
  const switchCall = response(page).getByRole('listitem').filter({ hasText: 'clerk.setActive' });
  await switchCall.getByText('clerk.setActive').click();
  await expect(switchCall.getByRole('group', { name: 'Result of the call' })).toHaveText('undefined');
});

test('the inspector keeps twenty earlier calls; when the focused one goes, the focus moves to the heading of the list', async ({
  page,
}) => {
  await openList(page);
  const frances = row(page, 'frances@example.com');
  for (let change = 0; change < 22; change++) {
    await changeRole(page, 'frances@example.com');
    await expect(frances).toHaveAttribute('aria-busy', 'false');
    await expect(frances).toContainText(change % 2 ? 'org:member' : 'org:admin');
  }
  await expect(response(page).getByRole('listitem')).toHaveCount(20);
  await response(page).getByRole('listitem').last().locator('summary').focus();
  // A change that is made without moving the focus.
  await row(page, 'tim@example.com')
    .getByRole('button', { name: /^Change role/ })
    .dispatchEvent('click');
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
});

test('the inspector shows that a call is waiting for its response', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText('waiting for Clerk…');
  release();
  await expect(page.locator('#response-time')).toHaveText(/succeeded$/);
});

test.describe('copying', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  test('the latest call can be copied, and runs in the console', async ({ page, clerk }) => {
    await openList(page);
    await changeRole(page, 'frances@example.com');
    await response(page).getByRole('button', { name: 'Copy call' }).first().click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    const code = await clipboard(page);
    expect(code).toBe('await Clerk.organization.updateMember({ userId: "user_frances", role: "org:admin" })');
    const before = clerk.requests.length;
    await page.evaluate(`(async () => { ${code} })()`);
    expect(clerk.requests[before]).toMatchObject({ method: 'PATCH', status: 200 });
  });

  test('an older call, which may be about another organization, is copied as it is shown', async ({ page }) => {
    await openList(page);
    await switchOrganization(page, 'Moonshot Software');
    const call = page.getByRole('listitem').filter({ hasText: 'await clerk.setActive' });
    await call.locator('summary').click();
    await call.getByRole('button', { name: 'Copy call' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await clipboard(page)).toBe('await clerk.setActive({ organization: "org_moonshot" })');
  });

  test('the latest result can be copied', async ({ page }) => {
    await openList(page);
    await changeRole(page, 'frances@example.com');
    await expect(result(page)).toContainText('"role": "org:admin"');
    await response(page).getByRole('button', { name: 'Copy result' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(JSON.parse(await clipboard(page))).toMatchObject({ role: 'org:admin', organization: { id: 'org_engines' } });
  });

  test('a copy button keeps its width, so that what was pressed stays under the pointer', async ({ page }) => {
    await openList(page);
    const button = page.locator('#copy-result');
    const width = await button.evaluate((element: HTMLElement) => element.offsetWidth);
    await button.click();
    await expect(button).toHaveText('Copied');
    expect(await button.evaluate((element: HTMLElement) => element.offsetWidth)).toBe(width);
  });

  test('while a call is pending, “Copy result” is disabled', async ({ page, clerk }) => {
    await openList(page);
    const release = clerk.hold({ method: 'PATCH' });
    await changeRole(page, 'tim@example.com');
    await expect(response(page).getByText('waiting for Clerk…').first()).toBeVisible();
    const copy = response(page).getByRole('button', { name: 'Copy result' });
    await expect(copy).toBeDisabled();
    release();
    await expect(copy).toBeEnabled();
  });
});

test('what is nested in a result is folded, and can be opened', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(result(page)).not.toContainText('total_count');
  await expect(result(page).getByText('"Admin"')).toBeInViewport();
  await expect(result(page).getByText('"Analytical Engines"')).toBeHidden();
  await result(page).getByText('"organization": ').click();
  await expect(result(page).getByText('"Analytical Engines"')).toBeVisible();
});

test('what is empty in a result is not folded', async ({ page }) => {
  await page.goto('/?query=nobody');
  await expect(result(page)).toContainText('"data": []', { useInnerText: true });
});

test('the result of the call before stays until Clerk has responded', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText('waiting for Clerk…');
  await expect(result(page)).toContainText('"total_count": 12');
  await expect(result(page)).toHaveAttribute('aria-busy', 'true');
  release();
  await expect(result(page)).not.toContainText('total_count');
});

test('a failed call shows its status, code and message', async ({ page }) => {
  await openList(page);
  const errors = [{ code: 'form_param_invalid', message: 'is invalid', long_message: 'Not this role.' }];
  await page.route('**/memberships/**', (route) => route.fulfill({ status: 422, json: { errors } }));
  await changeRole(page, 'frances@example.com');
  await expect(page.locator('#response-time')).toHaveText(/failed \(422\)$/);
  const shown = JSON.parse((await result(page).textContent()) ?? '');
  expect(shown).toMatchObject({
    status: 422,
    errors: [{ code: 'form_param_invalid', longMessage: 'Not this role.' }],
  });
});

test('what was opened in a result stays open while the next call is pending', async ({ page, clerk }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(result(page)).not.toContainText('total_count');
  await result(page).getByText('"organization": ').click();
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'tim@example.com');
  await expect(response(page).getByText('waiting for Clerk…').first()).toBeVisible();
  await expect(result(page).getByText('"Analytical Engines"')).toBeVisible();
  release();
});

test('while a call is pending, the pane keeps its color', async ({ page, clerk }) => {
  await openList(page);
  const color = await result(page).evaluate((element) => getComputedStyle(element).backgroundColor);
  clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'frances@example.com');
  await expect(result(page)).toHaveAttribute('aria-busy', 'true');
  await expect(result(page)).toHaveCSS('background-color', color);
});

test('the focus stays in the result when the next one takes its place', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'frances@example.com');
  await result(page).locator('summary').first().focus();
  release();
  await expect(result(page)).toContainText('"role": "org:admin"');
  await expect(result(page)).toBeFocused();
});

test.describe('with 5,000 members', () => {
  test.use({ scenario: 'large' });

  test('the inspector shows twenty entries of a long result, and says how many follow', async ({ page }) => {
    await openList(page, '/?pageSize=50');
    await expect(result(page)).toContainText('… and 30 more');
  });
});

test('the members in a result are not folded', async ({ page }) => {
  await openList(page);
  await expect(result(page)).toContainText('"role": "org:admin"', { useInnerText: true });
});

test('a list of words in a result is folded', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(result(page)).toContainText('"permissions": [');
  await expect(result(page).getByText('"org:sys_memberships:manage"').first()).toBeHidden();
});
