/** What fails a test with the stub's Playwright fixture. */
import { expect, routeClerk, test } from '../../clerk-stub/playwright.ts';
import { OWN_CLERK } from '../own-build.ts';
import { openSdk } from './sdk-page.ts';

/** Expects that the stub fails the test, for this reason alone. */
const failing = test.extend<{ reason: string }>({
  reason: ['', { option: true }],
  // It ends after the stub, which depends on it.
  seed: async ({ seed, reason }, use, info) => {
    await use(seed);
    const messages = info.errors.map(({ message = '' }) => message);
    expect(messages).toEqual([expect.stringContaining(`+   "${reason}"`)]);
    info.expectedStatus = 'failed';
  },
});

failing.describe('with a request that the stub does not support', () => {
  failing.use({
    reason:
      'GET /v1/unknown: The stubbed Frontend API has no route for GET /v1/unknown. SUPPORTED.md lists its routes. README.md says how to mock it.',
  });

  failing('the test fails', async ({ page }) => {
    await openSdk(page);
    await page.evaluate(() => fetch('/__clerk/v1/unknown'));
  });
});

failing.describe('with a supported request with an unsupported strategy', () => {
  failing.use({
    scenario: 'signed-out',
    reason:
      'POST /v1/client/sign_ins: The stubbed Clerk does not support a sign-in without an identifier (strategy: oauth_google). README.md says how to mock it.',
  });

  failing('the test fails', async ({ page }) => {
    const sdk = await openSdk(page);
    await sdk.evaluate(async ({ client }) => {
      const urls = { redirectUrl: '/', redirectUrlComplete: '/' };
      await client?.signIn.authenticateWithRedirect({ strategy: 'oauth_google', ...urls }).catch(() => {});
    });
  });
});

failing.describe('with a fault that no request has matched', () => {
  failing.use({
    reason: 'no request matched the fault or hold: /unused; received: GET /v1/client, PATCH /v1/environment',
  });

  failing('the test fails', async ({ page, clerk }) => {
    clerk.failNext({ path: '/unused' });
    await openSdk(page);
  });
});

failing.describe('with a hold that was released before any request', () => {
  failing.use({
    reason:
      'no request matched the fault or hold: PATCH /v1/organizations/*; received: GET /v1/client, PATCH /v1/environment',
  });

  failing('the test fails', async ({ page, clerk }) => {
    const release = clerk.hold({ method: 'PATCH', path: '/v1/organizations/*' });
    await openSdk(page);
    release();
  });
});

failing.describe('with a default session of a user who does not exist', () => {
  failing.use({ reason: 'the default session is for user_adaa, but there is no such user or organization' });

  failing('the test fails', async ({ page, clerk }) => {
    clerk.state.defaultSession = { userId: 'user_adaa', organizationId: null };
    await page.goto('/');
  });
});

failing.describe('with a default session in an organization that does not exist', () => {
  failing.use({ reason: 'the default session is for org_engine, but there is no such user or organization' });

  failing('the test fails', async ({ page, clerk }) => {
    clerk.state.defaultSession = { userId: 'user_ada', organizationId: 'org_engine' };
    await page.goto('/');
  });
});

failing.describe('with a file that cannot be served', () => {
  failing.use({ reason: '@clerk/ui 1.34.0 has no dist/missing.js' });

  failing('the test fails', async ({ page }) => {
    await openSdk(page);
    await page.evaluate(() => fetch('/__clerk/npm/@clerk/ui@1/dist/missing.js'));
  });
});

for (const path of ['/v1/client?__clerk_api_version=2026-05-12', '/npm/@clerk/clerk-js@6/dist/clerk.browser.js']) {
  failing.describe(`when the page requests ${path} of another Clerk`, () => {
    failing.use({ reason: `the SDK sent requests to ${OWN_CLERK}, not to clerkUrl: /__clerk` });

    failing('the test fails', async ({ page }) => {
      await page.route(`${OWN_CLERK}/**`, (route) => route.abort());
      await openSdk(page);
      await page.evaluate((url) => fetch(url).catch(() => {}), OWN_CLERK + path);
    });
  });
}

failing.describe('when a service worker answers, as in a build with the Vite plugin', () => {
  failing.use({
    serviceWorkers: 'allow',
    reason: "a service worker answered the SDK's requests instead of this stub: set serviceWorkers: 'block'",
  });

  failing('the test fails', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('row')).toHaveCount(11);
  });
});

failing.describe('when the page of a second browser requests the SDK of another Clerk', () => {
  failing.use({ reason: `the SDK sent requests to ${OWN_CLERK}, not to clerkUrl: /__clerk` });

  failing('the test fails', async ({ browser, clerk }) => {
    const second = await browser.newContext();
    await second.route(`${OWN_CLERK}/**`, (route) => route.abort());
    await routeClerk(second, clerk);
    const page = await second.newPage();
    await openSdk(page);
    await page.evaluate(
      (url) => fetch(url).catch(() => {}),
      `${OWN_CLERK}/npm/@clerk/clerk-js@6/dist/clerk.browser.js`,
    );
    await second.close();
  });
});

failing.describe('with a contract', () => {
  failing.use({
    contract: { check: ([first]) => [`${first?.path} is not allowed`] },
    reason: '/v1/environment is not allowed',
  });

  failing('what its check finds fails the test', async ({ page }) => {
    await openSdk(page);
  });
});
