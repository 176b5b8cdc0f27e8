/** Live regions, and how a screen reader names rows. */
import type { Locator, Page } from '@playwright/test';
import { removeMember, updateMember } from '../clerk-stub/rules/memberships.ts';
import {
  banner,
  changeRole,
  expect,
  leaveOrganization,
  openList,
  organization,
  remove,
  requestCount,
  returnToTab,
  row,
  rows,
  switchOrganization,
  test,
} from './fixtures.ts';

const announcement = (page: Page) => page.locator('#announcement');

/** The texts that the element gets from now on, as a handle of the array. */
const textChanges = (locator: Locator) =>
  locator.evaluateHandle((element) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(element.textContent)).observe(element, { childList: true });
    return texts;
  });

test('a page, a page size, a filter and a search announce what they found', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(announcement(page)).toHaveText('Members 11 to 12 of 12.');
  await page.getByLabel('Rows per page').selectOption('20');
  await expect(announcement(page)).toHaveText('Members 1 to 12 of 12.');
  await page.getByLabel('Filter by role').selectOption('Admin');
  await expect(announcement(page)).toHaveText('Members 1 to 3 of 3.');
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.fill('liskov');
  await expect(announcement(page)).toHaveText('Members 1 to 1 of 1.');
  await field.fill('zzz');
  await expect(announcement(page)).toHaveText('No members found.');
});

test('a switch announces the organization and its members', async ({ page }) => {
  await openList(page);
  await switchOrganization(page, 'Moonshot Software');
  await expect(announcement(page)).toHaveText('Moonshot Software: Members 1 to 3 of 3.');
});

test('neither the first list nor a refresh in the background is announced', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  await expect(announcement(page)).toHaveText('');
  await page.clock.fastForward(10_000);
  await returnToTab(page);
  await expect.poll(() => requestCount(clerk, 'GET', '/memberships')).toBe(2);
  await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'false');
  await expect(announcement(page)).toHaveText('');
});

test('an announcement goes when it is no longer true', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Members 11 to 12 of 12.')).toBeAttached();
  await remove(page, 'grace@example.com');
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText('Members 11 to 12 of 12.')).toHaveCount(0);
});

test('losing the permission to manage members is announced', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  updateMember(clerk.state, organization(clerk), 'user_ada', 'org:member');
  await page.clock.fastForward(10_000);
  await returnToTab(page);
  await expect(announcement(page)).toHaveText('You can no longer manage members of this organization.');
});

test('an empty “Add member” is announced each time', async ({ page }) => {
  await openList(page);
  const problem = page.getByText('Enter the ID of the user to add, or an email address to invite.');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(problem).toHaveAttribute('aria-live', 'assertive');
  const changes = await textChanges(problem);
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect
    .poll(() => changes.evaluate((texts) => texts.at(-1)))
    .toContain('Enter the ID of the user to add, or an email address to invite.');
});

test('the row of a member who is being added has all its cells', async ({ page, clerk }) => {
  await openList(page);
  clerk.hold({ method: 'POST', path: '/v1/organizations/:id/memberships' });
  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'user_hedy').getByRole('cell')).toHaveCount(5);
  await expect(rows(page)).toHaveCount(11);
});

test('the result of an opened call can be focused and has a name', async ({ page }) => {
  await openList(page);
  const call = page.getByRole('region', { name: 'Response' }).getByRole('listitem').first();
  await call.locator('summary').click();
  await call.getByRole('group', { name: 'Result of the call' }).focus();
  await expect(call.getByRole('group', { name: 'Result of the call' })).toBeFocused();
});

test('“Copied” is announced, but not the label that follows it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.install();
  await openList(page);
  const copy = page.locator('#copy-call');
  await copy.click();
  await expect(copy).toHaveText('Copied');
  await expect(copy).toHaveAttribute('aria-live', 'polite');
  await page.clock.fastForward(2000);
  await expect(copy).toHaveText('Copy call');
  await expect(copy).toHaveAttribute('aria-live', 'off');
});

test('a copy that the browser does not allow says so', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await openList(page);
  const copy = page.locator('#copy-call');
  await copy.click();
  await expect(copy).toHaveText('Copy failed');
});

test('on a phone a cell does not say its label', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openList(page);
  const joined = row(page, 'frances@example.com').getByRole('cell', { name: 'Jan 14, 2026', exact: true });
  await expect(joined).toBeVisible();
});

test('a list that fails twice with the same error is announced twice', async ({ page, clerk }) => {
  const list = { method: 'GET', path: '/v1/organizations/:id/memberships' };
  clerk.failNext({ ...list, times: 2 });
  await page.goto('/');
  await expect(banner(page)).toContainText("Couldn't load members.");
  const release = clerk.hold(list);
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(banner(page)).toBeHidden();
  release();
  await expect(banner(page)).toContainText("Couldn't load members.");
});

test('the first list is announced if loading it failed before', async ({ page, clerk }) => {
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(announcement(page)).toHaveText('Members 1 to 10 of 12.');
});

test('the announcement is cleared when no organization is active', async ({ page, clerk }) => {
  removeMember(clerk.state, organization(clerk, 'org_moonshot'), 'user_ada');
  await openList(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(announcement(page)).toHaveText('Members 11 to 12 of 12.');
  await leaveOrganization(page);
  await expect(page.getByRole('heading', { name: 'Create or join an organization to see its members' })).toBeVisible();
  await expect(announcement(page)).toHaveText('');
});

test('after a switch, only the organization of an old failure is announced', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'PATCH', path: '/v1/organizations/:id/memberships/:user_id' });
  await changeRole(page, 'frances@example.com');
  const failure = banner(page).getByText("Couldn't change the role of frances@example.com.");
  const changes = await textChanges(failure);
  await switchOrganization(page, 'Moonshot Software');
  await expect(banner(page)).toContainText(
    "Error: Analytical Engines: Couldn't change the role of frances@example.com.",
  );
  expect(await changes.jsonValue()).toEqual([]);
});

test('the note that an email address will be invited is announced', async ({ page }) => {
  await openList(page);
  await page.getByLabel('User ID or email').fill('someone@example.com');
  await expect(page.getByText('This sends an invitation by email.')).toHaveAttribute('aria-live', 'polite');
});
