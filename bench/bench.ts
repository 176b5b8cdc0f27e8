/**
 * Compares this page with the documented example and Clerk's `<OrganizationProfile />`, on the stubbed Clerk. Options:
 * --rounds <n>        take the medians of n rounds, by default 3, and of three times as many on the unthrottled network
 * --quick             only the unthrottled network and the development key; writes no file
 * --against <folder>  also measure another checkout, which has its own node_modules; writes no file
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { launchOptions } from '../tests/browser.mjs';
import { buildAndServe, keys, pages } from './pages.ts';
import { line, type Sample, table } from './report.ts';
import { networks, visit } from './visit.ts';

const { rounds, quick, against } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, quick: { type: 'boolean' }, against: { type: 'string' } },
}).values;
if (!(Number(rounds) > 0)) throw new Error('--rounds needs a positive number');
if (against) pages.push({ name: 'before', path: '/', root: against });

const { args, ...options } = launchOptions();
// The documented example would send telemetry.
args.push('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
const browser = await chromium.launch({ ...options, args });
const samples = await measure(browser);
await browser.close();

const setting = `Medians of ${rounds} rounds (unthrottled: ${Number(rounds) * networks.unthrottled.roundsFactor}) in Chromium ${browser.version()} on ${availableParallelism()} cores.`;
const tables = Object.keys(samples[0]?.figures ?? {}).map((figure) => table(samples, figure));
const demo = 'With the demo key, that of the stub, the SDK requests no token for the browser (`/v1/dev_browser`).';
const results = ['# Results of `npm run bench`', `${setting} ${demo}`, ...tables].join('\n\n');
const shown = samples.filter(({ condition }) => !condition.includes('demo'));
const lines = ['`getMemberships()` response to first row (ms)', 'Bytes before the first row'].map((figure) =>
  line(samples, figure, 'unthrottled, first visit, development key'),
);
const summary = [table(shown, 'First row (ms)'), ...lines, setting].join('\n\n');
console.log(`${results}\n\n${summary}`);
if (!quick && !against) {
  const [before, , after] = readFileSync('README.md', 'utf8').split(/(?<=<!-- bench -->)|(?=<!-- \/bench -->)/);
  writeFileSync('README.md', `${before}\n\n${summary}\n\n${after}`);
  writeFileSync('bench/RESULTS.md', `${results}\n`);
}

/** The pages take turns, forwards and backwards, so that other work on the machine slows all of them. */
async function measure(browser: Browser): Promise<Sample[]> {
  const samples: Sample[] = [];
  const sites: { key: string; name: string; url: string }[] = [];
  for (const [key, publishableKey] of Object.entries(keys).slice(0, quick ? 1 : undefined)) {
    for (const { name, path, root } of pages)
      sites.push({ key, name, url: (await buildAndServe(root, publishableKey)) + path });
  }
  for (const [network, { roundsFactor, limits }] of Object.entries(networks).slice(0, quick ? 1 : undefined)) {
    // Round 0 warms up.
    for (let round = 0; round <= Number(rounds) * roundsFactor; round += 1) {
      for (const { key, name, url } of round % 2 ? sites : sites.toReversed()) {
        const context = await browser.newContext();
        for (const kind of ['first', 'returning']) {
          const figures = await visit(context, url, limits);
          if (round > 0) samples.push({ condition: `${network}, ${kind} visit, ${key} key`, page: name, figures });
        }
        await context.close();
      }
    }
  }
  return samples;
}
