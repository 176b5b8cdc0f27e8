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
  const found = CHANNELS.find(isInstalled);
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

/** Playwright's channels, and where their browsers are on macOS and, in a program folder, on Windows. */
const CHANNELS = [
  { channel: 'chrome', app: '/Applications/Google Chrome.app', program: 'Google/Chrome/Application/chrome.exe' },
  { channel: 'msedge', app: '/Applications/Microsoft Edge.app', program: 'Microsoft/Edge/Application/msedge.exe' },
];

/** @param {typeof CHANNELS[number]} channel */
const isInstalled = ({ app, program }) =>
  [app, ...PROGRAM_FOLDERS.map((folder) => join(folder, program))].some((path) => existsSync(path));

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
