/** Pages of the list, also of a large one. */
import { changeRole, expect, listRequests, openList, organization, row, rows, settle, test } from './fixtures.ts';

const MEMBERSHIPS = { method: 'GET', path: '/v1/organizations/:id/memberships' };

test.describe('pagination', () => {
  test('“Next” and “Previous” show the next and the previous page', async ({ page }) => {
    await openList(page);
    await expect(page.getByText('1–10 of 12')).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('11–12 of 12')).toBeVisible();
    await expect(rows(page)).toHaveCount(2);
    await expect(page).toHaveURL('/?page=2');
    await page.getByRole('button', { name: 'Previous' }).click();
    await expect(page.getByText('1–10 of 12')).toBeVisible();
    await expect(page).toHaveURL('/');
  });

  test('pressing “Previous” twice on page 2 sends one request and shows page 1', async ({ page, clerk }) => {
    await openList(page, '/?page=2');
    const release = clerk.hold(MEMBERSHIPS);
    const previous = page.getByRole('button', { name: 'Previous' });
    await previous.click();
    await previous.click({ force: true });
    release();
    await expect(page.getByText('1–10 of 12')).toBeVisible();
    await settle(page);
    expect(listRequests(clerk)).toHaveLength(2);
  });

  test('on the last page “Next” is disabled, and the row range describes it and “Previous”', async ({
    page,
    clerk,
  }) => {
    await openList(page, '/?page=2');
    const next = page.getByRole('button', { name: 'Next' });
    await expect(next).toHaveAttribute('aria-disabled', 'true');
    await expect(next).toHaveAccessibleDescription('11–12 of 12');
    await expect(page.getByRole('button', { name: 'Previous' })).toHaveAccessibleDescription('11–12 of 12');
    await next.click({ force: true });
    await settle(page);
    await expect(page.getByText('11–12 of 12')).toBeVisible();
    expect(listRequests(clerk)).toHaveLength(1);
  });

  test('“Previous” is disabled on the first page', async ({ page, clerk }) => {
    await openList(page);
    const previous = page.getByRole('button', { name: 'Previous' });
    await expect(previous).toHaveAttribute('aria-disabled', 'true');
    await previous.click({ force: true });
    await settle(page);
    await expect(page.getByText('1–10 of 12')).toBeVisible();
    expect(listRequests(clerk)).toHaveLength(1);
  });

  test('choosing more rows per page goes back to page 1', async ({ page }) => {
    await openList(page, '/?page=2');
    const size = page.getByLabel('Rows per page');
    await expect(size.getByRole('option')).toHaveText(['10', '20', '50', '100']);
    await size.selectOption('20');
    await expect(page.getByText('1–12 of 12')).toBeVisible();
    await expect(page).toHaveURL('/?pageSize=20');
  });

  test('the old rows stay, marked busy, until the next page arrives', async ({ page, clerk }) => {
    await openList(page);
    const release = clerk.hold(MEMBERSHIPS);
    await page.getByRole('button', { name: 'Next' }).click();
    const table = page.getByRole('table', { name: 'Memberships List' });
    await expect(table).toHaveAttribute('aria-busy', 'true');
    await expect(row(page, 'ada@example.com')).toBeVisible();
    release();
    await expect(row(page, 'ada@example.com')).toHaveCount(0);
    await expect(table).toHaveAttribute('aria-busy', 'false');
  });

  test('a late response for one page does not replace the page requested after it', async ({ page, clerk }) => {
    await openList(page);
    const releaseSecond = clerk.hold({ ...MEMBERSHIPS, query: { offset: '10' } });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.goBack();
    await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'false');
    releaseSecond();
    const lateCall = page.getByRole('listitem').filter({ hasText: 'initialPage: 2' });
    await expect(lateCall).toContainText('succeeded');
    await expect(page.getByText('1–10 of 12')).toBeVisible();
    await expect(rows(page)).toHaveCount(10);
  });
});

test.describe('with 5,000 members', () => {
  test.use({ scenario: 'large' });

  test('opening a list of 5,000 members sends one request for ten', async ({ page, clerk }) => {
    await openList(page);
    await expect(page.getByText('1–10 of 5,000')).toBeVisible();
    await expect(page.getByLabel('Filter by role').getByRole('option')).toHaveCount(3);
    await settle(page);
    expect(listRequests(clerk)).toEqual([{ offset: '0', limit: '10', role: [], query: [] }]);
  });

  test('with 500 rows on the page, a role change updates one row', async ({ page, clerk }) => {
    await openList(page, '/?pageSize=500');
    await expect(rows(page)).toHaveCount(500);
    const changedRows = await page.evaluateHandle(() => {
      const changed = new Set<Node>();
      const body = document.querySelector('#memberships_table_body');
      if (!body) throw new Error('There is no table');
      new MutationObserver((changes) => {
        for (const { target } of changes)
          changed.add(target instanceof Element ? (target.closest('tr') ?? body) : body);
      }).observe(body, { subtree: true, childList: true, attributes: true, characterData: false });
      return changed;
    });
    await changeRole(page, 'tim@example.com');
    await expect(row(page, 'tim@example.com')).toContainText('org:admin');
    await expect(row(page, 'tim@example.com')).toHaveAttribute('aria-busy', 'false');
    expect(await changedRows.evaluate((changed) => changed.size)).toBe(1);
    expect(organization(clerk).memberships.get('user_tim')?.role).toBe('org:admin');
  });
});
