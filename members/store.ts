/** Get, set, subscribe, and postpone. */
import type { State } from './state.ts';

/** Milliseconds. */
const MAX_POSTPONEMENT = 50;

export type Store = ReturnType<typeof createStore>;

export function createStore(initialState: State) {
  const listeners: ((state: State) => void)[] = [];
  let state = initialState;
  let isScheduled = false;
  let isPostponed = false;
  // A task of its own, so that a request which the change causes is sent before anything is rendered.
  const { port1: task, port2: schedule } = new MessageChannel();
  task.onmessage = () => {
    if (isPostponed || !isScheduled) return;
    isScheduled = false;
    for (const listener of listeners) listener(state);
  };

  return {
    get: () => state,
    set(change: Partial<State>) {
      state = { ...state, ...change };
      if (!isScheduled) schedule.postMessage(null);
      isScheduled = true;
    },
    /** Calls the listener at once, or at the end of a postponement, and then once after any number of changes in one task. */
    subscribe(listener: (state: State) => void) {
      listeners.push(listener);
      if (!isPostponed) listener(state);
    },
    /** Postpones all calls of listeners until the promise has settled, but for 50 milliseconds at most. */
    postpone(until: Promise<unknown>) {
      isPostponed = isScheduled = true;
      const limit = new Promise((resolve) => setTimeout(resolve, MAX_POSTPONEMENT));
      const end = () => {
        isPostponed = false;
        schedule.postMessage(null);
      };
      void Promise.race([until, limit]).then(end, end);
    },
  };
}
