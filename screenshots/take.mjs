/** Takes the pictures in README.md from the demo, after a change of a role: `npm run screenshots`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { launchOptions } from '../tests/browser.mjs';

process.env.VITE_CLERK_PUBLISHABLE_KEY = '';
const outDir = mkdtempSync(join(tmpdir(), 'screenshots-'));
await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true } });
const server = await preview({ logLevel: 'warn', build: { outDir } });
const browser = await chromium.launch(launchOptions());
try {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await browser.newPage({
      baseURL: server.resolvedUrls?.local[0],
      viewport: { width: 1280, height: 740 },
      colorScheme,
      locale: 'en-US',
      timezoneId: 'UTC',
      serviceWorkers: 'block',
    });
    await page.request.post('/__clerk/scenario', { form: { name: 'default' } });
    await page.goto('/');
    await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await page.getByRole('region', { name: 'Result of the latest call' }).getByText('"Admin"').waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(import.meta.dirname, `${colorScheme}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true });
}
