/** Runs before the tests. Installs a browser if there is none, or prints what to do and exits with code 1. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browser.mjs';

/** @param {string} command @param {string[]} args */
const run = (command, ...args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0;

if (!findBrowser()) {
  console.log('No browser found. Installing Chromium …');
  run(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium');
}
if (!findBrowser() && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  console.log("Playwright's Chromium could not be downloaded. Installing the system package …");
  run('apt-get', 'update');
  run('apt-get', 'install', '--yes', 'chromium-headless-shell') || run('apt-get', 'install', '--yes', 'chromium');
}
if (!findBrowser()) {
  console.error(
    [
      'The tests need a browser, and none could be installed. Do one of the following:',
      '- Run "npx playwright install chromium" with access to the network.',
      '- Install Chromium, Chrome or Edge.',
      '- Set the environment variable CHROMIUM_PATH to the path of an installed browser.',
    ].join('\n'),
  );
  process.exit(1);
}
