/** Several organizations: switching between them, and what is still on its way from the previous one. */
import type { Page } from '@playwright/test';
import { callStub } from '../clerk-stub/playwright.ts';
import { removeMember } from '../clerk-stub/rules/memberships.ts';
import { deleteOrganization } from '../clerk-stub/rules/organizations.ts';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  expect,
  openList,
  organization,
  requestCount,
  returnToTab,
  row,
  rows,
  settle,
  switchOrganization,
  test,
} from './fixtures.ts';

test('the organization select in the header switches the active organization', async ({ page }) => {
  await openList(page, '/?page=2');
  const select = page.getByLabel('Organization', { exact: true });
  await expect(select.getByRole('option')).toHaveText(['Analytical Engines', 'Moonshot Software']);
  await select.selectOption('Moonshot Software');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(rows(page)).toHaveCount(3);
  // Ada is a plain member here. The page number belonged to the other organization.
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await expect(page).toHaveURL('/');
});

test('a switch from page 2 does not scroll the select out of sight', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openList(page);
  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  const select = page.getByLabel('Organization', { exact: true });
  await select.press('m');
  await select.press('Enter');
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(page).toHaveURL('/');
  await expect(rows(page)).toHaveCount(3);
  await expect(select).toBeInViewport();
});

test('a late response for the previous organization is dropped', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'GET', path: '/v1/organizations/org_engines/memberships' });
  await page.getByRole('button', { name: 'Next' }).click();
  await switchOrganization(page, 'Moonshot Software');
  await expect(rows(page)).toHaveCount(3);
  release();
  const lateCall = page.getByRole('listitem').filter({ hasText: 'initialPage: 2' });
  await expect(lateCall).toContainText('succeeded');
  await expect(rows(page)).toHaveCount(3);
  await expect(row(page, 'margaret@example.com')).toBeVisible();
});

test(
  'a role change that is refused after an organization switch is reported with its organization',
  faultRow(
    'Writes',
    'A change is refused after the person has switched the organization',
    'The message, with the name of its organization',
  ),
  async ({ page, clerk }) => {
    await openList(page);
    const roleChange = { method: 'PATCH', path: '/v1/organizations/:id/memberships/:user_id' };
    clerk.failNext(roleChange);
    const release = clerk.hold(roleChange);
    await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
    await switchOrganization(page, 'Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
    release();
    await expect(banner(page)).toContainText("Analytical Engines: Couldn't change the role of frances@example.com.");
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeHidden();
    await expect(rows(page)).toHaveCount(3);
  },
);

test('an error shown during an organization switch stays, and can be retried only where it belongs', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const roleChange = { method: 'PATCH', path: '/v1/organizations/:id/memberships/:user_id' };
  clerk.failNext(roleChange);
  const releaseChange = clerk.hold(roleChange);
  const releaseSwitch = clerk.hold({ method: 'POST', path: '/v1/client/sessions/:id/touch' });
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await switchOrganization(page, 'Moonshot Software');
  releaseChange();
  await expect(banner(page)).toBeVisible();
  releaseSwitch();
  await expect(rows(page)).toHaveCount(3);
  await expect(banner(page)).toContainText("Analytical Engines: Couldn't change the role of frances@example.com.");
  await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeHidden();
  await switchOrganization(page, 'Analytical Engines');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
});

test(
  'an organization switch that fails shows an error and keeps the active organization',
  faultRow('Writes', 'A switch of the organization fails', 'Clerk’s message; the former organization stays'),
  async ({ page, clerk }) => {
    await openList(page);
    removeMember(clerk.state, organization(clerk, 'org_moonshot'), 'user_ada');
    await switchOrganization(page, 'Moonshot Software');
    await expect(banner(page)).toContainText('Given organization not found');
    await expect(page).toHaveTitle('Members of Analytical Engines');
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByLabel('Organization', { exact: true })).toBeHidden();
  },
);

test('an organization switch that Clerk refuses with 401 shows an error, although the SDK reports none', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const touch = { method: 'POST', path: '/v1/client/sessions/:id/touch' };
  clerk.failNext({ ...touch, status: 401, code: 'authentication_invalid', longMessage: 'Invalid authentication' });
  await switchOrganization(page, 'Moonshot Software');
  await expect(banner(page)).toContainText("Couldn't switch to Moonshot Software.");
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(banner(page)).toBeHidden();
});

test('switching organizations after the session has ended only says that the user was signed out', async ({
  page,
  clerk,
}) => {
  await openList(page);
  clerk.endSessions();
  await switchOrganization(page, 'Moonshot Software');
  await expect(page.getByLabel('Email address')).toBeVisible();
  await settle(page);
  await expect(banner(page).locator('#error-message')).toHaveText(/^You've been signed out\. [^.]+\.$/);
  await expect(banner(page)).not.toContainText('1 of');
});

test(
  'a change in an organization that was deleted meanwhile says so, and another one can be chosen',
  faultRow('Writes', 'The organization was deleted meanwhile', 'Clerk’s message, and the organization list'),
  async ({ page, clerk }) => {
    await openList(page);
    deleteOrganization(clerk.state, organization(clerk));
    await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
    await expect(banner(page)).toContainText("Analytical Engines: Couldn't change the role of frances@example.com.");
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeHidden();
    await page.getByRole('button', { name: 'Moonshot Software' }).click();
    await expect(page).toHaveTitle('Members of Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
  },
);

test(
  'when organizations are switched off for the instance, the page shows Clerk’s reason',
  faultRow('Reads', 'Organizations are switched off for the instance', 'Clerk’s message; signing out works'),
  async ({ page, context, clerk }) => {
    await context.route('**/v1/environment?*', async (route) => {
      const json = await (await callStub(clerk, route)).json();
      json.organization_settings.enabled = false;
      await route.fulfill({ json });
    });
    clerk.failNext({
      path: '/v1/organizations/*',
      status: 403,
      code: 'organization_not_enabled_in_instance',
      longMessage: 'The organizations feature is not enabled for this instance.',
      times: 100,
    });
    await page.goto('/');
    await expect(banner(page)).toContainText('The organizations feature is not enabled for this instance.');
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
  },
);

/** Makes a switch fail without a network. Returns the release of the request for the user that follows it. */
async function failSwitch(page: Page, clerk: ClerkStub): Promise<() => void> {
  await openList(page);
  clerk.failNext({ method: 'POST', path: '/v1/client/sessions/:id/touch', network: true });
  const release = clerk.hold({ method: 'GET', path: '/v1/me' });
  await switchOrganization(page, 'Moonshot Software');
  await expect(banner(page)).toContainText("Couldn't switch to Moonshot Software.");
  return release;
}

test('a switch that fails without a network can be tried again at once', async ({ page, clerk }) => {
  const release = await failSwitch(page, clerk);
  await expect(page.getByLabel('Organization', { exact: true })).toHaveValue('org_engines');
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveTitle('Members of Moonshot Software');
  await expect(banner(page)).toBeHidden();
  release();
  await settle(page);
  await expect(page).toHaveTitle('Members of Moonshot Software');
});

test('after a switch that failed, permissions are still those of the active organization', async ({ page, clerk }) => {
  const release = await failSwitch(page, clerk);
  const before = requestCount(clerk, 'POST', '/touch');
  // The SDK and the page then tell Clerk which organization is active.
  await returnToTab(page);
  await expect.poll(() => requestCount(clerk, 'POST', '/touch')).toBeGreaterThan(before);
  await settle(page);
  await expect(page.getByRole('button', { name: /^Remove / })).toHaveCount(9);
  release();
});

test('with one organization, the header does not link to setActive()', async ({ page, clerk }) => {
  removeMember(clerk.state, organization(clerk, 'org_moonshot'), 'user_ada');
  await openList(page);
  await expect(page.getByRole('link', { name: 'setActive()' })).toBeHidden();
});
