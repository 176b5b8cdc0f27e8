import { existsSync } from 'node:fs';
import { defineConfig, firefox, webkit } from '@playwright/test';
import { launchOptions } from './tests/browser.mjs';
import { NOT_INSTALLED } from './tests/frameworks/installed.ts';
import { NEXT_NOT_INSTALLED } from './tests/nextjs/installed.ts';
import { NOT_CHECKED, NOT_COMPARED } from './tests/stub/contract.ts';

const PORT = Number(process.env.PORT ?? 4610);
const isCI = process.env.CI !== undefined;
/** The address of a deployed page, which `npm run smoke` then checks without changing anything there. */
const deployedUrl = process.env.SMOKE_URL && withSlash(process.env.SMOKE_URL);

/** The tests open the page relative to its folder. */
function withSlash(address: string): string {
  const url = new URL(address);
  if (!/\/$|\.html$/.test(url.pathname)) url.pathname += '/';
  return url.href;
}

// Workers load this file too. Warn only in the main process, and not about what `npm run smoke` does not test.
if (!process.env.TEST_WORKER_INDEX && process.env.npm_lifecycle_event !== 'smoke') {
  const reasons = [
    process.env.CLERK_FAPI_SPEC ? null : NOT_CHECKED,
    process.env.CLERK_API_ERRORS ? null : NOT_COMPARED,
    NOT_INSTALLED,
    NEXT_NOT_INSTALLED,
  ].filter((reason) => reason !== null);
  if (reasons.length > 0) console.warn(`\n⚠ ${reasons.join('.\n⚠ ')}.`);
}

// The tests run on the stub. Ignore the developer's .env, so that they never send requests to a real Clerk application.
process.env.VITE_CLERK_PUBLISHABLE_KEY = '';
process.env.VITE_CLERK_PROXY_URL = '';
process.env.REQUIRE_CLERK_KEY = '';

/** Run in Firefox and WebKit, too, where Playwright's own builds of them are installed. */
const CORE = /\b(smoke|loading|list|finding|adding|roles|removing|permissions|failures)\.spec\.ts$/;
const engines = [
  { name: 'firefox', isInstalled: existsSync(firefox.executablePath()) },
  { name: 'webkit', isInstalled: existsSync(webkit.executablePath()) },
] as const;

const webServer = {
  command: `npx vite build --outDir dist-test && npx vite preview --outDir dist-test --port ${PORT} --strictPort`,
  url: `http://localhost:${PORT}`,
};

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: '100%',
  forbidOnly: isCI,
  // Machines can be slow, or busy with something else.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  retries: isCI ? 1 : 0,
  reporter: isCI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: {
    baseURL: deployedUrl ?? `http://localhost:${PORT}`,
    locale: 'en-US',
    timezoneId: 'UTC',
    serviceWorkers: deployedUrl ? 'allow' : 'block',
    // Recording takes a fifth of a test's time. `npm test -- --trace on` records all.
    trace: 'on-first-retry',
  },
  projects: [
    { name: 'chromium', use: { launchOptions: launchOptions() } },
    ...engines
      .filter(({ isInstalled }) => isInstalled)
      .map(({ name }) => ({ name, testMatch: CORE, use: { browserName: name } })),
  ],
  // Test the production build. It has its own folder, so that a build for the tests is never deployed by mistake.
  ...(deployedUrl ? {} : { webServer }),
});
