/**
 * Measures this page against the documented example and Clerk's own `<OrganizationProfile />`: `npm run bench`.
 *
 * Everything runs on the stubbed Clerk, on this machine, in one go, the pages turn about, so that whatever slows the machine
 * down slows all of them. Times depend on the machine; ratios and bytes hardly do.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { launchOptions } from '../tests/browser.mjs';
import { measureRoleChange, type RoleChange } from './rendering.ts';
import { type Condition, type Result, report, waterfall, writeIntoReadme } from './report.ts';
import { createSites, documentedExample, organizationProfile, type Site, type Subject, thisPage } from './subjects.ts';
import { type Network, visit } from './visit.ts';

const HELP = `npm run bench -- [options]

  --rounds <n>   how often everything is measured; medians are shown (default 5)
  --only <text>  only the conditions whose name contains it: "slow 4G", "5,000", "production", ...
  --waterfall    when each request of a first visit starts and ends
  --write        put the tables into README.md, between <!-- bench --> and <!-- /bench -->`;

/** 1.6 Mbit/s down, 0.75 up, 150 ms there and back: what DevTools calls slow 4G without its allowances. */
const SLOW_4G: Network = {
  name: 'slow 4G',
  limits: { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
};
const UNTHROTTLED: Network = { name: 'unthrottled', limits: null };

const SIZES = [10, 5000] as const;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    waterfall: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  const rounds = Number(options.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${options.rounds} is no number of rounds`);
  const conditions = allConditions().filter(({ name }) => name.includes(options.only));
  if (conditions.length === 0) throw new Error(`No condition's name contains "${options.only}"`);

  const sites = await createSites(say);
  const browser = await launch();
  try {
    // The first round is for the machine to warm up.
    for (let round = 0; round <= rounds; round += 1) {
      say(round === 0 ? 'Warming up' : `Round ${round} of ${rounds}`);
      for (const condition of conditions) {
        for (const { subject, result } of condition.results) {
          const site = await sites.find(subject, condition);
          const measured = await measure(browser, site, subject, condition.network);
          if (round > 0) result.push(measured);
        }
      }
    }
    say('A row among five hundred');
    const changes: RoleChange[] = [];
    const large = await sites.find(thisPage, { key: 'development', members: 5000 });
    for (let round = 0; round < rounds; round += 1)
      changes.push(await measureRoleChange(browser, large, 2 + ((round * 60) % 480)));

    const setting = `Medians of ${rounds}, by \`npm run bench\` in Chromium ${browser.version()} on ${availableParallelism()} cores.`;
    const text = report(conditions, changes, setting);
    console.log(`\n${text}`);
    if (options.waterfall) for (const condition of conditions) console.log(waterfall(condition));
    if (options.write) console.log(await writeIntoReadme(text));
  } finally {
    await browser.close();
    await sites.close();
  }
}

/** Every combination. With a production key nothing is asked of Clerk's own component: it is the documented page's contest. */
function allConditions(): Condition[] {
  return [SLOW_4G, UNTHROTTLED].flatMap((network) =>
    SIZES.flatMap((members) =>
      (['development', 'demo', 'production'] as const).map((key) => {
        const subjects =
          key === 'production' ? [thisPage, documentedExample] : [thisPage, documentedExample, organizationProfile];
        return {
          name: `${network.name}, ${members.toLocaleString('en')} members, ${key} key`,
          network,
          members,
          key,
          results: subjects.map((subject) => ({ subject, result: [] })),
        };
      }),
    ),
  );
}

/** A first visit, with nothing in the cache, and another to the same page afterwards. */
async function measure(browser: Browser, { origin }: Site, subject: Subject, network: Network): Promise<Result> {
  const context = await browser.newContext();
  try {
    const url = origin + subject.address;
    const first = await visit(context, url, subject, network);
    return { first, again: await visit(context, url, subject, network) };
  } finally {
    await context.close();
  }
}

function launch(): Promise<Browser> {
  const { args, ...browser } = launchOptions();
  // Nothing leaves this machine: the documented example would send telemetry.
  return chromium.launch({ ...browser, args: [...args, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
}

/** What happens, on the error stream: the tables are the output. */
function say(message: string): void {
  console.error(message);
}
