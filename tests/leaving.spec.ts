/** Leaving the organization. */
import { callStub } from '../clerk-stub/playwright.ts';
import { removeMember } from '../clerk-stub/rules/memberships.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  changeRole,
  expect,
  leaveOrganization,
  openList,
  organization,
  row,
  rows,
  settle,
  test,
  toast,
} from './fixtures.ts';

test('leaving asks for confirmation and then opens the next organization', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Leave organization' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave Analytical Engines?' });
  await expect(dialog).toContainText('You will lose access immediately');
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(rows(page)).toHaveCount(3);
  await expect(toast(page)).toHaveText('You have left Analytical Engines.');
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
  expect(clerk.membership('org_engines', 'user_ada')).toBeUndefined();
});

test('leaving the only organization shows Clerk’s organization list', async ({ page, clerk }) => {
  removeMember(clerk.state, organization(clerk, 'org_moonshot'), 'user_ada');
  await openList(page);
  await leaveOrganization(page);
  await expect(page.getByRole('heading', { name: 'Create or join an organization to see its members' })).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
});

test('leaving opens the next organization, even when another window has the focus', async ({ page }) => {
  await openList(page);
  // Without the focus, the SDK does not tell Clerk about the next organization.
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  await leaveOrganization(page);
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(toast(page)).toHaveText('You have left Analytical Engines.');
  await expect(banner(page)).toBeHidden();
});

test(
  'leaving shows the organization list when the next one cannot be activated',
  faultRow(
    'Writes',
    'After leaving, the next organization cannot be opened',
    'Clerk’s message, “Try again”, and the organization list',
  ),
  async ({ page, clerk }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Leave organization' }).click();
    clerk.failNext({ method: 'POST', path: '/v1/client/sessions/:id/touch' });
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
    await expect(banner(page)).toContainText('There was an internal error on our servers.');
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(page).toHaveTitle('Members of Moonshot Software');
    expect(clerk.membership('org_moonshot', 'user_ada')).toBeDefined();
  },
);

test('after leaving, a next organization that Clerk refuses with 422 is reported, although the SDK reports none', async ({
  page,
  clerk,
}) => {
  await openList(page);
  await page.getByRole('button', { name: 'Leave organization' }).click();
  const touch = { method: 'POST', path: '/v1/client/sessions/:id/touch' };
  // One request of the SDK, and one of the page.
  clerk.failNext({ ...touch, status: 422, longMessage: 'Not now.', times: 2 });
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
  await settle(page);
  await expect(banner(page)).toContainText("Couldn't switch to Moonshot Software.");
});

test('a leave that Clerk made but whose response was lost is shown as made', async ({ page, clerk }) => {
  await openList(page);
  await page.route('**/v1/me/organization_memberships/*', async (route) => {
    await callStub(clerk, route);
    await route.abort();
  });
  await leaveOrganization(page);
  await expect(toast(page)).toHaveText('You are no longer a member of Analytical Engines.');
  await expect(page.getByText("Couldn't leave")).toBeHidden();
});

test('signing out while leaving is pending shows the sign-in form at once', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE', path: '/v1/me/organization_memberships/:id' });
  await leaveOrganization(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
  release();
  const leaveRequest = clerk.requests.find(({ method }) => method === 'DELETE');
  await expect.poll(() => leaveRequest?.status).not.toBe(0);
  await settle(page);
  await expect(page.getByLabel('Email address')).toBeVisible();
  await expect(banner(page)).toContainText('Pending changes may not have been saved.');
  await expect(toast(page)).toBeEmpty();
});

test(
  'the last member with the manage permission cannot leave and sees why',
  faultRow('Writes', 'The last admin leaves', 'Clerk’s reason; the membership stays'),
  async ({ page, clerk }) => {
    for (const id of ['user_grace', 'user_barbara']) removeMember(clerk.state, organization(clerk), id);
    await openList(page);
    await leaveOrganization(page);
    await expect(banner(page)).toContainText('There has to be at least one organization member');
    await expect(row(page, 'ada@example.com')).toBeVisible();
  },
);

test('while leaving is in progress, a change before it can no longer be undone', async ({ page, clerk }) => {
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  clerk.hold({ method: 'DELETE' });
  await leaveOrganization(page);
  await expect(page.getByRole('button', { name: 'Leave organization' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden();
});
