/** Fixtures for the demo. Each worker starts its own server, since a server has one instance of the stub. */
import type { Page } from '@playwright/test';
import { preview } from 'vite';
import { test as base } from './problems.ts';

export const test = base.extend<object, { server: string }>({
  server: [
    async ({ browserName: _ }, use) => {
      const server = await preview({ build: { outDir: 'dist-test' }, logLevel: 'error' });
      await use(new URL(server.resolvedUrls?.local[0] ?? '').origin);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server),
});

/** Opens the control page in another tab. Returns that tab. */
export async function openControls(page: Page): Promise<Page> {
  const controls = await page.context().newPage();
  await controls.goto('/__clerk/');
  return controls;
}

/** Fails the next request to an organization, on the control page in another tab. Returns that tab. */
export async function failNext(page: Page, fault: string, method = 'Any'): Promise<Page> {
  const controls = await openControls(page);
  await controls.getByLabel('Method').selectOption(method);
  await controls.getByLabel('Response').selectOption(fault);
  await controls.getByRole('button', { name: 'Fail the next such request' }).click();
  return controls;
}

/** Starts to hold requests, on the control page in another tab. Returns that tab. */
export async function holdRequests(page: Page): Promise<Page> {
  const controls = await openControls(page);
  await controls.getByRole('button', { name: 'Hold all requests to organizations' }).click();
  return controls;
}
