/**
 * Every test gets its own stubbed Clerk, installed before any page opens. A test fails if the page asked it something it
 * does not know, asked anybody else anything, or threw an error; and if what was asked or answered is not in Clerk's contract.
 */
import { test as base, expect, type Locator, type Page, type Route } from '@playwright/test';
import { ConnectionFailure } from '../clerk-stub/faults.ts';
import { endSession } from '../clerk-stub/rules/sessions.ts';
import { type ScenarioName, scenarios } from '../clerk-stub/scenarios.ts';
import { PASSWORD } from '../clerk-stub/seeds/people.ts';
import type { Organization, Seed } from '../clerk-stub/state.ts';
import { type ClerkStub, createClerkStub, type Exchange } from '../clerk-stub/stub.ts';
import { unexpectedDivergences } from './stub/divergences.ts';

const PROXY_PATH = '/__clerk';

interface Options {
  /** The situation the test starts in: `test.use({ scenario: 'member' })`. */
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
      const trouble: string[] = [];
      const exchanges: Exchange[] = [];
      const stub = createClerkStub(seed, { onExchange: (exchange) => exchanges.push(exchange) });
      await context.route(
        ({ pathname }) => pathname.startsWith(`${PROXY_PATH}/`),
        (route) => answer(stub, route),
      );
      await context.route(
        ({ origin, protocol }) => origin !== baseURL && protocol !== 'data:' && protocol !== 'blob:',
        (route) => {
          trouble.push(`asked ${route.request().url()}`);
          return route.abort();
        },
      );
      context.on('weberror', (error) => trouble.push(`threw ${error.error()}`));
      await use(stub);
      trouble.push(...stub.unknownRequests.map(({ method, path }) => `asked Clerk ${method} ${path}`));
      trouble.push(...unexpectedDivergences(exchanges));
      expect(trouble, 'what should not have happened').toEqual([]);
      // What the page asks from here on must not reach the server: its stub is the demo's, which has tests of its own.
      await context.setOffline(true);
      await context.unrouteAll({ behavior: 'ignoreErrors' });
    },
    { auto: true },
  ],
});

export { expect };

/** What the stub answers to a request of the page. */
export async function ask(stub: ClerkStub, route: Route): Promise<Response> {
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

/** Carries a request of the page to the stub, and its answer back. */
export async function answer(stub: ClerkStub, route: Route): Promise<void> {
  try {
    const response = await ask(stub, route);
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

/** An organization of the stub's, to look into or to change behind the page's back. */
export function organization(clerk: ClerkStub, id = 'org_engines'): Organization {
  const found = clerk.state.organizations.get(id);
  if (!found) throw new Error(`The stub has no organization ${id}`);
  return found;
}

/** Ends every session, as an admin does in Clerk's dashboard: nobody is told. */
export function endSessions({ state }: ClerkStub): void {
  for (const client of state.clients.values()) {
    for (const session of client.sessions) endSession(state, client, session, 'ended');
  }
}

/** How many requests of a kind the page has sent; `path` from `/v1` on, in part. */
export const sent = (clerk: ClerkStub, method: string, path: string): number =>
  clerk.requests.filter((request) => request.method === method && request.path.includes(path)).length;

/** The error banner. */
export const banner = (page: Page): Locator => page.getByRole('alert');

/** The line that says what was done. */
export const notice = (page: Page): Locator => page.getByRole('status');

/** The table row of a member, by e-mail address or user id. */
export const row = (page: Page, member: string): Locator =>
  page.getByRole('table', { name: 'Memberships List' }).getByRole('row').filter({ hasText: member });

/** All members' rows, without the head. */
export const rows = (page: Page): Locator => page.locator('#memberships_table_body').getByRole('row');

/** Signs in by Clerk's form, and chooses Analytical Engines in Clerk's switcher. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
  await page.getByRole('button', { name: /organization switcher/i }).click();
  await page.getByRole('button', { name: 'Analytical Engines' }).click();
}

/** Opens the page and waits for the list. */
export async function openList(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await expect(rows(page).first()).toBeVisible();
}
