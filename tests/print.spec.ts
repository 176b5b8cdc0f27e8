/** The printed page. */
import { expect, openList, test } from './fixtures.ts';

test.beforeEach(({ page }) => page.emulateMedia({ media: 'print' }));

test('printed, the list says which members it has, and leaves out controls, links to methods, the form and an empty search', async ({
  page,
}) => {
  await openList(page);
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next' })).toBeHidden();
  await expect(page.getByRole('columnheader')).toHaveText(['User ID', 'Identifier', 'Joined', /^Role/]);
  await expect(page.getByRole('link')).toHaveCount(0);
  await expect(page.getByLabel('User ID or email')).toBeHidden();
  await expect(page.getByLabel('Search')).toBeHidden();
});

test('a printed list shows its search and role filter', async ({ page }) => {
  await openList(page, '/?query=ada&role=org:admin');
  await expect(page.getByLabel('Search')).toBeVisible();
  await expect(page.getByLabel('Filter by role')).toBeVisible();
});

test('printed, an error does not lie over the list', async ({ page, clerk }) => {
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/roles' });
  await openList(page);
  await expect(page.getByText("Couldn't load roles").first()).toBeAttached();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('printed while it loads, the page has no room for the form', async ({ page, clerk }) => {
  clerk.hold({ path: '/v1/client' });
  await page.goto('/');
  await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'true');
  expect(await page.locator('#add-member-container').evaluate((form) => getComputedStyle(form).display)).toBe('none');
});
