/** “Pending invitations”: Clerk's members page, in a modal. */
import type { Page } from '@playwright/test';
import { removeMember, updateMember } from '../clerk-stub/rules/memberships.ts';
import { scenarioSeed } from '../clerk-stub/scenarios.ts';
import {
  banner,
  changeRole,
  expect,
  holdComponents,
  openList,
  organization,
  returnToTab,
  row,
  settle,
  switchOrganization,
  test,
  toast,
} from './fixtures.ts';

const invitationsTab = (page: Page) => page.getByRole('tab', { name: /^Invitations/ });

test('“Pending invitations” fetches Clerk’s components, which no list needs, and opens their list', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await openList(page);
  await page.getByLabel('User ID or email').fill('new@example.org');
  await page.keyboard.press('Enter');
  await expect(toast(page)).toContainText('Invited');
  await settle(page);
  expect(fetched.filter((url) => url.includes('/@clerk/ui'))).toEqual([]);
  await page.getByRole('button', { name: 'Pending invitations' }).click();
  await invitationsTab(page).click();
  await expect(page.getByRole('cell', { name: 'new@example.org' })).toBeVisible();
});

test('a failed fetch of Clerk’s components is no longer shown after the next attempt', async ({ page }) => {
  await page.route('**/ui.browser.js', (route) => route.abort(), { times: 1 });
  await openList(page);
  const button = page.getByRole('button', { name: 'Pending invitations' });
  await button.click();
  await expect(banner(page)).toContainText('ui.browser.js');
  await button.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(banner(page)).toBeHidden();
});

test('a failed fetch of Clerk’s components is not reported in the next organization', async ({ page, clerk }) => {
  updateMember(clerk.state, organization(clerk, 'org_moonshot'), 'user_ada', 'org:admin');
  await openList(page);
  const fail = await holdComponents(page, (route) => route.abort());
  await page.getByRole('button', { name: 'Pending invitations' }).click();
  await switchOrganization(page, 'Moonshot Software');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  const isAborted = page.waitForEvent('requestfailed', (request) => request.url().includes('ui.browser.js'));
  fail();
  await isAborted;
  await expect(page.getByRole('button', { name: 'Pending invitations' })).toBeEnabled();
  await expect(banner(page)).toBeHidden();
});

test('Clerk’s members page is closed when the session has ended', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  await page.getByRole('button', { name: 'Pending invitations' }).click();
  await expect(invitationsTab(page)).toBeVisible();
  clerk.endSessions();
  await page.clock.fastForward(10_000);
  await returnToTab(page);
  await page.clock.runFor(1000);
  // The backdrop would be in the way.
  await page.getByLabel('Email address').click();
});

test('Clerk’s members page does not open for an organization that was chosen meanwhile', async ({ page }) => {
  await openList(page);
  const release = await holdComponents(page);
  const invitations = page.getByRole('button', { name: 'Pending invitations' });
  await invitations.click();
  await switchOrganization(page, 'Moonshot Software');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  release();
  await page.waitForFunction(() => '__internal_ClerkUICtor' in window);
  await switchOrganization(page, 'Analytical Engines');
  await expect(invitations).toBeEnabled();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test.describe('with a page of its own after leaving, by the settings of the instance', () => {
  const seed = scenarioSeed('default');
  test.use({ seed: { ...seed, environment: { display_config: { after_leave_organization_url: '/goodbye' } } } });

  test('leaving the organization in Clerk’s members page stays on this page', async ({ page }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Pending invitations' }).click();
    await page.getByRole('button', { name: 'General' }).click();
    await page.getByRole('button', { name: 'Leave organization' }).last().click();
    await page.getByRole('textbox').last().fill('Analytical Engines');
    await page.getByRole('button', { name: 'Leave organization' }).last().click();
    await expect(page.getByRole('button', { name: /Moonshot Software/ })).toBeVisible();
    await expect(page).toHaveURL('/');
  });
});

test('the list is loaded again when Clerk’s members page is closed, wherever the focus was', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = await holdComponents(page);
  await page.getByRole('button', { name: 'Pending invitations' }).click();
  await page.getByLabel('Search').focus();
  release();
  await expect(invitationsTab(page)).toBeVisible();
  removeMember(clerk.state, organization(clerk), 'user_frances');
  await page.keyboard.press('Escape');
  await expect(page.getByText('1–10 of 11')).toBeVisible();
  await expect(row(page, 'frances@example.com')).toBeHidden();
});

test('Clerk’s members page is closed when the organization that was chosen before it becomes active', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: '/v1/client/sessions/:id/touch' });
  await switchOrganization(page, 'Moonshot Software');
  await page.getByRole('button', { name: 'Pending invitations' }).click();
  await expect(invitationsTab(page)).toBeVisible();
  release();
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test.describe('with a toast', () => {
  test.use({ viewport: { width: 844, height: 390 } });

  test('the toast does not lie over Clerk’s members page', async ({ page }) => {
    await openList(page);
    await changeRole(page, 'frances@example.com');
    const undo = page.getByRole('button', { name: /^Undo/, includeHidden: true });
    await expect(undo).toBeVisible();
    await page.getByRole('button', { name: 'Pending invitations' }).click();
    await expect(invitationsTab(page)).toBeVisible();
    await expect(undo).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(undo).toBeVisible();
  });

  test('Tab in Clerk’s members page does not scroll the page behind it', async ({ page }) => {
    await openList(page);
    await changeRole(page, 'frances@example.com');
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    await page.getByRole('button', { name: 'Pending invitations' }).press('Enter');
    await expect(invitationsTab(page)).toBeVisible();
    const before = await page.evaluate(() => scrollY);
    for (let press = 0; press < 20; press++) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => scrollY)).toBe(before);
  });
});

test('Tab leads out of a menu in Clerk’s members page when the changed row is no longer listed', async ({ page }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await page.getByRole('button', { name: 'Pending invitations' }).press('Enter');
  await page.locator('[aria-modal] [aria-label="Open menu"]').nth(1).press('Enter');
  const item = page.getByRole('menuitem', { name: 'Remove member' });
  await expect(item).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('[role="menuitem"]:focus')).toHaveCount(0);
});
