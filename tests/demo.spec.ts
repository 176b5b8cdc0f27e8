/**
 * The demo, with the stub behind the server. These tests do not use the stub of the fixtures.
 */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { createServer, type Plugin } from 'vite';
import { test } from './control-page.ts';
import { withDevServer } from './dev-server.ts';
import { banner, remove, row, rows, signIn } from './fixtures.ts';
import { startScenario } from './scenario-starts.ts';

test('a full session: sign in, select an organization, manage members, fail, sign out, sign in as a member', async ({
  page,
}) => {
  const externalRequests: string[] = [];
  page.on('request', (request) => {
    if (!/^(http:\/\/localhost:|data:|blob:)/.test(request.url())) externalRequests.push(request.url());
  });
  await startScenario(page, 'signed-out');
  await signIn(page, 'ada@example.com');
  await expect(rows(page)).toHaveCount(10);

  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');

  await remove(page, 'tim@example.com');
  await expect(row(page, 'tim@example.com')).toHaveCount(0);

  await page.getByPlaceholder("Enter member's user ID").fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toContainText('org:member');

  await page.getByPlaceholder("Enter member's user ID").fill('user_nobody');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toContainText('No user was found with id user_nobody');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, 'alan@example.com');
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(page.getByRole('button', { name: /^(Change role|Remove|Add member)/ })).toHaveCount(0);
  expect(externalRequests).toEqual([]);
});

test('the demo works in a frame of another site', async ({ page, baseURL }) => {
  await startScenario(page, 'default');
  await page.context().clearCookies();
  // The browser does not let a page from `page.route` open a local address in a frame.
  const otherSite = createHttpServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<iframe src="${baseURL}/" width="1200" height="1000"></iframe>`);
  });
  otherSite.listen(0, '127.0.0.1');
  await once(otherSite, 'listening');
  const address = otherSite.address();
  try {
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('#memberships_table_body').getByRole('row')).toHaveCount(10);
    await frame.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
    await expect(frame.getByRole('row').filter({ hasText: 'frances@example.com' })).toContainText('org:admin');
  } finally {
    otherSite.close();
  }
});

test('requests to Clerk reach the stub although a plugin listed before it answers all others', async ({ request }) => {
  const other: Plugin = {
    name: 'other',
    enforce: 'pre',
    configureServer: ({ middlewares }) => void middlewares.use((_, response) => void response.end('another answer')),
  };
  await withDevServer({ plugins: [other] }, async (url) => {
    expect(await (await request.get(url)).text()).toBe('another answer');
    expect(await (await request.get(`${url}__clerk/v1/client`)).json()).toMatchObject({
      response: { object: 'client' },
    });
  });
});

test('running the tests does not reload an open `npm start`', async () => {
  const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
  try {
    await expect.poll(() => Object.keys(server.watcher.getWatched())).toContain(resolve('tests/stub'));
    const watched = Object.keys(server.watcher.getWatched());
    for (const folder of ['dist-test', 'test-results', 'playwright-report']) {
      expect(watched).not.toContain(resolve(folder));
    }
  } finally {
    await server.close();
  }
});

test('the dev server shows the table', async ({ page }) => {
  await withDevServer({}, async (url) => {
    await page.goto(url);
    await expect(rows(page)).toHaveCount(10);
  });
});

test('the server gives backends the keys of its tokens', async ({ page }) => {
  const response = await page.request.get('/__clerk/.well-known/jwks.json');
  expect(await response.json()).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256' }] });
});
