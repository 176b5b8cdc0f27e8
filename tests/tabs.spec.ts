/** Another tab of the same browser, which shares the session, works in another organization. */
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { changeRole, expect, openList, requestCount, returnToTab, row, settle, test } from './fixtures.ts';

function activateInOtherTab(clerk: ClerkStub): void {
  for (const { sessions } of clerk.state.clients.values()) {
    for (const session of sessions) session.lastActiveOrganizationId = 'org_moonshot';
  }
}

test.beforeEach(async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  await page.getByLabel('User ID or email').fill('user_hedy');
  await page.clock.fastForward(10_000);
  await returnToTab(page);
  // The last request of a refresh.
  await expect.poll(() => requestCount(clerk, 'GET', '/roles')).toBe(2);
  await settle(page);
  activateInOtherTab(clerk);
  await page.clock.fastForward(1_000);
  await returnToTab(page);
  await settle(page);
});

test('a refresh keeps the organization of the tab, and what was typed', async ({ page, clerk }) => {
  await page.clock.runFor(5_000);
  await expect.poll(() => requestCount(clerk, 'GET', '/memberships')).toBe(3);
  await settle(page);
  await expect(page).toHaveTitle('Members of Analytical Engines');
  await expect(page.getByLabel('User ID or email')).toHaveValue('user_hedy');
});

test('a change keeps the organization of the tab', async ({ page }) => {
  await changeRole(page, 'frances@example.com');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await settle(page);
  await expect(page).toHaveTitle('Members of Analytical Engines');
});

test('a refresh in a tab without the focus does not change the organization of the tab that has it', async ({
  page,
  clerk,
}) => {
  const before = requestCount(clerk, 'POST', '/touch');
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  await page.clock.runFor(5_000);
  await expect.poll(() => requestCount(clerk, 'GET', '/memberships')).toBe(3);
  await settle(page);
  expect(requestCount(clerk, 'POST', '/touch')).toBe(before);
});
