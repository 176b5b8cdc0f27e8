/** Holding requests in the demo. */
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { demoApp } from '../clerk-stub/demo.ts';
import { scenarioSeed } from '../clerk-stub/scenarios.ts';
import { createClerkStub } from '../clerk-stub/stub.ts';
import { holdRequests, test } from './control-page.ts';
import { banner, row, rows } from './fixtures.ts';
import { startScenario } from './scenario-starts.ts';

test('requests can be held and released', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await holdRequests(page);
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await controls.getByRole('button', { name: 'Release the held requests' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
});

test('a fifth held request releases all of them, so that the browser keeps a free connection', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await holdRequests(page);
  await expect(controls.getByText('or when more than 4 are waiting')).toBeVisible();
  const members = ['frances', 'tim', 'barbara', 'edsger', 'katherine'].map((name) => `${name}@example.com`);
  for (const member of members.slice(0, 4)) {
    await page.getByRole('button', { name: `Change role of ${member}` }).click();
  }
  await expect(page.locator('tr[aria-busy=true]')).toHaveCount(4);
  await page.getByRole('button', { name: `Change role of ${members[4]}` }).click();
  await expect(page.locator('tr[aria-busy=true]')).toHaveCount(0);
  await controls.reload();
  await expect(controls.getByRole('button', { name: 'Hold all requests to organizations' })).toBeVisible();
});

test('starting a scenario releases the held requests', async ({ page }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await holdRequests(page);
  await page.getByRole('button', { name: 'Change role of frances@example.com' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await controls.getByRole('button', { name: 'Start Member', exact: true }).click();
  // The scenario has sessions of its own.
  await expect(banner(page)).toContainText("You've been signed out.");
});

test('“Release the held requests” on a page that is out of date does not hold requests', async ({ page }) => {
  await startScenario(page, 'default');
  const controls = await holdRequests(page);
  await startScenario(page, 'default');
  await controls.getByRole('button', { name: 'Release the held requests' }).click();
  await expect(controls.getByRole('button', { name: 'Hold all requests to organizations' })).toBeVisible();
});

test('a held request is released after 20 seconds', async () => {
  const demo = demoApp(createClerkStub(scenarioSeed('default')));
  await demo.request('/hold', { method: 'POST', body: new URLSearchParams({ action: 'hold' }) });
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let isReleased = false;
    const held = Promise.resolve(demo.request('/v1/organizations/org_engines')).then(() => {
      isReleased = true;
    });
    await setImmediate();
    mock.timers.tick(19_999);
    await setImmediate();
    expect(isReleased).toBe(false);
    mock.timers.tick(1);
    await held;
  } finally {
    mock.timers.reset();
  }
});
