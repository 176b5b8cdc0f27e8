/** Search, role filter and pages, and how they stand in the address. */
import { expect, openList, organization, row, rows, test } from './fixtures.ts';

/** The list requests so far, each as its parameters. */
const asked = (clerk: { requests: readonly { method: string; path: string; query: URLSearchParams }[] }) =>
  clerk.requests
    .filter(({ method, path }) => method === 'GET' && path.endsWith('/memberships'))
    .map(({ query }) => ({
      offset: query.get('offset'),
      limit: query.get('limit'),
      role: query.getAll('role'),
      query: query.getAll('query'),
    }));

const MEMBERSHIPS = { method: 'GET', path: '/v1/organizations/:id/memberships' };

test.describe('pages', () => {
  test('“Next” and “Previous” turn them', async ({ page }) => {
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

  test('“Previous” pressed twice leads to the first page, and no further', async ({ page, clerk }) => {
    await openList(page, '/?page=2');
    const release = clerk.hold(MEMBERSHIPS);
    const previous = page.getByRole('button', { name: 'Previous' });
    await previous.click();
    await previous.click({ force: true });
    release();
    await expect(page.getByText('1–10 of 12')).toBeVisible();
    expect(asked(clerk)).toHaveLength(2);
  });

  test('at either end there is no further to go, and the button says where one is', async ({ page, clerk }) => {
    await openList(page, '/?page=2');
    const next = page.getByRole('button', { name: 'Next' });
    await expect(next).toHaveAttribute('aria-disabled', 'true');
    await expect(next).toHaveAccessibleDescription('11–12 of 12');
    await next.click({ force: true });
    await expect(page.getByText('11–12 of 12')).toBeVisible();
    expect(asked(clerk)).toHaveLength(1);
  });

  test('more rows fit on a page, and the list starts over', async ({ page }) => {
    await openList(page, '/?page=2');
    const size = page.getByLabel('Rows per page');
    await expect(size.getByRole('option')).toHaveText(['10', '20', '50', '100']);
    await size.selectOption('20');
    await expect(page.getByText('1–12 of 12')).toBeVisible();
    await expect(page).toHaveURL('/?pageSize=20');
  });

  test('the old rows stay, marked busy, until the new ones come', async ({ page, clerk }) => {
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

  test('the latest question wins, whatever order the answers come in', async ({ page, clerk }) => {
    await openList(page);
    const releaseSecond = clerk.hold({ ...MEMBERSHIPS, query: { offset: '10' } });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.goBack();
    await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'false');
    releaseSecond();
    const late = page.getByRole('listitem').filter({ hasText: 'initialPage: 2' });
    await expect(late).toContainText('succeeded');
    await expect(page.getByText('1–10 of 12')).toBeVisible();
    await expect(rows(page)).toHaveCount(10);
  });
});

test.describe('role filter', () => {
  test('lists the roles of the organization, and shows who has the one chosen', async ({ page }) => {
    await openList(page);
    const filter = page.getByLabel('Filter by role');
    await expect(filter.getByRole('option')).toHaveText(['All roles', 'Admin', 'Member']);
    await filter.selectOption('Admin');
    await expect(rows(page)).toHaveCount(3);
    await expect(page.getByText('1–3 of 3')).toBeVisible();
    await expect(page).toHaveURL('/?role=org:admin');
  });

  test('a member whose new role does not pass the filter leaves the list', async ({ page }) => {
    await openList(page, '/?role=org:admin');
    await page.getByRole('button', { name: 'Change role of barbara@example.com to Member' }).click();
    await expect(row(page, 'barbara@example.com')).toHaveCount(0);
    await expect(page.getByText('1–2 of 2')).toBeVisible();
  });
});

test.describe('search', () => {
  test('is sent when typing pauses, once, and starts at page 1', async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page, '/?page=2');
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('liskov');
    await page.clock.runFor(1000);
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, 'barbara@example.com')).toBeVisible();
    await expect(page).toHaveURL('/?query=liskov');
    expect(asked(clerk).slice(1)).toEqual([{ offset: '0', limit: '10', role: [], query: ['liskov'] }]);
  });

  test('Enter sends it at once', async ({ page }) => {
    await page.clock.install();
    await openList(page);
    const field = page.getByRole('searchbox', { name: 'Search' });
    await page.clock.pauseAt(Date.now() + 60_000);
    await field.fill('liskov');
    await field.press('Enter');
    await expect(rows(page)).toHaveCount(1);
  });

  test('Escape clears it, and everybody is back', async ({ page }) => {
    await openList(page, '/?query=liskov');
    const field = page.getByRole('searchbox', { name: 'Search' });
    await expect(field).toHaveValue('liskov');
    await field.press('Escape');
    await expect(field).toHaveValue('');
    await expect(rows(page)).toHaveCount(10);
    await expect(page).toHaveURL('/');
  });

  test('text that was just typed goes along with the next choice', async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page);
    await expect(page.getByLabel('Filter by role').getByRole('option')).toHaveCount(3);
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole('searchbox', { name: 'Search' }).fill('hopper');
    await page.getByLabel('Filter by role').selectOption('Admin');
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('hopper');
    expect(asked(clerk).at(-1)).toEqual({ offset: '0', limit: '10', role: ['org:admin'], query: ['hopper'] });
  });

  test('a comma in it does not break it in two', async ({ page, clerk }) => {
    await openList(page);
    await page.getByRole('searchbox', { name: 'Search' }).fill('Barbara, Liskov');
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('Barbara, Liskov');
    expect(asked(clerk).at(-1)?.query).toEqual(['Barbara Liskov']);
  });

  test('nobody found is said, and the way back offered', async ({ page }) => {
    await openList(page);
    await page.getByRole('searchbox', { name: 'Search' }).fill('zzz');
    await expect(page.getByText('No members match “zzz”.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear search' }).click();
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('');
  });

  test('search and filter together are cleared together', async ({ page }) => {
    await page.goto('/?query=zzz&role=org:admin');
    await page.getByRole('button', { name: 'Clear search and filter' }).click();
    await expect(rows(page)).toHaveCount(10);
    await expect(page).toHaveURL('/');
  });
});

test.describe('address', () => {
  test('a link shows what it names', async ({ page, clerk }) => {
    await openList(page, '/?page=2&pageSize=20&role=org:member&query=example');
    await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('example');
    await expect(page.getByLabel('Filter by role')).toHaveValue('org:member');
    await expect(page.getByLabel('Rows per page')).toHaveValue('20');
    // Nine members fit on one page of twenty: the second is put right.
    await expect(page.getByText('1–9 of 9')).toBeVisible();
    await expect(page).toHaveURL('/?pageSize=20&role=org:member&query=example');
    expect(asked(clerk)[0]).toEqual({ offset: '20', limit: '20', role: ['org:member'], query: ['example'] });
  });

  test('a reload shows the same', async ({ page }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('11–12 of 12')).toBeVisible();
    await page.reload();
    await expect(page.getByText('11–12 of 12')).toBeVisible();
    await expect(rows(page)).toHaveCount(2);
  });

  test('back and forward lead through what was looked at', async ({ page }) => {
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

  for (const nonsense of ['page=0', 'page=-3', 'page=1e9', 'page=two', 'pageSize=0', 'pageSize=501', 'role=admin']) {
    test(`“${nonsense}” is put right, not sent`, async ({ page, clerk }) => {
      await openList(page, `/?${nonsense}`);
      await expect(page).toHaveURL('/');
      expect(asked(clerk)).toEqual([{ offset: '0', limit: '10', role: [], query: [] }]);
    });
  }

  test('a role that the organization does not have is put right, not sent', async ({ page, clerk }) => {
    await openList(page, '/?role=org:pirate');
    await expect(page).toHaveURL('/');
    await expect(page.getByLabel('Filter by role')).toHaveValue('');
    expect(asked(clerk)).toEqual([{ offset: '0', limit: '10', role: [], query: [] }]);
  });

  test('a page beyond the end leads to the last', async ({ page }) => {
    await openList(page, '/?page=999');
    await expect(page.getByText('11–12 of 12')).toBeVisible();
    await expect(page).toHaveURL('/?page=2');
  });

  test('parameters of somebody else are left alone', async ({ page }) => {
    await openList(page, '/?utm_source=mail');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page).toHaveURL('/?utm_source=mail&page=2');
  });
});

test.describe('an organization of 5,000', () => {
  test.use({ scenario: 'large' });

  test('a page of it is one request for ten', async ({ page, clerk }) => {
    await openList(page);
    await expect(page.getByText('1–10 of 5000')).toBeVisible();
    expect(asked(clerk)).toEqual([{ offset: '0', limit: '10', role: [], query: [] }]);
  });

  test('500 rows on a page: a role change draws one of them', async ({ page, clerk }) => {
    await openList(page, '/?pageSize=500');
    await expect(rows(page)).toHaveCount(500);
    const watched = await page.evaluateHandle(() => {
      const changed = new Set<Node>();
      const body = document.querySelector('#memberships_table_body');
      if (!body) throw new Error('There is no table');
      new MutationObserver((changes) => {
        for (const { target } of changes)
          changed.add(target instanceof Element ? (target.closest('tr') ?? body) : body);
      }).observe(body, { subtree: true, childList: true, attributes: true, characterData: false });
      return changed;
    });
    await row(page, 'tim@example.com')
      .getByRole('button', { name: /^Change role/ })
      .click();
    await expect(row(page, 'tim@example.com')).toContainText('org:admin');
    await expect(row(page, 'tim@example.com')).toHaveAttribute('aria-busy', 'false');
    expect(await watched.evaluate((changed) => changed.size)).toBe(1);
    expect(organization(clerk).memberships.get('user_tim')?.role).toBe('org:admin');
  });
});
