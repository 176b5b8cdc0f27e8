/** Get, set, subscribe. */
import type { State } from './state.ts';

export interface Store {
  get(): State;
  set(change: Partial<State>): void;
  /** @param listener called with the state after every change, and once right away */
  subscribe(listener: (state: State) => void): void;
}

export function createStore(initialState: State): Store {
  let state = initialState;
  const listeners: ((state: State) => void)[] = [];

  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener(state);
    },
    subscribe(listener) {
      listeners.push(listener);
      listener(state);
    },
  };
}
