import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/browser.mjs';
import { NOT_CHECKED } from './tests/stub/contract.ts';

const PORT = Number(process.env.PORT ?? 4610);
const isCI = process.env.CI !== undefined;

// Once, and not again in every worker.
if (!process.env.CLERK_FAPI_SPEC && !process.env.TEST_WORKER_INDEX) console.warn(`\n⚠ ${NOT_CHECKED}.`);

// Whatever your .env says: the tests are about the stub, and no business of your Clerk's.
process.env.VITE_CLERK_PUBLISHABLE_KEY = '';
process.env.VITE_CLERK_PROXY_URL = '';

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: '100%',
  forbidOnly: isCI,
  // A machine shared with others may take its time.
  expect: { timeout: 10_000 },
  retries: isCI ? 1 : 0,
  reporter: isCI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: 'en-US',
    timezoneId: 'UTC',
    serviceWorkers: 'block',
    // Tracing every test would take longer than the tests.
    trace: 'on-first-retry',
    launchOptions: launchOptions(),
  },
  // What ships is what is tested: the production build. It has a folder of its own, so that no deployment takes it for yours.
  webServer: {
    command: `npx vite build --outDir dist-test && npx vite preview --outDir dist-test --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}`,
  },
});
