/** The failures in the banner. */
import { describeError, sentences } from './errors.ts';
import type { Failure, FailureSubject } from './state.ts';
import type { Store } from './store.ts';

export type Messages = ReturnType<typeof createMessages>;

/**
 * A failure belongs to its subject: a success, a retry or a dismissal of another subject does not remove it. Only a new
 * submission of the form removes those of earlier ones (mutations.ts).
 */
export function createMessages(store: Store) {
  const others = (...subjects: FailureSubject[]) =>
    store.get().failures.filter(({ subject }) => !subjects.includes(subject));
  const clearFailures = (...subjects: FailureSubject[]): void => store.set({ failures: others(...subjects) });

  return {
    clearFailures,

    /**
     * Shows a failure, in place of an earlier one of the same subject.
     *
     * @param title what could not be done, as a sentence
     * @param hint what to do instead, as a sentence
     * @param isBackground no user action caused it, so the failures of user actions are shown before it
     */
    reportFailure(
      subject: FailureSubject,
      error: unknown,
      { title = '', hint = '', ...details }: Partial<Failure> & { title?: string; hint?: string } = {},
    ): void {
      const message = sentences(title, describeError(error), hint);
      const failure = { retry: null, organization: null, isBackground: false, ...details, subject, message };
      store.set({ failures: failure.isBackground ? [...others(subject), failure] : [failure, ...others(subject)] });
    },
  };
}
