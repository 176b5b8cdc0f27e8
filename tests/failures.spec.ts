/** Failures: the message a person reads, and the way to recover. */
import { faultRow } from './fault-row.ts';
import { banner, changeRole, expect, openList, requestCount, row, rows, settle, test } from './fixtures.ts';

const ROLE_CHANGE = { method: 'PATCH', path: '/v1/organizations/:id/memberships/:user_id' };
const LIST = { method: 'GET', path: '/v1/organizations/:id/memberships' };

/** Error responses to a role change, from Clerk or from a proxy in between, and the message the banner shows for each. */
const errorResponses = [
  {
    name: 'an error with a long message',
    fault: { status: 422, code: 'form_param_value_invalid', message: 'short', longMessage: 'The long message.' },
    says: 'The long message.',
  },
  {
    name: 'a server error with an HTML body',
    fault: { status: 502, body: '<html>Bad gateway</html>' },
    says: 'Clerk responded with an error (502) and no explanation.',
  },
  {
    name: 'a refusal with an HTML body',
    fault: { status: 403, body: '<html>Blocked</html>' },
    says: 'Unexpected response (not JSON, or incomplete).',
  },
  {
    name: 'an error with an empty list of errors',
    fault: { status: 400, body: '{"errors":[]}' },
    says: 'Clerk responded with an error (400) and no explanation.',
  },
  {
    name: 'a lost connection',
    fault: { network: true },
    says: 'Clerk could not be reached. Check your connection and try again.',
  },
  {
    name: 'too many requests, with a retry time',
    fault: { status: 429, code: 'too_many_requests', longMessage: 'Too many requests.', retryAfter: 7 },
    says: 'Too many requests. Try again in 7 seconds.',
  },
];

for (const { name, fault, says } of errorResponses) {
  test(
    `the error banner has a message for ${name}`,
    faultRow('Writes', `A role change gets ${name}`, `“${says}”; the old role is back`),
    async ({ page, clerk }) => {
      await openList(page);
      clerk.failNext({ ...ROLE_CHANGE, ...fault });
      // The list may be loaded again after the failure. Held back, it cannot restore the row.
      clerk.hold(LIST);
      await changeRole(page, 'frances@example.com');
      await expect(banner(page)).toContainText(says);
      await expect(page.locator('#error-message')).toContainText(says);
      await expect(row(page, 'frances@example.com')).toContainText('org:member');
      await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
    },
  );
}

test('the error banner closes when the next action succeeds', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext(ROLE_CHANGE);
  const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await toggle.click();
  await expect(banner(page)).toBeVisible();
  await toggle.click();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(banner(page)).toBeHidden();
});

test('the error banner can be dismissed', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext(ROLE_CHANGE);
  await changeRole(page, 'frances@example.com');
  await banner(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(banner(page)).toBeHidden();
});

test(
  '“Try again” repeats the role change that failed',
  faultRow('Writes', 'A change is lost with the connection', '“Try again”, which makes the change'),
  async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ ...ROLE_CHANGE, network: true });
    await changeRole(page, 'frances@example.com');
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(row(page, 'frances@example.com')).toContainText('org:admin');
    expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:admin');
  },
);

test(
  'the error banner has no “Try again” when Clerk’s rules forbid the change',
  faultRow('Writes', 'Clerk’s rules forbid a change', 'Clerk’s message, without “Try again”'),
  async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ ...ROLE_CHANGE, status: 400, code: 'organization_minimum_permissions_needed' });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toBeVisible();
    await expect(banner(page).getByRole('button', { name: 'Try again' })).toBeHidden();
  },
);

test(
  'a list that fails to load shows an error, and can be loaded again',
  faultRow('Reads', 'The list fails (500)', "“Couldn't load members.”, and “Load again” in place of rows"),
  async ({ page, clerk }) => {
    clerk.failNext(LIST);
    await page.goto('/');
    await expect(banner(page)).toContainText('There was an internal error on our servers.');
    await expect(page.locator('#table-frame').getByText("Couldn't load members.")).toBeVisible();
    await page.getByRole('button', { name: 'Load again' }).click();
    await expect(rows(page)).toHaveCount(10);
    await expect(banner(page)).toBeHidden();
  },
);

test('a failed list can still be loaded again after the error banner is dismissed', async ({ page, clerk }) => {
  clerk.failNext(LIST);
  await page.goto('/');
  await banner(page).getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(rows(page)).toHaveCount(10);
});

test(
  'a page that fails to load does not show the rows of the previous page',
  faultRow('Reads', 'The next page fails', 'No rows of another page, and “Try again”'),
  async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext(LIST);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.locator('#table-frame').getByText("Couldn't load members.")).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('11–12 of 12')).toBeVisible();
  },
);

test(
  'a role change that Clerk made but whose response was lost is shown as made',
  faultRow(
    'Writes',
    'Clerk makes a change, and its response is lost',
    'That Clerk could not be reached; the row as Clerk has it',
  ),
  async ({ page, context }) => {
    await openList(page);
    await context.route('**/memberships/user_frances?*', async (route) => {
      // The stub makes the change, but the page never gets the response.
      await context.unroute('**/memberships/user_frances?*');
      await page.evaluate(
        async (url) => void (await fetch(url, { method: 'POST', body: new URLSearchParams({ role: 'org:admin' }) })),
        route.request().url(),
      );
      await route.abort();
    });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText('Clerk could not be reached.');
    await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  },
);

test(
  'a lost connection shows an error in a browser that knows it is offline',
  faultRow('Writes', 'The browser is offline', 'That Clerk could not be reached, at once; the old role is back'),
  async ({ page, context, clerk }) => {
    await openList(page);
    await context.setOffline(true);
    clerk.failNext({ ...ROLE_CHANGE, network: true });
    clerk.hold(LIST);
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText('Clerk could not be reached.');
    await expect(row(page, 'frances@example.com')).toContainText('org:member');
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(1);
  },
);

test(
  'a call without a response fails after 30 seconds',
  faultRow('Writes', 'A change gets no response', 'After 30 seconds: “Clerk did not respond within 30 seconds.”'),
  async ({ page, clerk }) => {
    await page.clock.install();
    await openList(page);
    clerk.hold(ROLE_CHANGE);
    await changeRole(page, 'frances@example.com');
    await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
    await page.clock.fastForward(31_000);
    await expect(banner(page)).toContainText('Clerk did not respond within 30 seconds.');
    await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
  },
);

test(
  'a list that Clerk refuses with 401, though the session lives, is requested once',
  faultRow(
    'Reads',
    'Clerk refuses the list with 401, though the session lives',
    'Clerk’s message; no loop of requests',
  ),
  async ({ page, clerk }) => {
    await openList(page);
    const before = clerk.requests.length;
    const path = '/v1/organizations/*';
    clerk.failNext({ path, status: 401, code: 'authentication_invalid', longMessage: 'Not you.', times: 100 });
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(banner(page)).toContainText("Couldn't load members. Not you.");
    await settle(page);
    const paths = clerk.requests.slice(before).map((request) => request.path);
    expect(paths.filter((path) => path !== '/v1/environment')).toEqual([
      '/v1/organizations/org_engines/memberships',
      '/v1/client',
    ]);
  },
);

test(
  'when Clerk refuses everything with 401 for a while, the page says so and goes on afterwards',
  faultRow(
    'Sessions',
    'Clerk refuses everything with 401, and recovers',
    'Clerk’s message once Clerk responds again, and “Try again”. Until then the SDK repeats its request for the client',
  ),
  async ({ page, clerk }) => {
    await openList(page);
    // As long as it gets 401 for the client, the SDK asks again.
    clerk.failNext({ status: 401, code: 'authentication_invalid', longMessage: 'Not you.', times: 50 });
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(banner(page)).toContainText("Couldn't load members. Not you.");
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('11–12 of 12')).toBeVisible();
  },
);

test('the same refusal twice is shown anew each time', async ({ page, clerk }) => {
  await openList(page);
  const refusal = { method: 'PATCH', status: 422, longMessage: 'Not like this.' };
  clerk.failNext({ ...refusal, times: 2 });
  const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await toggle.click();
  await expect(banner(page)).toContainText('Not like this.');
  const release = clerk.hold({ method: 'PATCH' });
  await toggle.click();
  await expect(banner(page)).toBeHidden();
  release();
  await expect(banner(page)).toContainText("Couldn't change the role of frances@example.com. Not like this.");
});
