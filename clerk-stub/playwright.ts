/**
 * Playwright's `test`, with a stubbed Clerk of its own for each test. The pages need no server for Clerk and no launch option.
 *
 *     test('an admin removes a member', async ({ page, clerk }) => { … });
 */
import { type BrowserContext, test as base, expect, type Route } from '@playwright/test';
import { clientCookieNames } from './clients.ts';
import { ConnectionFailure } from './faults.ts';
import { createClient } from './rules/sessions.ts';
import { type ScenarioName, scenarioSeed } from './scenarios.ts';
import { sdkResponse } from './sdk-files.ts';
import type { Seed } from './state.ts';
import { type ClerkStub, createClerkStub, type Exchange } from './stub.ts';

export interface ClerkFixtureOptions {
  /** The data at the start of the test, by name: `test.use({ scenario: 'member' })`. Default `default`. */
  scenario: ScenarioName;
  /** The data at the start of the test, instead of that of the scenario. */
  seed: Seed;
  /**
   * Where the page expects Clerk's Frontend API: the path of its proxy, or the URL of the key's instance
   * (`https://clever-otter-42.clerk.accounts.dev`). Default `/__clerk`.
   */
  clerkUrl: string;
  /** Whether a request that the stub does not support fails the test. Default `true`. */
  failOnUnknownRequests: boolean;
  /** Checks all requests of a test and their responses. The test fails with what it returns. Default: no check. */
  contract: { check(exchanges: readonly Exchange[]): string[] } | null;
}

export const test = base.extend<ClerkFixtureOptions & { clerk: ClerkStub }>({
  scenario: ['default', { option: true }],
  seed: [({ scenario }, use) => use(scenarioSeed(scenario)), { option: true }],
  clerkUrl: ['/__clerk', { option: true }],
  failOnUnknownRequests: [true, { option: true }],
  contract: [null, { option: true }],

  clerk: [
    async ({ context, baseURL, seed, clerkUrl, failOnUnknownRequests, contract }, use) => {
      const reported = new Set<string>();
      const exchanges: Exchange[] = [];
      const clerk = createClerkStub(seed, { onExchange: (exchange) => exchanges.push(exchange) });
      settings.set(clerk, { baseURL, clerkUrl, report: (problem) => reported.add(problem) });
      await routeClerk(context, clerk);
      await use(clerk);
      // A late request must not reach the page's server, which may have a stubbed Clerk of its own.
      await context.setOffline(true);
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      const unknown = failOnUnknownRequests ? clerk.unknownRequests : [];
      const received = [...new Set(clerk.requests.map(({ method, path }) => `${method} ${path}`))].sort().join(', ');
      const unmatched = clerk.unmatched().map(({ method = '', path = '*' }) => `${method} ${path}`.trim());
      const { users, organizations, defaultSession } = clerk.state;
      // The test may have deleted users and organizations of the seed, and the page those in the path of a request.
      const deleted = [...seed.users, ...seed.organizations].map(({ id }) => id);
      const requested = clerk.requests.flatMap(({ path }) => path.split('/'));
      const known = new Set([...users.keys(), ...organizations.keys(), ...deleted, ...requested]);
      const unknownIds = Object.values(defaultSession ?? {}).filter((id) => id && !known.has(id));
      const problems = [
        ...reported,
        ...unknown.map(
          ({ method, path, unsupported }) => `${method} ${path}: ${unsupported} README.md says how to mock it.`,
        ),
        // Probably a wrong path: the test saw neither the failure nor the delay.
        ...unmatched.map((pattern) => `no request matched the fault or hold: ${pattern}; received: ${received}`),
        ...unknownIds.map((id) => `the default session is for ${id}, but there is no such user or organization`),
        ...(contract?.check(exchanges) ?? []),
      ];
      expect(problems, 'problems of the stubbed Clerk').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The URLs of each stub's test, and how its problems are reported. */
const settings = new WeakMap<
  object,
  { baseURL: string | undefined; clerkUrl: string; report(problem: string): void }
>();
const clerkUrlOf = (stub: object) => settings.get(stub)?.clerkUrl ?? '/__clerk';

/**
 * Sends the requests of a browser context to the stub: those to Clerk, and those for the SDK. The fixture `context` has it
 * already; a test calls it for a second browser.
 *
 * @param session who is signed in there until `clerk.reset()`, or `null` for nobody; by default, the default session. The pages must be
 *   at the host of the test's `baseURL`. Throws if there is no such user or membership
 * @param clerkUrl by default, that of the test
 */
export async function routeClerk(
  context: BrowserContext,
  clerk: ClerkStub,
  { session, clerkUrl = clerkUrlOf(clerk) }: { session?: Seed['defaultSession']; clerkUrl?: string } = {},
): Promise<void> {
  const report = settings.get(clerk)?.report ?? ((problem) => expect.soft(problem).toBe(''));
  const { testDir } = test.info().project;
  const answered = new Set<string>();
  const fetch = async (request: Request) => sdkResponse(request, testDir, report) ?? clerk.fetch(request);
  if (session !== undefined) await giveClient(context, clerk, session, clerkUrl);
  // With `navigator.webdriver` set, the SDK assumes that it is offline, and failed writes look like success.
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false });
  });
  context.on('request', (request) => {
    const { origin, pathname, searchParams } = new URL(request.url());
    const url = origin + pathname;
    // `@clerk/react` first loads the SDK, from the host of its key.
    const isToClerk = searchParams.has('__clerk_api_version') || /\bclerk\.[^/]+\/npm\/@clerk\//.test(url);
    if (isToClerk && !url.includes(prefixOf(clerkUrl))) {
      report(`the SDK sent requests to ${origin}, not to clerkUrl: ${clerkUrl}`);
    }
  });
  context.on('response', (response) => {
    const url = response.url();
    // A service worker may also have passed the request on, to the route below.
    if (response.fromServiceWorker() && url.includes('__clerk_api_version') && !answered.has(url)) {
      report("a service worker answered the SDK's requests instead of this stub: set serviceWorkers: 'block'");
    }
  });
  await context.route(
    ({ origin, pathname }) => (origin + pathname).includes(prefixOf(clerkUrl)),
    (route) => {
      answered.add(route.request().url());
      return fulfill(route, { fetch }, clerkUrl);
    },
  );
}

/** Gives the browser a client of its own, with this session or none. */
async function giveClient(
  context: BrowserContext,
  clerk: ClerkStub,
  session: Seed['defaultSession'],
  clerkUrl: string,
): Promise<void> {
  const { baseURL } = settings.get(clerk) ?? {};
  if (!baseURL) throw new Error('The session of a second browser needs use: { baseURL } in playwright.config.ts');
  const { href, origin, protocol } = new URL(clerkUrl, baseURL);
  const value = crypto.randomUUID();
  clerk.state.clients.set(value, createClient(clerk.state, false));
  const request = new Request(href, { headers: { cookie: `__client=${value}` } });
  if (session) clerk.signInAs(session.userId, request, session.organizationId);
  const site = protocol === 'https:' ? ({ secure: true, sameSite: 'None' } as const) : {};
  await context.addCookies([
    ...clientCookieNames.map((name) => ({ name, value, url: origin, httpOnly: true, ...site })),
    // With the key of a development instance, the SDK reads this one, and sends it as a parameter.
    { name: '__clerk_db_jwt', value, url: new URL(baseURL).origin },
  ]);
}

const prefixOf = (clerkUrl: string) => clerkUrl.replace(/\/?$/, '/');

/**
 * The stub's response to a request of the page, for a test that changes it. Rejects as `ClerkStub.fetch` does.
 *
 * @param clerkUrl by default, that of the test
 */
export async function callStub(
  stub: Pick<ClerkStub, 'fetch'>,
  route: Route,
  clerkUrl = clerkUrlOf(stub),
): Promise<Response> {
  const request = route.request();
  const prefix = prefixOf(clerkUrl);
  const path = request.url().split(prefix).slice(1).join(prefix);
  const url = `${new URL(request.url()).origin}/${path}`;
  const headers = await request.allHeaders();
  const body = request.postDataBuffer();
  return stub.fetch(new Request(url, { method: request.method(), body: body && new Uint8Array(body), headers }));
}

async function fulfill(route: Route, stub: Pick<ClerkStub, 'fetch'>, clerkUrl: string): Promise<void> {
  try {
    const response = await callStub(stub, route, clerkUrl);
    const { status, headers } = response;
    // Playwright separates several `Set-Cookie` values by line breaks.
    const cookies = headers.getSetCookie().join('\n');
    const all = { ...Object.fromEntries(headers), ...(cookies && { 'set-cookie': cookies }) };
    await route.fulfill({ status, headers: all, body: await response.text() });
  } catch (error) {
    if (!(error instanceof ConnectionFailure)) throw error;
    await route.abort();
  }
}
