/** The message about what was done, which goes by itself. */
import type { Toast } from './state.ts';
import type { Store } from './store.ts';

/** Milliseconds. */
const TOAST_TIME = 10_000;
const UNDO_TIME = 30_000;

/** @returns shows a message for 10 seconds, or for 30 if it offers an undo; `null` hides it */
export function createToast(store: Store): (message: string | null, undo?: Toast['undo']) => void {
  let timer = 0;

  return function showToast(message, undo = null) {
    clearTimeout(timer);
    store.set({ toast: message === null ? null : { message, undo } });
    if (message !== null) timer = setTimeout(() => store.set({ toast: null }), undo ? UNDO_TIME : TOAST_TIME);
  };
}
