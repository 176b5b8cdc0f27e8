/** `@clerk/react` and `@clerk/vue` on the stub: a small app of each, built by Vite with `clerkStub()`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test as plainTest } from '@playwright/test';
import { build, type InlineConfig, type PreviewServer, preview } from 'vite';
import { test } from '../../clerk-stub/playwright.ts';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { clerkStub } from '../../clerk-stub/vite.ts';
import { type StaticHost, serve } from '../static-host.ts';
import { unexpectedDivergences } from '../stub/divergences.ts';
import { NOT_INSTALLED } from './installed.ts';

for (const framework of ['react', 'vue']) {
  test.describe(`@clerk/${framework}`, () => {
    test.describe.configure({ mode: 'default' });
    test.skip(NOT_INSTALLED !== null, NOT_INSTALLED ?? '');
    test.use({ contract: { check: unexpectedDivergences } });

    let folder: string;
    let server: PreviewServer;
    let url: string;
    let staticHost: StaticHost;

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), `clerk-${framework}-`));
      const root = join(import.meta.dirname, framework);
      const config: InlineConfig = { root, configFile: false, logLevel: 'error', plugins: [clerkStub()] };
      await build({ ...config, build: { outDir: folder, emptyOutDir: true } });
      server = await preview({ ...config, build: { outDir: folder }, preview: { port: 0 } });
      url = server.resolvedUrls?.local[0] ?? '';
      staticHost = await serve(folder, '/');
    });

    test.afterAll(async () => {
      await server.close();
      staticHost.server.close();
      rmSync(folder, { recursive: true });
    });

    test('members are listed, with a second page', async ({ page }) => {
      await page.goto(url);
      await expect(members(page)).toHaveCount(10);
      await page.getByRole('button', { name: 'Next members' }).click();
      await expect(members(page)).toHaveText(['alan@example.com', 'grace@example.com']);
    });

    test('<OrganizationProfile /> changes a role', async ({ page, clerk }) => {
      await page.goto(url);
      await page.getByRole('button', { name: 'Members', exact: true }).click();
      const row = page.getByRole('row').filter({ hasText: 'frances@example.com' });
      await row.getByRole('button', { name: 'Member', exact: true }).click();
      const admin = page.getByRole('option', { name: 'Admin' });
      // While its list opens, Clerk's select may miss a click.
      await expect(async () => {
        if (await admin.isVisible()) await admin.click();
        await expect(admin).toBeHidden({ timeout: 2000 });
      }).toPass();
      await expect(row.getByRole('button', { name: 'Admin' })).toBeEnabled();
      expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:admin');
    });

    test('a user switches with <OrganizationSwitcher />, signs out with <UserButton /> and in with <SignIn />', async ({
      page,
    }) => {
      await page.goto(url);
      await page.getByRole('button', { name: /organization switcher/i }).click();
      await page.getByRole('button', { name: 'Moonshot Software' }).click();
      await expect(members(page)).toHaveCount(3);
      await page.getByRole('button', { name: 'Open user menu' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Email address').fill('grace@example.com');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await page.getByRole('button', { name: 'Open user menu' }).click();
      await expect(page.getByRole('dialog', { name: 'Account panel' })).toContainText('Grace Hopper');
    });

    plainTest('the app runs on the stub of Vite’s server', async ({ page }) => {
      await page.goto(url);
      await expect(members(page)).toHaveCount(10);
      await expect(page.getByRole('button', { name: 'Open user menu' })).toBeVisible();
    });

    plainTest.describe('on a static host', () => {
      plainTest.use({ serviceWorkers: 'allow' });

      plainTest('the app runs on the stub of the service worker', async ({ page }) => {
        await page.goto(staticHost.url);
        await expect(members(page)).toHaveCount(10);
        await expect(page.getByRole('button', { name: 'Open user menu' })).toBeVisible();
        expect(staticHost.missing).toEqual([]);
      });
    });
  });
}

const members = (page: Page) => page.getByRole('region', { name: 'Members' }).getByRole('listitem');
