/** Which browser the tests run in: Playwright's own where it is installed, otherwise one of the system's. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** By preference. The one without a window of its own, Debian's, is twice as fast as the others. */
const SYSTEM_BROWSERS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

/**
 * @returns {{ executablePath?: string } | { channel: string } | undefined} Playwright's launch options for it, `undefined`
 * when there is none. CHROMIUM_PATH in the environment goes before all others.
 */
export function findBrowser() {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) return { executablePath: CHROMIUM_PATH };
  if (existsSync(chromium.executablePath())) return {};
  const candidates = SYSTEM_BROWSERS.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  const executablePath = candidates.find(isExecutable);
  if (executablePath) return { executablePath };
  // Where macOS and Windows keep theirs, Playwright knows.
  return existsSync(CHROME_ELSEWHERE[process.platform] ?? '') ? { channel: 'chrome' } : undefined;
}

/** How tests and benchmark start it, as Playwright's launch options. */
export function launchOptions() {
  return {
    ...findBrowser(),
    args: [
      // With navigator.webdriver set, Clerk's SDK takes itself for offline, and writes that failed for done.
      '--disable-blink-features=AutomationControlled',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-quic',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}

/** @type {Record<string, string>} */
const CHROME_ELSEWHERE = {
  darwin: '/Applications/Google Chrome.app',
  win32: String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
};

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
