/** A command of the random test, and the model on which it depends. */
import type { AsyncCommand } from 'fast-check';
import { check, counts } from './invariants.ts';
import type { Look } from './look.ts';
import type { World } from './world.ts';

/** What the person has seen last, and which tabs there are. */
export interface Model {
  seen: Look;
  tabs: number;
  isHolding: boolean;
  /** Whether the page may have changed since it was seen. */
  isMoving: boolean;
}

export type Command = AsyncCommand<Model, World>;

export interface Action {
  name: string;
  /** Whether the person can do it, by what they have seen last. */
  isPossible?(model: Readonly<Model>): boolean;
  act(world: World, seen: Look): Promise<void>;
  /** The page need not be at rest afterwards: the next action follows at once. */
  isHasty?: boolean;
}

export const command = ({ name, isPossible = () => true, act, isHasty = false }: Action): Command => ({
  check: isPossible,
  async run(model, world) {
    counts.actions += 1;
    world.presses += 1;
    try {
      await act(world, model.seen);
    } catch (error) {
      // What was seen may be gone: the next page of the list has come, the session ended, or some seconds after a return to the tab
      // the list was refreshed.
      const seen = await world.look();
      const hasSameRows = JSON.stringify(seen.rows) === JSON.stringify(model.seen.rows);
      if (!model.isMoving && hasSameRows && isPossible({ ...model, seen })) throw error;
    }
    if (process.env.VERBOSE) console.log(name);
    model.seen = isHasty ? await world.look() : await check(world);
    model.isMoving = isHasty;
    model.isHolding = world.traffic.hold !== null;
  },
  toString: () => name,
});

/** The one that a number chooses. */
export const pick = <T>(items: readonly T[], number: number): T | undefined => items[number % items.length];
