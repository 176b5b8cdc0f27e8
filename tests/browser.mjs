/** Finds the browser for tests and benchmark: Playwright's Chromium if it is installed, otherwise a system browser. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** In order of preference. Debian's `chromium-headless-shell` runs the tests twice as fast as the others. */
const SYSTEM_BROWSERS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

/**
 * The environment variable CHROMIUM_PATH takes precedence.
 *
 * @returns {{ executablePath?: string } | { channel: string } | undefined} Playwright's launch options for the browser,
 * or `undefined` if there is none
 */
export function findBrowser() {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) return { executablePath: CHROMIUM_PATH };
  if (existsSync(chromium.executablePath())) return {};
  const candidates = SYSTEM_BROWSERS.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  const executablePath = candidates.find(isExecutable);
  if (executablePath) return { executablePath };
  // On macOS and Windows, Chrome and Edge are not on the PATH. Playwright finds them by their channel.
  const found = CHANNELS.find(({ paths }) => paths.some((path) => existsSync(path)));
  return found && { channel: found.channel };
}

/** Playwright's launch options for the tests and the benchmark. */
export function launchOptions() {
  return {
    ...findBrowser(),
    args: [
      // If navigator.webdriver is set, Clerk's SDK assumes that it is offline and reports failed writes as successful.
      '--disable-blink-features=AutomationControlled',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-quic',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}

/** The folders where Windows installs programs, for all users or for one. */
const PROGRAM_FOLDERS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');

/** Where the browsers of Playwright's channels are on macOS and Windows. */
const CHANNELS = [
  {
    channel: 'chrome',
    paths: [
      '/Applications/Google Chrome.app',
      ...PROGRAM_FOLDERS.map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
    ],
  },
  {
    channel: 'msedge',
    paths: [
      '/Applications/Microsoft Edge.app',
      ...PROGRAM_FOLDERS.map((folder) => join(folder, 'Microsoft/Edge/Application/msedge.exe')),
    ],
  },
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
