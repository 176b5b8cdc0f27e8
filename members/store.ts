/** Holds the state, and calls its listeners once for all changes of a task; a call can be postponed. */
import type { State } from './state.ts';

/** Milliseconds. */
const MAX_POSTPONEMENT = 50;

export type Store = ReturnType<typeof createStore>;

export function createStore(initialState: State) {
  const listeners: ((state: State, previous?: State) => void)[] = [];
  let state = initialState;
  let rendered: State | undefined;
  let isPostponed = false;
  // A task of its own, so that a request which the change causes is sent before anything is rendered.
  const { port1: task, port2: schedule } = new MessageChannel();
  task.onmessage = () => {
    // With several changes in one task, the first message renders them all.
    if (isPostponed || rendered === state) return;
    const previous = rendered;
    rendered = state;
    for (const listener of listeners) listener(state, previous);
  };

  return {
    get: () => state,
    set(change: Partial<State>) {
      state = { ...state, ...change };
      schedule.postMessage(null);
    },
    /**
     * Calls the listener at once, or at the end of a postponement, and then once after any number of changes in one task.
     *
     * @param listener gets the state, and the one of the call before; none at the first call
     */
    subscribe(listener: (state: State, previous?: State) => void) {
      listeners.push(listener);
      if (!isPostponed) listener(state);
    },
    /** After a change, postpones all calls of listeners until the promise has settled, but for 50 milliseconds at most. */
    async postpone(until: Promise<unknown>) {
      isPostponed = true;
      const limit = new Promise((resolve) => setTimeout(resolve, MAX_POSTPONEMENT));
      await Promise.race([until, limit]).catch(() => {});
      isPostponed = false;
      schedule.postMessage(null);
    },
  };
}
