/**
 * Each test gets its own stubbed Clerk, installed before the first page opens. A test fails if the page sends a request
 * that the stub does not know, or to another host. It also fails if a request or a response does not match Clerk's
 * published contract.
 */
import { type BrowserContext, expect, type Locator, mergeTests, type Page, type Route } from '@playwright/test';
import { test as clerkTest } from '../clerk-stub/playwright.ts';
import { startSession } from '../clerk-stub/rules/sessions.ts';
import { PASSWORD } from '../clerk-stub/seeds/people.ts';
import type { Organization } from '../clerk-stub/state.ts';
import type { ClerkStub } from '../clerk-stub/stub.ts';
import { test as problemsTest } from './problems.ts';
import { unexpectedDivergences } from './stub/divergences.ts';

// In this order, since the stub takes the browser offline at the end, and what happens then is no problem.
export const test = mergeTests(clerkTest, problemsTest).extend<{ otherHosts: undefined }>({
  contract: { check: unexpectedDivergences },

  otherHosts: [
    async ({ context, baseURL, clerkUrl, problems }, use) => {
      await forbidOtherHosts(context, [baseURL, clerkUrl], problems);
      await use(undefined);
    },
    { auto: true },
  ],
});

export { expect };

/** Adds requests to other hosts than these to the problems. */
export async function forbidOtherHosts(
  context: BrowserContext,
  hosts: readonly (string | undefined)[],
  problems: string[],
): Promise<void> {
  await context.route(
    ({ origin, protocol }) => !hosts.includes(origin) && protocol !== 'data:' && protocol !== 'blob:',
    (route) => {
      problems.push(`request to another host: ${route.request().url()}`);
      return route.abort();
    },
  );
}

/** An organization in the stub, for a test to read or to change without the page knowing. */
export function organization(clerk: ClerkStub, id = 'org_engines'): Organization {
  const found = clerk.state.organizations.get(id);
  if (!found) throw new Error(`The stub has no organization ${id}`);
  return found;
}

/** How many requests with this method the stub has received; `path` is a part of the path, from `/v1` on. */
export const requestCount = (clerk: ClerkStub, method: string, path: string): number =>
  clerk.requests.filter((request) => request.method === method && request.path.includes(path)).length;

/** The params of each list request that the stub has received. */
export const listRequests = (clerk: ClerkStub) =>
  clerk.requests
    .filter(({ method, path }) => method === 'GET' && path.endsWith('/memberships'))
    .map(({ query }) => ({
      offset: query.get('offset'),
      limit: query.get('limit'),
      role: query.getAll('role'),
      query: query.getAll('query'),
    }));

/** The error banner. */
export const banner = (page: Page): Locator => page.getByRole('alert');

/** The toast that confirms an action. */
export const toast = (page: Page): Locator => page.getByRole('status');

/** The rows of all members, without the header row. */
export const rows = (page: Page): Locator => page.locator('#memberships_table_body').getByRole('row');

/** The table row of a member, by email address or user ID. */
export const row = (page: Page, member: string): Locator => rows(page).filter({ hasText: member });

/** Signs in with Clerk's sign-in form. The user's last organization becomes active, if there is one. */
export async function enterPassword(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

/** Signs in for the first time and chooses Analytical Engines in Clerk's organization list. */
export async function signIn(page: Page, email: string): Promise<void> {
  await enterPassword(page, email);
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
  await page.getByRole('button', { name: 'Analytical Engines' }).click();
}

/** Signs in to Analytical Engines as if in another tab, and returns from it. Takes less time than Clerk's form. */
export async function signInInAnotherTab(page: Page, clerk: ClerkStub, userId: string): Promise<void> {
  for (const client of clerk.state.clients.values()) startSession(clerk.state, client, userId, 'org_engines');
  await returnToTab(page);
  await expect(rows(page).first()).toBeVisible();
}

/** Opens the page and waits for the first row. If an error is there instead, the test fails with its text. */
export async function openList(page: Page, url = '/'): Promise<void> {
  await page.goto(url);
  const first = rows(page).first();
  await expect(first.or(banner(page)).first()).toBeVisible();
  await expect(first, (await banner(page).allInnerTexts()).join()).toBeVisible();
}

/** Expects that the first element is before or above the second, and does not overlap it. */
export async function expectApart(first: Locator, second: Locator, message = ''): Promise<void> {
  const [a, b] = [await first.boundingBox(), await second.boundingBox()];
  if (!a || !b) throw new Error('The elements are not shown');
  expect.soft(a.x + a.width <= b.x || a.y + a.height <= b.y, message).toBe(true);
}

/** Expects that a member's buttons “Change role” and “Remove” begin at the same height. */
export async function expectButtonsOnOneLine(member: Locator): Promise<void> {
  const toggle = await member.getByRole('button', { name: /^Change role/ }).boundingBox();
  const remove = await member.getByRole('button', { name: /^Remove/ }).boundingBox();
  expect(toggle?.y).toBeCloseTo(remove?.y ?? 0, 0);
}

/** Holds the files of Clerk’s components until the returned function is called. Then they arrive, or what `end` does happens. */
export async function holdComponents(
  page: Page,
  end = (route: Route) => route.continue(),
  files: string | RegExp = '**/@clerk/ui*/**',
): Promise<() => void> {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(files, (route) => isReleased.then(() => end(route)));
  return release;
}

/** Comes back from another tab or window. */
export const returnToTab = (page: Page): Promise<boolean> =>
  page.evaluate(() => window.dispatchEvent(new Event('focus')));

/**
 * Waits until every request that the page has sent has reached the stub, so that a test can count them. During the first
 * round trip the page finishes what it is doing. The second request arrives after the page's own.
 */
export async function settle(page: Page): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await page.evaluate(async (url) => void (await fetch(url)), '/__clerk/v1/environment');
  }
}

/** Presses “Change role” in a member's row. */
export async function changeRole(page: Page, email: string): Promise<void> {
  await row(page, email)
    .getByRole('button', { name: /^Change role/ })
    .click();
}

/** Selects another organization of the user in the header. */
export async function switchOrganization(page: Page, name: string): Promise<void> {
  await page.getByLabel('Organization', { exact: true }).selectOption(name);
}

/** For tests that press an arrow key on a closed select to preview another choice. */
export function skipOnMacOS(): void {
  test.skip(process.platform === 'darwin', 'On macOS, an arrow key opens a select');
}

/** Presses “Leave organization” and confirms it. */
export async function leaveOrganization(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Leave organization' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
}

/** Presses “Remove” in a member's row and confirms it. */
export async function remove(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: `Remove ${email}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
}
