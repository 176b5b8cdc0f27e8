/**
 * Each test gets its own stubbed Clerk, installed before the first page opens. A test fails if the page sends a request
 * that the stub does not know, sends a request to another host, or throws an error. It also fails if a request or a
 * response does not match Clerk's published contract.
 */
import { type BrowserContext, test as base, expect, type Locator, type Page, type Route } from '@playwright/test';
import { ConnectionFailure } from '../clerk-stub/faults.ts';
import { endSession } from '../clerk-stub/rules/sessions.ts';
import { type ScenarioName, scenarios } from '../clerk-stub/scenarios.ts';
import { PASSWORD } from '../clerk-stub/seeds/people.ts';
import type { Organization, Seed } from '../clerk-stub/state.ts';
import { type ClerkStub, createClerkStub, type Exchange } from '../clerk-stub/stub.ts';
import { unexpectedDivergences } from './stub/divergences.ts';

/** Where the page reaches Clerk. */
export const PROXY_PATH = '/__clerk';

interface Options {
  /** The stub's data at the start of the test: `test.use({ scenario: 'member' })`. */
  scenario: ScenarioName;
}

interface Fixtures {
  seed: Seed;
  clerk: ClerkStub;
}

export const test = base.extend<Options & Fixtures>({
  scenario: ['default', { option: true }],
  seed: ({ scenario }, use) => use(scenarios[scenario].seed()),

  clerk: [
    async ({ context, seed, baseURL }, use) => {
      const problems: string[] = [];
      const exchanges: Exchange[] = [];
      const stub = createClerkStub(seed, { onExchange: (exchange) => exchanges.push(exchange) });
      await context.route(
        ({ pathname }) => pathname.startsWith(`${PROXY_PATH}/`),
        (route) => fulfillFromStub(stub, route),
      );
      await watch(context, baseURL, problems);
      await use(stub);
      problems.push(...stub.unknownRequests.map(({ method, path }) => `unknown request: ${method} ${path}`));
      problems.push(...unexpectedDivergences(exchanges));
      expect(problems, 'problems found during the test').toEqual([]);
      // A late request must not reach the preview server: its stub belongs to the demo, which has its own tests.
      await context.setOffline(true);
      await context.unrouteAll({ behavior: 'ignoreErrors' });
    },
    { auto: true },
  ],
});

export { expect };

/** Adds what no page of the context may do to the problems: requests to other hosts, uncaught errors. */
export async function watch(context: BrowserContext, baseURL: string | undefined, problems: string[]): Promise<void> {
  await context.route(
    ({ origin, protocol }) => origin !== baseURL && protocol !== 'data:' && protocol !== 'blob:',
    (route) => {
      problems.push(`request to another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  context.on('weberror', (error) => problems.push(`uncaught error: ${error.error()}`));
}

/** Sends a request of the page to the stub and returns the stub's response. */
export async function callStub(stub: ClerkStub, route: Route): Promise<Response> {
  const request = route.request();
  const url = new URL(request.url());
  return stub.fetch(
    new Request(url.origin + url.pathname.replace(PROXY_PATH, '') + url.search, {
      method: request.method(),
      headers: await request.allHeaders(),
      body: request.postData(),
    }),
  );
}

/** Fulfills a request of the page with the stub's response; aborts it where the stub fails the connection. */
export async function fulfillFromStub(stub: ClerkStub, route: Route): Promise<void> {
  try {
    const response = await callStub(stub, route);
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    });
  } catch (error) {
    if (!(error instanceof ConnectionFailure)) throw error;
    await route.abort();
  }
}

/** An organization in the stub, for a test to read or to change without the page knowing. */
export function organization(clerk: ClerkStub, id = 'org_engines'): Organization {
  const found = clerk.state.organizations.get(id);
  if (!found) throw new Error(`The stub has no organization ${id}`);
  return found;
}

/** Ends every session, as an admin does in Clerk's dashboard. The page is not notified. */
export function endSessions({ state }: ClerkStub): void {
  for (const client of state.clients.values()) {
    for (const session of client.sessions) endSession(state, client, session, 'ended');
  }
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

/** The table row of a member, by email address or user ID. */
export const row = (page: Page, member: string): Locator =>
  page.getByRole('table', { name: 'Memberships List' }).getByRole('row').filter({ hasText: member });

/** The rows of all members, without the header row. */
export const rows = (page: Page): Locator => page.locator('#memberships_table_body').getByRole('row');

/** Signs in with Clerk's sign-in form and chooses Analytical Engines in Clerk's organization switcher. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
  await page.getByRole('button', { name: /organization switcher/i }).click();
  await page.getByRole('button', { name: 'Analytical Engines' }).click();
}

/** Opens the page and waits for the first row. */
export async function openList(page: Page, url = '/'): Promise<void> {
  await page.goto(url);
  await expect(rows(page).first()).toBeVisible();
}

/**
 * Waits until every request that the page has sent has reached the stub, so that a test can count them. During the first
 * round trip the page finishes what it is doing. The second request arrives after the page's own.
 */
export async function settle(page: Page): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await page.evaluate(async (url) => void (await fetch(url)), `${PROXY_PATH}/v1/environment`);
  }
}

/** Presses “Change role” in a member's row. */
export async function changeRole(page: Page, email: string): Promise<void> {
  await row(page, email)
    .getByRole('button', { name: /^Change role/ })
    .click();
}

/** Presses “Remove” in a member's row and confirms it. */
export async function remove(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: `Remove ${email}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
}
