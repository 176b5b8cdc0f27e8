/** The one state object, and what all that change it share. Knows Clerk's SDK as a thing to ask; no DOM. */
import type { Clerk } from '@clerk/shared/types';
import { createRecorder, type Recorder } from './calls.ts';
import { type Failure, initialState, type Removed, type State } from './state.ts';
import type { Question } from './url.ts';

/** How long a success stays on screen, and how long a removal can be undone. Milliseconds. */
const NOTICE_TIME = 10_000;
const UNDO_TIME = 30_000;

export interface Store {
  readonly clerk: Clerk;
  readonly state: State;
  set(change: Partial<State>): void;
  /** Calls the SDK so that the inspector shows it; as the page's own call, aside of the one a person asked for. */
  record: Recorder;
  recordAside: Recorder;
  /** Everything as at the start, but the question. For when somebody else signs in. */
  forget(): void;
  /** Later tells whether an answer is still about the organization, and for the person, that it was asked for. */
  stamp(): () => boolean;
  fail(message: string, more?: Partial<Failure>): void;
  /** Does again what failed. */
  retry(): void;
  dismissFailure(): void;
  /** Says for a while what was done, and offers to undo a removal; the empty text ends that. */
  notify(message: string, undo?: Removed): void;
}

/** @param onChange called with the state after every change of it */
export function createStore(clerk: Clerk, question: Question, onChange: (state: State) => void): Store {
  let state = initialState(question);
  let noticeTimer: ReturnType<typeof setTimeout> | undefined;
  const recorder = createRecorder((calls) => set({ calls }));

  function set(change: Partial<State>): void {
    state = { ...state, ...change };
    onChange(state);
  }

  const place = () => `${clerk.session?.id} ${clerk.organization?.id}`;

  return {
    clerk,
    get state() {
      return state;
    },
    set,
    record: recorder.record,
    recordAside: recorder.recordAside,
    forget() {
      state = initialState(state.question);
      recorder.forget();
    },
    stamp() {
      const asked = place();
      return () => asked === place();
    },
    fail: (message, more = {}) => set({ failure: { message, link: null, retry: null, isOfReading: false, ...more } }),
    retry() {
      const retry = state.failure?.retry;
      set({ failure: null });
      retry?.();
    },
    dismissFailure: () => set({ failure: null }),
    notify(message, undo) {
      clearTimeout(noticeTimer);
      set({ notice: { message, undo: undo ?? null } });
      const clear = () => set({ notice: { message: '', undo: null } });
      if (message) noticeTimer = setTimeout(clear, undo ? UNDO_TIME : NOTICE_TIME);
    },
  };
}
