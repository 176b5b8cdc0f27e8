/** Runs before the tests: sees to it that there is a browser, or says what to do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browser.mjs';

/** @param {string} command @param {string[]} args */
const run = (command, ...args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0;

if (!findBrowser()) {
  console.log('No browser to test in: installing one.');
  run(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium');
}
if (!findBrowser() && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  console.log("Playwright's own browser could not be fetched: taking the system's package.");
  run('apt-get', 'update');
  run('apt-get', 'install', '--yes', 'chromium-headless-shell') || run('apt-get', 'install', '--yes', 'chromium');
}
if (!findBrowser()) {
  console.error(
    [
      'There is no browser to run the tests in, and none could be installed.',
      'Either let "npx playwright install chromium" through your proxy,',
      "or install Chromium, Chrome or Edge with your system's packages,",
      'or name the one you have: CHROMIUM_PATH=/path/to/chromium npm test',
    ].join('\n'),
  );
  process.exit(1);
}
