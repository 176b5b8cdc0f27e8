/** The SDK sends different requests to development and production instances. */
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { expect, test } from '../fixtures.ts';
import { keyFor, loadedSdk, openSdk, sessionsOf, signedInUser } from './sdk-page.ts';

const DEVELOPMENT = { publishableKey: keyFor('quiet-stub-42.clerk.accounts.dev'), proxyUrl: null };
const PRODUCTION = { publishableKey: keyFor('clerk.example.com', 'live'), proxyUrl: null };

test.describe('a development instance', () => {
  test.use({
    clerkUrl: 'https://quiet-stub-42.clerk.accounts.dev',
    seed: { ...scenarios.default.seed(), defaultSession: null },
  });

  test('identifies the browser by a token, requested once', async ({ page, clerk }) => {
    const sdk = await openSdk(page, DEVELOPMENT);
    await expect(signedInUser(page)).toHaveText('nobody');
    await sdk.evaluate(async (clerk, password) => {
      const signIn = await clerk.client?.signIn.create({ identifier: 'ada@example.com', password });
      await clerk.setActive({ session: signIn?.createdSessionId ?? null, organization: 'org_engines' });
    }, PASSWORD);
    await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');

    await page.reload();
    await loadedSdk(page);
    await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');

    const [first, ...others] = clerk.requests;
    expect(first).toMatchObject({ method: 'POST', path: '/v1/dev_browser', status: 200 });
    expect(others.map(({ path }) => path)).not.toContain('/v1/dev_browser');
    const [token, ...more] = new Set(others.map(({ query }) => query.get('__clerk_db_jwt')));
    expect(token).toBeTruthy();
    expect(more).toEqual([]);
    expect([...clerk.state.clients.keys()]).toEqual([token]);
    expect(sessionsOf(clerk)).toEqual(['user_ada in org_engines']);
  });
});

test.describe('a production instance', () => {
  test.use({ clerkUrl: 'https://clerk.example.com' });

  test('the SDK requests the environment of a production instance with GET, and no dev browser', async ({
    page,
    clerk,
  }) => {
    const sdk = await openSdk(page, PRODUCTION);
    await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');
    expect(await sdk.evaluate(({ status, instanceType }) => ({ status, instanceType }))).toEqual({
      status: 'ready',
      instanceType: 'production',
    });
    const environment = clerk.requests.filter(({ path }) => path === '/v1/environment');
    expect(environment.map(({ method }) => method)).toEqual(['GET']);
    expect(clerk.requests.map(({ path }) => path)).not.toContain('/v1/dev_browser');
  });

  test('the SDK reads from another origin when it may try again', async ({ page, clerk }) => {
    const sdk = await openSdk(page, PRODUCTION);
    clerk.failNext({ path: '/v1/organizations/*', status: 429, retryAfter: 5 });
    const retryAfter = await sdk.evaluate(({ organization }) =>
      organization?.getRoles().catch((error: { retryAfter?: number }) => error.retryAfter),
    );
    expect(retryAfter).toBe(5);
  });
});
