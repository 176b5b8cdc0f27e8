/** The page below each kind of base path, on the dev server, on the preview server and on a static host. */
import { expect, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { withDevServer } from './dev-server.ts';
import { rows } from './fixtures.ts';
import { startButton } from './scenario-starts.ts';
import { test } from './static-demo.ts';
import { serve } from './static-host.ts';

/** The page, the SDK, the stub, the control page and Clerk’s components. */
async function walk(page: Page, url = ''): Promise<void> {
  await page.goto(url);
  await expect(rows(page)).toHaveCount(10);
  await page.getByRole('link', { name: 'Users and scenarios' }).click();
  await startButton(page, 'signed-out').click();
  await expect(page).toHaveURL(url);
  await expect(page.getByLabel('Email address')).toBeVisible();
}

test('the page works with a base without a slash at its end', async ({ page }) => {
  await withDevServer({ base: '/sub' }, async (url) => {
    await page.goto(url);
    await expect(rows(page)).toHaveCount(10);
  });
});

test('a base that Git Bash on Windows has rewritten is an error', async () => {
  const building = build({ base: 'C:/Program Files/Git/sub/', logLevel: 'silent', build: { write: false } });
  await expect(building).rejects.toThrow('set MSYS_NO_PATHCONV=1 first');
});

for (const base of ['./', '/sub/']) {
  test(`the page works with the base “${base}” on the dev server`, async ({ page }) => {
    await withDevServer({ base }, (url) => walk(page, url));
  });

  test(`a build with the base “${base}” works on the preview server`, async ({ page }, info) => {
    const outDir = info.outputPath('site');
    await build({ base, logLevel: 'error', build: { outDir } });
    const server = await preview({ base, logLevel: 'error', build: { outDir }, preview: { port: 0 } });
    try {
      await walk(page, server.resolvedUrls?.local[0]);
    } finally {
      await server.close();
    }
  });
}

// Vite takes the base “” for “./”, but its plugins get both.
for (const base of ['./', '', '/sub/']) {
  test(`a build with the base “${base}” works on a static host`, async ({ page }, info) => {
    const outDir = info.outputPath('site');
    await build({ base, logLevel: 'error', build: { outDir } });
    const host = await serve(outDir, base.startsWith('/') ? base : '/any/where/');
    try {
      await walk(page, host.url);
      expect(host.missing).toEqual([]);
    } finally {
      host.server.close();
    }
  });
}
