/** Search and role filter. */
import type { Page } from '@playwright/test';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { expect, listRequests, openList, row, rows, settle, switchOrganization, test } from './fixtures.ts';

test.describe('role filter', () => {
  test('the role filter lists the roles of the organization, and shows only the members with the chosen one', async ({
    page,
  }) => {
    await openList(page);
    const filter = page.getByLabel('Filter by role');
    await expect(filter.getByRole('option')).toHaveText(['All roles', 'Admin', 'Member']);
    await filter.selectOption('Admin');
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
    // In one task: faster than any response.
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
    await switchOrganization(page, 'Moonshot Software');
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

  test('a search without a match says so, without the spaces around the text, and offers to show all members', async ({
    page,
  }) => {
    await openList(page);
    await page.getByRole('searchbox', { name: 'Search' }).fill(' zzz ');
    await expect(page.getByText('No members match “zzz”.')).toBeVisible();
    await expect(page.locator('#placeholder')).toBeHidden();
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
