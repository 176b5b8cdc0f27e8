/** Signing out. */
import { callStub } from '../clerk-stub/playwright.ts';
import { faultRow } from './fault-row.ts';
import {
  banner,
  changeRole,
  expect,
  openList,
  requestCount,
  returnToTab,
  row,
  rows,
  settle,
  signInInAnotherTab,
  test,
} from './fixtures.ts';

test(
  '“Sign out” shows the sign-in form and clears what the user saw',
  faultRow('Sessions', 'Somebody else uses the browser after a sign-out', 'Nothing of the person before'),
  async ({ page }) => {
    await openList(page, '/?page=2');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(page.getByRole('table')).toBeHidden();
    await expect(page.locator('#response')).not.toContainText('grace');
    await expect(page.getByText('Ada Lovelace')).toBeHidden();
    await expect(banner(page)).toBeHidden();
    await expect(page).toHaveURL('/');
  },
);

test('pressing “Sign out” twice sends one request', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE', path: '/v1/client/sessions' });
  const signOut = page.getByRole('button', { name: 'Sign out' });
  await signOut.click();
  await signOut.click({ force: true });
  release();
  await expect(page.getByLabel('Email address')).toBeVisible();
  expect(clerk.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

for (const [name, fault] of [
  ['a lost connection', { network: true }],
  ['a web page instead of a response', { status: 403, body: '<h1>Blocked</h1>' }],
] as const) {
  test(
    `a sign-out that fails by ${name} says so, and “Try again” signs out`,
    faultRow('Sessions', `Signing out fails by ${name}`, 'That it failed, and “Try again”, which signs out'),
    async ({ page, clerk }) => {
      await openList(page);
      clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', ...fault });
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(banner(page)).toContainText("Couldn't sign out. Clerk could not be reached.");
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeFocused();
      await banner(page).getByRole('button', { name: 'Try again' }).click();
      await expect(banner(page)).toBeHidden();
      const sessions = () => [...clerk.state.clients.values()].flatMap((client) => client.sessions);
      await expect.poll(() => sessions().map(({ status }) => status)).not.toContain('active');
      await expect(page.getByLabel('Email address')).toBeVisible();
    },
  );
}

test(
  'after a sign-out that Clerk refuses, the page goes on working',
  faultRow('Sessions', 'Clerk refuses a sign-out', 'That it failed, and the list as before'),
  async ({ page, clerk }) => {
    await openList(page, '/?query=Hopper');
    clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', status: 422, longMessage: 'Not now.' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(banner(page)).toContainText("Couldn't sign out. Not now.");
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await expect(page.getByText('1–10 of 12')).toBeVisible();
  },
);

test('a sign-out that gets no response shows an error and can be repeated', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  const release = clerk.hold({ path: '/v1/client/*' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.clock.runFor(31_000);
  await expect.poll(() => requestCount(clerk, 'GET', '/v1/client')).toBe(2);
  await page.clock.runFor(31_000);
  await expect(banner(page)).toContainText("Couldn't sign out.");
  release();
  await banner(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
});

test('after a sign-out that Clerk refuses, a change that failed meanwhile is no longer pending', async ({
  page,
  clerk,
}) => {
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: '/v1/organizations/:id/memberships' });
  await page.getByLabel('User ID or email').fill('user_ada');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'ada@example.com')).toHaveAttribute('aria-busy', 'true');
  const releaseSignOut = clerk.hold({ method: 'DELETE', path: '/v1/client/sessions' });
  clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', status: 404, longMessage: 'Not now.' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => requestCount(clerk, 'DELETE', '/v1/client/sessions')).toBe(1);
  release();
  await settle(page);
  releaseSignOut();
  await expect(banner(page)).toContainText("Couldn't sign out. Not now.");
  await expect(row(page, 'ada@example.com')).toHaveAttribute('aria-busy', 'false');
});

test('a sign-out that failed is still shown when the same user is back', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ path: '/v1/client/*', network: true, times: 100 });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  clerk.dropWaitingFaults();
  await returnToTab(page);
  await expect(rows(page)).toHaveCount(10);
  await expect(banner(page)).toContainText("Couldn't sign out.");
});

test('a sign-out that failed is not shown to the next user', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'DELETE', path: '/v1/client/sessions', network: true });
  // The page looks for the session. The SDK would retry a second lost connection for seconds.
  clerk.failNext({ method: 'GET', path: '/v1/client', status: 429 });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(banner(page)).toContainText("Couldn't sign out.");
  await expect(page.getByLabel('Email address')).toBeVisible();
  clerk.endSessions();
  await signInInAnotherTab(page, clerk, 'user_grace');
  await expect(page.getByText('Grace Hopper').first()).toBeVisible();
  await expect(banner(page)).toBeHidden();
});

test('a sign-out during a change says that the change may not have been made', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'PATCH', path: '/v1/organizations/:id/memberships/:user_id' });
  await changeRole(page, 'tim@example.com');
  await expect(row(page, 'tim@example.com')).toContainText('org:admin');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  release();
  await expect(banner(page)).toHaveText(/Pending changes may not have been saved\./);
});

test('a sign-out whose response is lost shows no error', async ({ page, clerk }) => {
  await openList(page);
  await page.route('**/v1/client/sessions?**', async (route) => {
    await callStub(clerk, route);
    await route.abort();
  });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Email address')).toBeVisible();
  await expect(banner(page)).toBeHidden();
});
