/** The stub's Playwright fixture, in a browser without launch options for the SDK. */
import { callStub, expect, routeClerk, test } from '../../clerk-stub/playwright.ts';
import { joined, organization, seed } from '../../clerk-stub/seeds/organizations.ts';
import { people } from '../../clerk-stub/seeds/people.ts';
import { ADMIN } from '../../clerk-stub/seeds/roles.ts';
import { launchOptions } from '../browser.mjs';
import { keyFor, openSdk, signedInUser } from './sdk-page.ts';

const { args, ...browser } = launchOptions();
test.use({ launchOptions: { ...browser, args: args.filter((arg) => !arg.includes('AutomationControlled')) } });

/** The SDK by script tag, as Clerk documents it, and with its default options. */
const SCRIPT_TAG_PAGE = `<!doctype html>
  <script src="/__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js"
    data-clerk-publishable-key="${keyFor('clerk-stub.test')}" data-clerk-proxy-url="/__clerk"></script>
  <script>
    addEventListener('load', async () => {
      await Clerk.load();
      document.title = Clerk.user.fullName;
    });
  </script>`;

test('a page with the SDK by script tag is signed in, and sees a connection that fails', async ({ page, clerk }) => {
  await page.route('/', (route) => route.fulfill({ contentType: 'text/html', body: SCRIPT_TAG_PAGE }));
  await page.goto('/');
  await expect(page).toHaveTitle('Ada Lovelace');
  clerk.failNext({ method: 'PATCH', network: true, times: 10 });
  // If navigator.webdriver is set, the SDK resolves as if the write had succeeded.
  const update = page.evaluate(async () => void (await window.Clerk?.organization?.update({ name: 'Renamed' })));
  await expect(update).rejects.toThrow();
});

test('before the first page, a test chooses who is signed in', async ({ page, clerk }) => {
  clerk.state.defaultSession = { userId: 'user_katherine', organizationId: 'org_moonshot' };
  await openSdk(page);
  await expect(signedInUser(page)).toHaveText('katherine@example.com, org:member of Moonshot Software');
});

test('a member in a second browser is removed by an admin in the first', async ({ page, browser, clerk }) => {
  const second = await browser.newContext();
  await routeClerk(second, clerk, { session: { userId: 'user_alan', organizationId: 'org_engines' } });
  const secondPage = await second.newPage();
  // Both at once: neither gets the session of the other.
  const [sdk] = await Promise.all([openSdk(page), openSdk(secondPage)]);
  await expect(signedInUser(secondPage)).toHaveText('alan@example.com, org:member of Analytical Engines');

  await sdk.evaluate(async ({ organization }) => void (await organization?.removeMember('user_alan')));
  await secondPage.reload();
  await expect(signedInUser(secondPage)).toHaveText('alan@example.com, in no organization');
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');
  await second.close();
});

test('with a session of null, a second browser starts signed out', async ({ browser, clerk }) => {
  const second = await browser.newContext();
  await routeClerk(second, clerk, { session: null });
  const page = await second.newPage();
  await openSdk(page);
  await expect(signedInUser(page)).toHaveText('nobody');
  await second.close();
});

test('a session of a user who does not exist is refused', async ({ browser, clerk }) => {
  const second = await browser.newContext();
  const session = { userId: 'user_nobody', organizationId: null };
  await expect(routeClerk(second, clerk, { session })).rejects.toThrow('No user was found with id user_nobody');
  await second.close();
});

test('a test changes a response in a second browser', async ({ browser, clerk }) => {
  const second = await browser.newContext();
  await routeClerk(second, clerk, { session: { userId: 'user_alan', organizationId: 'org_engines' } });
  const page = await second.newPage();
  await page.route('**/v1/client?*', async (route) => {
    const json = await (await callStub(clerk, route)).json();
    json.response.sessions[0].user.organization_memberships[0].role = 'org:guest';
    await route.fulfill({ json });
  });
  await openSdk(page);
  await expect(signedInUser(page)).toHaveText('alan@example.com, org:guest of Analytical Engines');
  await second.close();
});

test.describe('with a slash at the end of clerkUrl', () => {
  test.use({ clerkUrl: 'https://quiet-stub-42.clerk.accounts.dev/' });

  test('the page runs on the stub', async ({ page }) => {
    await openSdk(page, { publishableKey: keyFor('quiet-stub-42.clerk.accounts.dev'), proxyUrl: null });
    await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');
  });

  test('a second browser has a session of its own', async ({ browser, clerk }) => {
    const second = await browser.newContext();
    await routeClerk(second, clerk, { session: { userId: 'user_alan', organizationId: 'org_engines' } });
    const page = await second.newPage();
    await openSdk(page, { publishableKey: keyFor('quiet-stub-42.clerk.accounts.dev'), proxyUrl: null });
    await expect(signedInUser(page)).toHaveText('alan@example.com, org:member of Analytical Engines');
    await second.close();
  });
});

test.describe('with failOnUnknownRequests off', () => {
  test.use({ failOnUnknownRequests: false });

  test('a request that the stub does not support does not fail the test', async ({ page, clerk }) => {
    await openSdk(page);
    await page.evaluate(() => fetch('/__clerk/v1/unknown'));
    expect(clerk.unknownRequests).toHaveLength(1);
  });
});

for (const times of [2, Number.POSITIVE_INFINITY]) {
  test(`a fault that was used once, of ${times} times, does not fail the test`, async ({ page, clerk }) => {
    clerk.failNext({ path: '/v1/unused', times });
    await openSdk(page);
    await page.evaluate(() => fetch('/__clerk/v1/unused'));
  });
}

test('a page may delete the organization of the default session, which the test added', async ({ page, clerk }) => {
  const acme = organization('Acme', 'acme', joined([[people.ada, ADMIN]]));
  clerk.reset(seed({ organizations: [acme], defaultSession: { userId: 'user_ada', organizationId: 'org_acme' } }));
  const sdk = await openSdk(page);
  await sdk.evaluate(async ({ organization }) => organization?.destroy());
  expect(clerk.state.organizations.size).toBe(0);
});

test('a test may delete the user of the default session', async ({ page, clerk }) => {
  await openSdk(page);
  clerk.state.users.delete('user_ada');
});

test('the path of the proxy may be in a parameter, too', async ({ page, clerk }) => {
  await openSdk(page);
  await page.evaluate(() => fetch('/__clerk/v1/client?redirect_url=/__clerk/v1/client'));
  expect(clerk.requests.map(({ query }) => query.get('redirect_url'))).toContain('/__clerk/v1/client');
});

test.describe('with a service worker that passes requests on', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the stub answers', async ({ page, context, clerk }) => {
    const headers = { 'Content-Type': 'text/javascript' };
    const worker = `addEventListener('fetch', (event) => {
      if (event.request.url.includes('/__clerk/v1/')) event.respondWith(fetch(event.request));
    })`;
    await context.route('/worker.js', (route) => route.fulfill({ headers, body: worker }));
    await openSdk(page);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    await expect.poll(() => clerk.requests.filter(({ path }) => path === '/v1/client').length).toBeGreaterThan(1);
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toContain('worker.js');
  });
});

/** Sees the page after the stub has ended: it ends after the stub, which depends on it. */
const ending = test.extend({
  seed: async ({ seed, page }, use) => {
    await use(seed);
    const answer = page.evaluate(() => fetch('/__clerk/v1/environment').then(({ status }) => status));
    await expect(answer).rejects.toThrow('Failed to fetch');
  },
});

ending('after a test, no request of the page reaches its server', async ({ page }) => {
  await openSdk(page);
});
