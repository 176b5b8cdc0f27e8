/** Clerk's own sign-in and organization switcher, in the page, and what the page shows when somebody comes or goes. */
import type { BrowserContext } from '@playwright/test';
import { removeMember } from '../clerk-stub/rules/memberships.ts';
import { EMAIL_CODE } from '../clerk-stub/rules/sign-in.ts';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { ask, banner, endSessions, expect, openList, organization, row, rows, sent, signIn, test } from './fixtures.ts';

/** Clerk holds a session pending while a task is left to do, such as choosing an organization. The stub knows no tasks. */
async function answerWithPendingSession(context: BrowserContext, clerk: ClerkStub, requests: string): Promise<void> {
  await context.route(requests, async (route) => {
    const json = await (await ask(clerk, route)).json();
    for (const session of (json.client ?? json.response).sessions) {
      Object.assign(session, { status: 'pending', tasks: [{ key: 'choose-organization' }] });
    }
    await route.fulfill({ json });
  });
}

test.describe('signed out', () => {
  test.use({ scenario: 'signed-out' });

  test('a password leads to the table: sign in, choose the organization, there it is', async ({ page }) => {
    await page.goto('/');
    await signIn(page, 'ada@example.com');
    await expect(rows(page)).toHaveCount(10);
    await expect(page.locator('#app')).toBeHidden();
  });

  test('a code by e-mail does, too', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel('Email address').fill('hedy@example.com');
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByRole('link', { name: 'Use another method' }).click();
    await page.getByRole('button', { name: /^Email code to/ }).click();
    await page.getByLabel('Enter verification code').pressSequentially(EMAIL_CODE);
    await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
    await expect(page.getByRole('banner').getByText('Hedy Lamarr')).toBeVisible();
  });

  test('no members, and no controls for them, are to be seen', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(page.getByRole('table')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeHidden();
  });

  test('a host that has something else where the component was is said', async ({ page }) => {
    await page.route('**/ui.browser.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto('/');
    await expect(banner(page)).toContainText('A part of this page could not be fetched');
  });

  test('the component that cannot be fetched is asked for once, and again by hand', async ({ page }) => {
    let isBroken = true;
    let fetched = 0;
    await page.route('**/ui.browser.js', (route) => {
      fetched += 1;
      return isBroken ? route.abort() : route.fallback();
    });
    await page.goto('/');
    await expect(banner(page)).toContainText('A part of this page could not be fetched');
    expect(fetched).toBe(1);
    isBroken = false;
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(banner(page)).toBeHidden();
  });
});

test('a session that is still pending is not a signed-in one', async ({ page, context, clerk }) => {
  await answerWithPendingSession(context, clerk, '**/__clerk/v1/client?*');
  await page.goto('/');
  await expect(page.locator('#app')).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
  await expect(page.getByRole('banner').getByText('Ada Lovelace')).toBeHidden();
});

test('a session that becomes pending is not said to have ended', async ({ page, context, clerk }) => {
  await openList(page);
  await answerWithPendingSession(context, clerk, '**/touch?*');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.locator('#app')).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
  await expect(banner(page)).toBeHidden();
});

test('“Sign out” leads to the sign-in, and forgets what was shown', async ({ page }) => {
  await openList(page, '/?page=2');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
  await expect(page.locator('#response')).not.toContainText('grace');
  await expect(page.getByText('Ada Lovelace')).toBeHidden();
  await expect(banner(page)).toBeHidden();
  await expect(page).toHaveURL('/');
});

test('a second press on “Sign out” sends nothing', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE', path: '/v1/client/sessions' });
  const signOut = page.getByRole('button', { name: 'Sign out' });
  await signOut.click();
  await signOut.click({ force: true });
  release();
  await expect(page.getByLabel('Email address')).toBeVisible();
  expect(clerk.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

test('signing in after somebody else shows nothing of theirs', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, 'alan@example.com');
  await expect(row(page, 'alan@example.com').or(row(page, 'tim@example.com')).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Undo|Change role|Remove)/ })).toHaveCount(0);
  await expect(page.locator('#inspector')).not.toContainText('removeMember');
});

test('signing out in another tab signs out here', async ({ page, context }) => {
  await openList(page);
  const other = await context.newPage();
  await openList(other);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await expect(banner(page)).toContainText('You are signed out');
});

test('going back after signing out, and signing in, shows the page that the address says', async ({ page }) => {
  await openList(page, '/?page=2');
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL('/?page=2');
  await signIn(page, 'ada@example.com');
  await expect(page).toHaveURL('/');
  await expect(page.getByText('1–10 of 12')).toBeVisible();
});

test('a session that ended on Clerk’s side leads to the sign-in, and says so', async ({ page, clerk }) => {
  await openList(page);
  endSessions(clerk);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await expect(banner(page)).toContainText('You are signed out: your session ended');
});

test('a dialog does not outlive the session it asks in', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  endSessions(clerk);
  await page.evaluate(() => window.Clerk?.user?.reload().catch(() => undefined));
  await expect(page.getByLabel('Email address')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test.describe('in no organization', () => {
  test.use({
    seed: async ({ scenario: _ }, use) => {
      const { scenarios } = await import('../clerk-stub/scenarios.ts');
      await use({ ...scenarios.default.seed(), defaultSession: { userId: 'user_hedy', organizationId: null } });
    },
  });

  test('one can be created in Clerk’s switcher, and its table comes by itself', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: /organization switcher/i }).click();
    await page.getByRole('button', { name: 'Create organization' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Frequency Hopping');
    await page.getByRole('dialog').getByRole('button', { name: 'Create organization' }).click();
    await expect(page).toHaveTitle('Members of Frequency Hopping');
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, 'hedy@example.com')).toContainText('org:admin');
  });
});

test.describe('several organizations', () => {
  test('the select in the header switches between them', async ({ page }) => {
    await openList(page, '/?page=2');
    const select = page.getByLabel('Organization', { exact: true });
    await expect(select.getByRole('option')).toHaveText(['Analytical Engines', 'Moonshot Software']);
    await select.selectOption('Moonshot Software');
    await expect(page).toHaveTitle('Members of Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
    // A plain member here: the page and its question were the other organization's.
    await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
    await expect(page).toHaveURL('/');
  });

  test('answers for the one before are dropped', async ({ page, clerk }) => {
    await openList(page);
    const release = clerk.hold({ method: 'GET', path: '/v1/organizations/org_engines/memberships' });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Organization', { exact: true }).selectOption('Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
    release();
    const late = page.getByRole('listitem').filter({ hasText: 'initialPage: 2' });
    await expect(late).toContainText('succeeded');
    await expect(rows(page)).toHaveCount(3);
    await expect(row(page, 'margaret@example.com')).toBeVisible();
  });

  test('a change that is refused after the switch says nothing in the next', async ({ page, clerk }) => {
    await openList(page);
    const change = { method: 'PATCH', path: '/v1/organizations/:id/memberships/:user_id' };
    clerk.failNext(change);
    const release = clerk.hold(change);
    await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
    await page.getByLabel('Organization', { exact: true }).selectOption('Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
    release();
    await expect(page.getByRole('listitem').filter({ hasText: 'updateMember' })).toContainText('failed');
    await expect(banner(page)).toBeHidden();
  });

  test('what failed during the switch is neither said in the next, nor tried again there', async ({ page, clerk }) => {
    await openList(page);
    const change = { method: 'PATCH', path: '/v1/organizations/:id/memberships/:user_id' };
    clerk.failNext(change);
    const fail = clerk.hold(change);
    const arrive = clerk.hold({ method: 'POST', path: '/v1/client/sessions/:id/touch' });
    await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
    await page.getByLabel('Organization', { exact: true }).selectOption('Moonshot Software');
    fail();
    await expect(banner(page)).toBeVisible();
    arrive();
    await expect(rows(page)).toHaveCount(3);
    await expect(banner(page)).toBeHidden();
  });

  test('leaving one that fails after the switch says nothing in the next', async ({ page, clerk }) => {
    await openList(page);
    const leaving = { method: 'DELETE', path: '/v1/me/organization_memberships/:id' };
    clerk.failNext(leaving);
    const release = clerk.hold(leaving);
    await page.getByRole('button', { name: 'Leave organization' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await page.getByLabel('Organization', { exact: true }).selectOption('Moonshot Software');
    await expect.poll(() => sent(clerk, 'POST', '/touch')).toBe(1);
    release();
    await expect(page).toHaveTitle('Members of Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
    await expect(banner(page)).toBeHidden();
  });

  test('a switch that fails says so, and stays where it was', async ({ page, clerk }) => {
    await openList(page);
    removeMember(clerk.state, organization(clerk, 'org_moonshot'), 'user_ada');
    await page.getByLabel('Organization', { exact: true }).selectOption('Moonshot Software');
    await expect(banner(page)).toContainText('Given organization not found');
    await expect(page).toHaveTitle('Members of Analytical Engines');
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByLabel('Organization', { exact: true })).toBeHidden();
  });
});
