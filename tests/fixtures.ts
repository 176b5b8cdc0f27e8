/**
 * Every test gets its own stubbed Clerk, installed before any page opens. A test fails if the page asked it something it
 * does not know, asked anybody else anything, or threw an error.
 */
import { test as base, expect, type Locator, type Page, type Route } from '@playwright/test';
import { type ScenarioName, scenarios } from '../clerk-stub/scenarios.ts';
import type { Seed } from '../clerk-stub/state.ts';
import { type ClerkStub, ConnectionFailure, createClerkStub } from '../clerk-stub/stub.ts';

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
      const stub = createClerkStub(seed);
      const trouble: string[] = [];
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
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      trouble.push(...stub.unknownRequests.map(({ method, path }) => `asked Clerk ${method} ${path}`));
      expect(trouble, 'what the page should not have done').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Carries a request of the page to the stub, and its answer back. */
export async function answer(stub: ClerkStub, route: Route): Promise<void> {
  const request = route.request();
  const url = new URL(request.url());
  try {
    const response = await stub.fetch(
      new Request(url.origin + url.pathname.replace(PROXY_PATH, '') + url.search, {
        method: request.method(),
        headers: await request.allHeaders(),
        body: request.postData(),
      }),
    );
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

/** The table row of a member, by e-mail address or user id. */
export const row = (page: Page, member: string): Locator =>
  page.getByRole('table', { name: 'Memberships List' }).getByRole('row').filter({ hasText: member });

/** All members' rows, without the head. */
export const rows = (page: Page): Locator => page.locator('#memberships_table_body').getByRole('row');

/** Opens the page and waits for the list. */
export async function openList(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await expect(rows(page).first()).toBeVisible();
}
