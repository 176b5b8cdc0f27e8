/** Switching and leaving an organization while an answer is on its way, or something cannot be loaded. */
import {
  banner,
  changeRole,
  enterPassword,
  expect,
  leaveOrganization,
  openList,
  organization,
  requestCount,
  row,
  rows,
  settle,
  switchOrganization,
  test,
  toast,
} from './fixtures.ts';

const LOGO = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"><rect width="80" height="80"/></svg>')}`;

test('until Clerk has accepted a switch, the page shows the organization before, and keeps what was typed', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const touch = { method: 'POST', path: '/v1/client/sessions/:id/touch' };
  clerk.failNext(touch);
  const release = clerk.hold(touch);
  await page.getByLabel('User ID or email').fill('user_hedy');
  await switchOrganization(page, 'Moonshot Software');
  // The SDK is ahead of Clerk: it requests a token for the next organization.
  await expect.poll(() => requestCount(clerk, 'POST', '/tokens')).toBeGreaterThan(0);
  await settle(page);
  await expect(page).toHaveTitle('Members of Analytical Engines');
  await changeRole(page, 'tim@example.com');
  await expect(toast(page)).toHaveText('tim@example.com is now Admin.');
  release();
  await expect(banner(page)).toContainText("Couldn't switch to Moonshot Software.");
  await expect(page.getByLabel('User ID or email')).toHaveValue('user_hedy');
  await expect(row(page, 'tim@example.com')).toContainText('org:admin');
});

test('a change that ends after an organization switch does not change the row of the other organization', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH' });
  await changeRole(page, 'katherine@example.com');
  await switchOrganization(page, 'Moonshot Software');
  await expect(row(page, 'katherine@example.com')).toContainText('org:member');
  release();
  await expect(toast(page)).toHaveText('Analytical Engines: katherine@example.com is now Admin.');
  await settle(page);
  await expect(row(page, 'katherine@example.com')).toContainText('org:member');
});

test('a switch that never ends does not keep the next user from an organization', async ({ page }) => {
  await openList(page);
  await page.route('**/touch?**', () => {}, { times: 1 });
  await switchOrganization(page, 'Moonshot Software');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await enterPassword(page, 'grace@example.com');
  await expect(page.getByRole('banner').getByText('Grace Hopper')).toBeVisible();
  const members = page.getByRole('heading', { name: 'Memberships List' });
  const choice = page.getByRole('button', { name: 'Analytical Engines' });
  await expect(members.or(choice).first()).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await expect(rows(page)).toHaveCount(10);
});

test('while leaving is in progress, the page follows a switch to another organization', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE', path: '/v1/me/organization_memberships/:id' });
  await leaveOrganization(page);
  await switchOrganization(page, 'Moonshot Software');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(rows(page)).toHaveCount(3);
  release();
  await expect(toast(page)).toHaveText('You have left Analytical Engines.');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(rows(page)).toHaveCount(3);
});

test('after leaving during a switch to another organization, the page waits for the switch', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE', path: '/v1/me/organization_memberships/:id' });
  await leaveOrganization(page);
  const releaseSwitch = clerk.hold({ method: 'POST', path: '/v1/client/sessions/:id/touch' });
  await switchOrganization(page, 'Moonshot Software');
  release();
  await settle(page);
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeHidden();
  releaseSwitch();
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(toast(page)).toHaveText('You have left Analytical Engines.');
});

test('leaving that fails after an organization switch is reported with its organization', async ({ page, clerk }) => {
  await openList(page);
  const leaveRequest = { method: 'DELETE', path: '/v1/me/organization_memberships/:id' };
  clerk.failNext(leaveRequest);
  const release = clerk.hold(leaveRequest);
  await leaveOrganization(page);
  await switchOrganization(page, 'Moonshot Software');
  await expect.poll(() => requestCount(clerk, 'POST', '/touch')).toBeGreaterThan(0);
  release();
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(rows(page)).toHaveCount(3);
  await expect(banner(page)).toContainText("Couldn't leave Analytical Engines.");
  await expect(banner(page)).not.toContainText('Analytical Engines: ');
});

test('after a switch, the rows that have arrived are not marked as loading', async ({ page, clerk }) => {
  await openList(page);
  clerk.hold({ method: 'GET', path: '/v1/me' });
  await switchOrganization(page, 'Moonshot Software');
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'false');
});

test('after a switch, the logo of the organization before is gone while the next one loads', async ({
  page,
  clerk,
}) => {
  organization(clerk).imageUrl = LOGO;
  organization(clerk, 'org_moonshot').imageUrl = '/logo-that-hangs.svg';
  await page.route('**/logo-that-hangs.svg*', () => {});
  await openList(page);
  const logo = page.locator('#organization-avatar img');
  await expect.poll(() => logo.evaluate((image) => image instanceof HTMLImageElement && image.complete)).toBe(true);
  const box = await logo.boundingBox();
  if (!box) throw new Error('The logo is not shown');
  // In the middle are the initials of an organization whose logo has not loaded.
  const clip = { x: box.x + 10, y: box.y + 10, width: 20, height: 20 };
  const before = await page.screenshot({ clip });
  await switchOrganization(page, 'Moonshot Software');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect.poll(async () => before.equals(await page.screenshot({ clip }))).toBe(false);
});

test('after a switch, the form says which role it gives although the roles could not be loaded', async ({
  page,
  clerk,
}) => {
  Object.assign(clerk.membership('org_moonshot', 'user_ada') ?? {}, { role: 'org:admin' });
  await openList(page);
  await expect(page.getByLabel('Role', { exact: true })).toBeEnabled();
  clerk.failNext({ path: '/v1/organizations/org_moonshot/roles' });
  await switchOrganization(page, 'Moonshot Software');
  await expect(banner(page)).toContainText("Couldn't load roles.");
  const selected = page.getByLabel('Role', { exact: true }).locator('option:checked');
  await expect(selected).toHaveText('Member');
});
