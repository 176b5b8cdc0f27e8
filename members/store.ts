/** Get, set, subscribe. */
import type { State } from './state.ts';

export interface Store {
  get(): State;
  set(change: Partial<State>): void;
  /** The listener is called right away, and then once after any number of changes in one task. */
  subscribe(listener: (state: State) => void): void;
}

export function createStore(initialState: State): Store {
  const listeners: ((state: State) => void)[] = [];
  let state = initialState;
  let isScheduled = false;

  function notify(): void {
    isScheduled = false;
    for (const listener of listeners) listener(state);
  }

  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      if (!isScheduled) queueMicrotask(notify);
      isScheduled = true;
    },
    subscribe(listener) {
      listeners.push(listener);
      listener(state);
    },
  };
}
