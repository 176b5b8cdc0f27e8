/**
 * Random actions of one or two people in any order, with faults: after each, the page must show what the stub holds, say what
 * failed, and keep the focus in sight (`any-order/invariants.ts`).
 *
 * A failure prints its seed and its sequence of actions. `SEED=<seed> npm test -- any-order` repeats it; with `SHRINK=1` it is made
 * shorter, which takes minutes, and with `REPLAY="<path> <replayPath>"` the printed sequence runs alone. `RUNS=<number>` sets how
 * many sequences are tried, and `VERBOSE=1` prints each action.
 */
import { test } from '@playwright/test';
import fc from 'fast-check';
import { memberActions } from './any-order/actions.ts';
import type { Model } from './any-order/command.ts';
import { faults } from './any-order/faults.ts';
import { check, counts } from './any-order/invariants.ts';
import { listActions } from './any-order/list-actions.ts';
import { sessionActions } from './any-order/session-actions.ts';
import { type Setup, World } from './any-order/world.ts';

const RUNS = Number(process.env.RUNS ?? 2);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** The path and the replay path that a failure prints, to repeat its sequence alone. */
const [path = '', replayPath = null] = process.env.REPLAY?.split(' ') ?? [];
/** Milliseconds for a sequence, on a slow machine. */
const RUN_TIME = 12_000;

// A trace of thousands of actions takes longer than the actions.
test.use({ trace: 'off' });

const setups = fc.record<Setup>({
  scenario: fc.constantFrom('default', 'default', 'default', 'custom-roles'),
  tabs: fc.constantFrom(1, 1, 1, 2),
  other: fc.constantFrom(null, null, null, 'user_grace'),
  isMembershipRequired: fc.constantFrom(false, false, true),
});

test('whatever people do in any order, the page shows what Clerk holds', async ({ browser, baseURL }) => {
  const limit = 60_000 + RUNS * RUN_TIME;
  test.setTimeout(limit + 30_000);
  const sequences = fc.commands([...memberActions, ...memberActions, ...listActions, ...sessionActions, ...faults], {
    maxCommands: 120,
    size: 'max',
    ...(replayPath && { replayPath }),
  });
  const property = fc.asyncProperty(setups, sequences, async (setup, sequence) => {
    counts.sequences += 1;
    const world = await World.open(browser, baseURL ?? '', setup);
    try {
      const model: Model = { seen: await check(world), tabs: world.tabs.length, isHolding: false, isMoving: false };
      await fc.asyncModelRun(() => ({ model, real: world }), sequence);
      await finish(world);
    } finally {
      await world.close();
    }
  });
  try {
    await fc.assert(property, {
      seed: SEED,
      path,
      numRuns: path ? 1 : RUNS,
      endOnFailure: !process.env.SHRINK,
      interruptAfterTimeLimit: limit,
    });
  } finally {
    console.log(`SEED=${SEED} RUNS=${RUNS} npm test -- any-order`, counts);
  }
});

/** Lets everything come to its end, and looks at each tab once more. */
async function finish(world: World): Promise<void> {
  await world.traffic.release(0);
  for (const index of world.tabs.keys()) {
    await check(world);
    await world.use(index);
    await check(world);
  }
}
