/** The service worker of the demo: registered, replaced by a newer one, ended, or not allowed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

import { banner, changeRole, row, rows } from './fixtures.ts';
import { buildWithKey, OWN_CLERK, OWN_KEY } from './own-build.ts';
import { test } from './static-demo.ts';
import { serve } from './static-host.ts';

test('a reload that bypasses the worker still gets the demo', async ({ page, demo }) => {
  await page.goto(demo.url);
  await changeRole(page, 'frances@example.com');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  const session = await page.context().newCDPSession(page);
  await session.send('Page.reload', { ignoreCache: true });
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
});

test('a new version of the stub starts afresh, and an open page reloads', async ({ page, demo }) => {
  const file = join(demo.folder, 'service-worker.js');
  const script = readFileSync(file, 'utf8');
  const version = /["'`]([0-9a-f]{12})["'`]/.exec(script)?.[1] ?? '';
  expect(version).not.toBe('');
  await page.goto(demo.url);
  await changeRole(page, 'frances@example.com');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  try {
    writeFileSync(file, script.replaceAll(version, 'another version'));
    // Browsers look for a new version at each visit.
    await page.reload();
    await expect(row(page, 'frances@example.com')).toContainText('org:member');
    await changeRole(page, 'frances@example.com');
    await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  } finally {
    writeFileSync(file, script);
  }
});

test('a build with a publishable key ends the worker of a former demo', async ({ page, context }, info) => {
  const outDir = info.outputPath('site');
  const base = '/some/path/';
  await buildWithKey('', outDir, { base });
  const site = await serve(outDir, base);
  const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  try {
    await page.goto(site.url);
    await expect(rows(page)).toHaveCount(10);
    expect(await workers()).toBe(1);

    await buildWithKey(OWN_KEY, outDir, { base });
    await context.route(`${OWN_CLERK}/**`, (route) => route.abort());
    await page.reload();
    await expect.poll(() => workers().catch(() => 'the page reloads')).toBe(0);
    await expect(banner(page)).toContainText("Couldn't load Clerk's settings from clever-otter-42.clerk.accounts.dev");
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
    const response = await page.evaluate(() => fetch('__clerk/').then(({ status }) => status));
    expect(response).toBe(404);
  } finally {
    site.server.close();
  }
});

test('a browser that allows no service worker is told so', async ({ page, builtDemo }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await page.goto(builtDemo.url);
  await expect(page.getByRole('heading', { name: 'This demo cannot run here' })).toBeVisible();
  await expect(page.getByText('It needs a service worker')).toBeVisible();
  await expect(page.getByText('This page is taking too long to load')).toHaveCount(0);
});

test('a browser that refuses the service worker is told so', async ({ page, builtDemo }) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () =>
      Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
  });
  await page.goto(builtDemo.url);
  await expect(page.getByRole('heading', { name: 'This demo cannot run here' })).toBeVisible();
});
