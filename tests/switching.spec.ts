/** What happens before Clerk has answered a switch of the organization, or a request to leave it. */
import {
  banner,
  changeRole,
  enterPassword,
  expect,
  leaveOrganization,
  openList,
  requestCount,
  row,
  rows,
  settle,
  switchOrganization,
  test,
  toast,
} from './fixtures.ts';

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
