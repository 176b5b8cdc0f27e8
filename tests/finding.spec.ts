/** Search, role filter and pagination. */
import type { Page } from '@playwright/test';
import type { ClerkStub } from '../clerk-stub/stub.ts';
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

  test('“Next” is disabled on the last page, and its description is the row range', async ({ page, clerk }) => {
    await openList(page, '/?page=2');
    const next = page.getByRole('button', { name: 'Next' });
    await expect(next).toHaveAttribute('aria-disabled', 'true');
    await expect(next).toHaveAccessibleDescription('11–12 of 12');
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

test.describe('role filter', () => {
  test('the role filter lists the roles of the organization', async ({ page }) => {
    await openList(page);
    const filter = page.getByLabel('Filter by role');
    await expect(filter.getByRole('option')).toHaveText(['All roles', 'Admin', 'Member']);
  });

  test('choosing a role in the filter shows only the members with this role', async ({ page }) => {
    await openList(page);
    await page.getByLabel('Filter by role').selectOption('Admin');
    await expect(rows(page)).toHaveCount(3);
    await expect(page.getByText('1–3 of 3')).toBeVisible();
    await expect(page).toHaveURL('/?role=org:admin');
  });

  test('a member whose new role does not match the filter leaves the list', async ({ page }) => {
    await openList(page, '/?role=org:admin');
    await page.getByRole('button', { name: 'Change role of barbara@example.com to Member' }).click();
    await expect(row(page, 'barbara@example.com')).toHaveCount(0);
    await expect(page.getByText('1–2 of 2')).toBeVisible();
  });
});

test.describe('search', () => {
  /** Expects that the text in the field is gone, and is not searched later. */
  async function expectDropped(page: Page, clerk: ClerkStub): Promise<void> {
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('');
    await page.clock.runFor(1000);
    await settle(page);
    expect(listRequests(clerk).at(-1)?.query).toEqual([]);
  }

  test('a search is sent once, when typing pauses, and starts at page 1', async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page, '/?page=2');
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('liskov');
    await page.clock.runFor(1000);
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, 'barbara@example.com')).toBeVisible();
    await expect(page).toHaveURL('/?query=liskov');
    await settle(page);
    expect(listRequests(clerk).slice(1)).toEqual([{ offset: '0', limit: '10', role: [], query: ['liskov'] }]);
  });

  test('pressing Enter in the search field searches at once', async ({ page }) => {
    await page.clock.install();
    await openList(page);
    const field = page.getByRole('searchbox', { name: 'Search' });
    await page.clock.pauseAt(Date.now() + 60_000);
    await field.fill('liskov');
    await field.press('Enter');
    await expect(rows(page)).toHaveCount(1);
  });

  test('pressing Escape in the search field clears the search and shows all members', async ({ page }) => {
    await openList(page, '/?query=liskov');
    const field = page.getByRole('searchbox', { name: 'Search' });
    await expect(field).toHaveValue('liskov');
    await field.press('Escape');
    await expect(field).toHaveValue('');
    await expect(rows(page)).toHaveCount(10);
    await expect(page).toHaveURL('/');
  });

  test('changing the role filter also sends the search text typed just before', async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page);
    await expect(page.getByLabel('Filter by role').getByRole('option')).toHaveCount(3);
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole('searchbox', { name: 'Search' }).fill('hopper');
    await page.getByLabel('Filter by role').selectOption('Admin');
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('hopper');
    expect(listRequests(clerk).at(-1)).toEqual({ offset: '0', limit: '10', role: ['org:admin'], query: ['hopper'] });
  });

  test('the next page also sends the search text typed just before, and then begins at page 1', async ({
    page,
    clerk,
  }) => {
    await page.clock.install();
    await openList(page);
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole('searchbox', { name: 'Search' }).fill('hopper');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(rows(page)).toHaveCount(1);
    expect(listRequests(clerk).at(-1)).toEqual({ offset: '0', limit: '10', role: [], query: ['hopper'] });
  });

  test('“Back” drops search text that was not applied yet', async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page);
    const field = page.getByRole('searchbox', { name: 'Search' });
    await field.fill('liskov');
    await field.press('Enter');
    await expect(rows(page)).toHaveCount(1);
    await page.clock.pauseAt(Date.now() + 60_000);
    await field.fill('hopper');
    await page.goBack();
    await expect(rows(page)).toHaveCount(10);
    await expectDropped(page, clerk);
  });

  test('“Back” to another page drops search text that was not applied yet', async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(rows(page)).toHaveCount(2);
    await page.clock.pauseAt(Date.now() + 60_000);
    const field = page.getByRole('searchbox', { name: 'Search' });
    await field.fill('hopper');
    await page.goBack();
    await expect(rows(page)).toHaveCount(10);
    await expectDropped(page, clerk);
  });

  test('text typed right after the search was cleared stays', async ({ page }) => {
    await openList(page);
    const field = page.getByRole('searchbox', { name: 'Search' });
    await field.fill('liskov');
    await expect(rows(page)).toHaveCount(1);
    // In one task, since the page goes back in the history when the search is cleared.
    await field.evaluate((input) => {
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
      if (input instanceof HTMLInputElement) input.value = 'hopper';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await expect(row(page, 'grace@example.com')).toBeVisible();
    await expect(field).toHaveValue('hopper');
    await expect(page).toHaveURL('/?query=hopper');
  });

  test('a switch of the organization drops search text that was not applied yet', async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page);
    await page.clock.pauseAt(Date.now() + 60_000);
    const field = page.getByRole('searchbox', { name: 'Search' });
    await field.fill('hopper');
    await page.getByLabel('Organization', { exact: true }).selectOption('Moonshot Software');
    await expect(page).toHaveTitle('Members of Moonshot Software');
    await expectDropped(page, clerk);
  });

  test('a search text with a comma is sent as one query', async ({ page, clerk }) => {
    await openList(page);
    await page.getByRole('searchbox', { name: 'Search' }).fill('Barbara, Liskov');
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('Barbara, Liskov');
    expect(listRequests(clerk).at(-1)?.query).toEqual(['Barbara Liskov']);
  });

  test('a search without results says so and offers to show all members', async ({ page }) => {
    await openList(page);
    await page.getByRole('searchbox', { name: 'Search' }).fill('zzz');
    await expect(page.getByText('No members match “zzz”.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all members' }).click();
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('');
  });

  test('“Show all members” clears search and filter', async ({ page }) => {
    await page.goto('/?query=zzz&role=org:admin');
    await page.getByRole('button', { name: 'Show all members' }).click();
    await expect(rows(page)).toHaveCount(10);
    await expect(page).toHaveURL('/');
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
