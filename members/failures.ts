/** Failures that the banner shows: each has a subject, and only its own subject's success removes it. */
import { describeError, sentences } from './errors.ts';
import type { Failure, FailureSubject } from './state.ts';
import type { Store } from './store.ts';

interface FailureOptions {
  /** What could not be done, as a sentence. */
  title?: string;
  /** A failure that no user action caused is shown after those that the user is waiting for. */
  isBackground?: boolean;
}

export type Failures = ReturnType<typeof createFailures>;

export function createFailures(store: Store) {
  const others = (subject: FailureSubject) => store.get().failures.filter((failure) => failure.subject !== subject);

  /** Shows a failure, in place of an earlier one of the same subject. */
  function report(
    subject: FailureSubject,
    error: unknown,
    { title = '', isBackground = false, ...details }: FailureOptions & Partial<Failure> = {},
  ): void {
    const message = sentences(title, typeof error === 'string' ? error : describeError(error));
    const failure = { link: null, retry: null, organization: null, ...details, subject, message };
    store.set({ failures: isBackground ? [...others(subject), failure] : [failure, ...others(subject)] });
  }

  return {
    report,

    /** Adds a sentence to the failure of a subject, if it is still shown. */
    addNote(subject: FailureSubject, note: string): void {
      store.set({
        failures: store
          .get()
          .failures.map((failure) =>
            failure.subject === subject ? { ...failure, message: sentences(failure.message, note) } : failure,
          ),
      });
    },

    /** Removes the failure of a subject. */
    clear: (subject: FailureSubject): void => store.set({ failures: others(subject) }),

    /** Takes a failure off the banner, and repeats what failed. */
    retry(failure: Failure): void {
      store.set({ failures: others(failure.subject) });
      failure.retry?.();
    },
  };
}
