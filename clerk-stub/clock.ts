/** The time and the IDs of an instance. */
import type { State, Timestamps } from './state.ts';

/** The time. A test can set `lastTime` ahead of the clock. */
export const currentTime = ({ lastTime }: State): number => Math.max(Date.now(), lastTime);

/** The time, greater at every call: the SDK does not notify its listeners of an object whose `updated_at` has not increased. */
export function now(state: State): number {
  state.lastTime = Math.max(Date.now(), state.lastTime + 1);
  return state.lastTime;
}

/** `createdAt` and `updatedAt` of an object that is created now. */
export function timestamps(state: State): Timestamps {
  const time = now(state);
  return { createdAt: time, updatedAt: time };
}

/** A new ID, `<prefix>_new<number>`. `new` keeps it apart from the IDs of a seed. */
export const nextId = (state: State, prefix: string): string => `${prefix}_new${++state.lastId}`;
