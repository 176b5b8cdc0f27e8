/** The params of the list in the URL. */
import { expect, listRequests, openList, organization, rows, settle, test } from './fixtures.ts';

test('a link sets search, role filter, rows per page and page', async ({ page, clerk }) => {
  await openList(page, '/?page=2&pageSize=20&role=org:member&query=example');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('example');
  await expect(page.getByLabel('Filter by role')).toHaveValue('org:member');
  await expect(page.getByLabel('Rows per page')).toHaveValue('20');
  // Nine members fit on one page of twenty, so page 2 is corrected to page 1.
  await expect(page.getByText('1–9 of 9')).toBeVisible();
  await expect(page).toHaveURL('/?pageSize=20&role=org:member&query=example');
  expect(listRequests(clerk)[0]).toEqual({ offset: '20', limit: '20', role: ['org:member'], query: ['example'] });
});

test('reloading the browser shows the same page of the list', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await page.reload();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
});

test('the browser’s back and forward buttons restore the page and the role filter', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await page.getByLabel('Filter by role').selectOption('Admin');
  await expect(page.getByText('1–3 of 3')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await expect(page.getByLabel('Filter by role')).toHaveValue('');
  await page.goBack();
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  await page.goForward();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
});

test('the role filter stays in the URL, also in an old application whose roles have no “org:”', async ({
  page,
  clerk,
}) => {
  clerk.state.roles.set('basic_member', { key: 'basic_member', name: 'Basic', description: '', permissions: [] });
  organization(clerk).roleSet.push('basic_member');
  for (const [id, member] of organization(clerk).memberships) if (id !== 'user_ada') member.role = 'basic_member';
  await openList(page, '/?role=basic_member');
  await expect(page.getByText('1–10 of 11')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–11 of 11')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('1–10 of 11')).toBeVisible();
  await expect(page).toHaveURL('/?role=basic_member');
});

for (const invalid of ['page=0&pageSize=0', 'page=-3&pageSize=501', 'page=1e9', 'page=two&role=admin']) {
  test(`“${invalid}” in the URL is removed and not sent to Clerk`, async ({ page, clerk }) => {
    await openList(page, `/?${invalid}`);
    await expect(page).toHaveURL('/');
    await expect(page.getByLabel('Filter by role').getByRole('option')).toHaveText(['All roles', 'Admin', 'Member']);
    await settle(page);
    expect(listRequests(clerk)).toEqual([{ offset: '0', limit: '10', role: [], query: [] }]);
  });
}

test('a role that the organization does not have is removed from the URL and not sent', async ({ page, clerk }) => {
  await openList(page, '/?role=org:pirate');
  await expect(page).toHaveURL('/');
  await expect(page.getByLabel('Filter by role')).toHaveValue('');
  await expect(page.getByLabel('Filter by role').getByRole('option')).toHaveText(['All roles', 'Admin', 'Member']);
  await settle(page);
  expect(listRequests(clerk)).toEqual([{ offset: '0', limit: '10', role: [], query: [] }]);
});

test('a page number beyond the end shows the last page', async ({ page }) => {
  await openList(page, '/?page=999');
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await expect(page).toHaveURL('/?page=2');
});

test('unrelated URL params and the fragment are kept', async ({ page }) => {
  await openList(page, '/?utm_source=mail#notes');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page).toHaveURL('/?utm_source=mail&page=2#notes');
});

test('pages can be turned at a path that begins with two slashes', async ({ page, baseURL }) => {
  await openList(page, `${baseURL}//team/members`);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await expect(page).toHaveURL(`${baseURL}//team/members?page=2`);
});

test('a number of rows from the URL is offered between its neighbors', async ({ page }) => {
  await openList(page, '/?pageSize=15');
  await expect(page.getByLabel('Rows per page').getByRole('option')).toHaveText(['10', '15', '20', '50', '100']);
});

test('a line break in the query of a URL is a space', async ({ page }) => {
  await openList(page, '/?query=Ada%0ALovelace');
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByLabel('Search')).toHaveValue('Ada Lovelace');
});

test('a comma in the search stays there after a reload', async ({ page }) => {
  await openList(page);
  const search = page.getByLabel('Search');
  await search.fill('Lovelace, Ada');
  await expect(page).toHaveURL('/?query=Lovelace%2C+Ada');
  await page.reload();
  await expect(search).toHaveValue('Lovelace, Ada');
});
