/** Faults in the demo, and its request log. */
import { expect } from '@playwright/test';
import { failNext, openControls, test } from './control-page.ts';
import { banner, row, rows } from './fixtures.ts';
import { startScenario } from './scenario-starts.ts';

test('a fault fails the next request, and the request log shows it', async ({ page }) => {
  // With the time fixed, returning to the tab does not reload the list and use up the fault.
  await page.clock.setFixedTime(Date.now());
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await failNext(page, 'Internal error (500)');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(banner(page)).toContainText('There was an internal error on our servers.');
  await controls.getByRole('button', { name: 'Refresh the list' }).click();
  const failed = controls.getByRole('region', { name: 'Requests' }).getByRole('row', { name: /^GET .* 500/ });
  await expect(failed).toContainText('/v1/organizations/org_engines/memberships');
});

test('a failed connection is not a response in any browser', async ({ page, request }) => {
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  await request.post('/__clerk/fail', { form: { path: '/v1/me', fault: 'Connection failure' } });
  // Firefox takes any bytes for a response, and no browser follows a redirect to a data: URL.
  const response = await request.get('/__clerk/v1/me', { maxRedirects: 0 });
  expect([response.status(), response.headers().location]).toEqual([307, 'data:,']);

  await request.post('/__clerk/fail', { form: { path: '/v1/me', fault: 'Connection failure' } });
  const outcome = await page.evaluate(() => fetch('/__clerk/v1/me').then(({ status }) => status, String));
  expect(outcome).toContain('TypeError');
});

test('waiting faults are listed until a request matches', async ({ page }) => {
  await page.clock.setFixedTime(Date.now());
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await failNext(page, 'Too many requests (429)', 'PATCH');
  const waiting = controls.getByRole('list', { name: 'Waiting faults' });
  await expect(waiting).toHaveText('The next PATCH request to /v1/organizations/* fails with status 429.');
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(banner(page)).toBeVisible();
  await controls.getByRole('button', { name: 'Refresh the list' }).click();
  await expect(controls).toHaveURL(/#requests$/);
  await expect(waiting).toHaveCount(0);
});

test('an invalid path is refused', async ({ page }) => {
  await startScenario(page, 'default');
  const controls = await openControls(page);
  await controls.getByLabel('Path').fill('/v1/:id{[}');
  await controls.getByRole('button', { name: 'Fail the next such request' }).click();
  await expect(controls.locator('body')).toHaveText('The path is not valid');
});

test('waiting faults can be dropped', async ({ page }) => {
  await page.clock.setFixedTime(Date.now());
  await startScenario(page, 'default');
  await expect(rows(page)).toHaveCount(10);
  const controls = await failNext(page, 'Connection failure', 'PATCH');
  await expect(controls.getByText('gets no response')).toBeVisible();
  await controls.getByRole('button', { name: 'Drop all waiting faults' }).click();
  await expect(controls.getByRole('list', { name: 'Waiting faults' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
});

test('a fault for a path that no request can have is not accepted', async ({ page }) => {
  await page.goto('/__clerk/');
  const path = page.getByLabel('Path');
  for (const text of ['v1/client', '/v1/client?x=1']) {
    await path.fill(text);
    await page.getByRole('button', { name: 'Fail the next such request' }).click();
    await expect(path).toBeFocused();
    await expect(page.getByText('fails with status')).toHaveCount(0);
  }
});
