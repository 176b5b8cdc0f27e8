/** Sessions that wait for a task, or end while the page is open. */
import type { BrowserContext } from '@playwright/test';
import { callStub } from '../clerk-stub/playwright.ts';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { faultRow } from './fault-row.ts';
import { banner, endSessions, expect, openList, rows, test } from './fixtures.ts';

/**
 * Makes the sessions in these responses pending, until an organization is chosen. Clerk does so until a session task is done;
 * the stub has no session tasks.
 */
async function makeSessionsPending(context: BrowserContext, clerk: ClerkStub, url: RegExp): Promise<void> {
  let isPending = true;
  await context.route(url, async (route) => {
    if (route.request().postData()?.includes('intent=select_org')) isPending = false;
    const response = await callStub(clerk, route);
    const json = await response.json();
    const sessions = isPending ? (json.client ?? json.response).sessions : [];
    for (const session of sessions) {
      Object.assign(session, { status: 'pending', tasks: [{ key: 'choose-organization' }] });
    }
    await route.fulfill({ headers: Object.fromEntries(response.headers), json });
  });
}

test(
  'a pending session does not count as signed in',
  faultRow('Sessions', 'The session is `pending` at the start', 'Clerk’s component, and nothing of the organization'),
  async ({ page, context, clerk }) => {
    await makeSessionsPending(context, clerk, /\/v1\/client\?/);
    await page.goto('/');
    await expect(page.locator('#app')).toBeVisible();
    await expect(page.getByRole('table')).toBeHidden();
    await expect(page.getByRole('banner').getByText('Ada Lovelace')).toBeHidden();
  },
);

test(
  'a session that waits for a task shows the task, and then the list',
  faultRow('Sessions', 'The session waits for a task', 'The task, and then the list'),
  async ({ page, context, clerk }) => {
    await context.route('**/v1/environment?*', async (route) => {
      const json = await (await callStub(clerk, route)).json();
      json.organization_settings.force_organization_selection = true;
      await route.fulfill({ json });
    });
    await makeSessionsPending(context, clerk, /\/v1\/(client|me)\b/);
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Choose an organization' })).toBeVisible();
    await page.getByRole('button', { name: 'Moonshot Software' }).click();
    await expect(page).toHaveTitle('Members of Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
  },
);

test(
  'a session that becomes pending shows no error',
  faultRow('Sessions', 'The session becomes `pending`', 'Clerk’s component, and no error'),
  async ({ page, context, clerk }) => {
    await openList(page);
    await makeSessionsPending(context, clerk, /\/touch\?/);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(page.locator('#app')).toBeVisible();
    await expect(page.getByRole('table')).toBeHidden();
    await expect(banner(page)).toBeHidden();
  },
);

test(
  'signing out in one tab signs out the other tab',
  faultRow('Sessions', 'The person signs out in another tab', 'The sign-in form, and why'),
  async ({ page, context }) => {
    await openList(page);
    const otherTab = await context.newPage();
    await openList(otherTab);
    await otherTab.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(banner(page)).toContainText("You've been signed out");
  },
);

test(
  'when Clerk has ended the session, the page shows the sign-in form and says so',
  faultRow('Sessions', 'Clerk has ended the session', 'The sign-in form, and why'),
  async ({ page, clerk }) => {
    await openList(page);
    endSessions(clerk);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(banner(page)).toContainText("You've been signed out. Your session ended");
  },
);

test(
  'the confirmation dialog closes when the session ends',
  faultRow('Sessions', 'The session ends while a dialog is open', 'The sign-in form, without the dialog'),
  async ({ page, clerk }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
    endSessions(clerk);
    await page.evaluate(() => window.Clerk?.user?.reload().catch(() => undefined));
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
  },
);
