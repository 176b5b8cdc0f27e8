/** The error banner and the toast. */
import { currentView, type Failure, type FailureSubject, type State } from '../state.ts';
import { find, setText } from './dom.ts';

export interface FailureActions {
  retryFailure(failure: Failure): void;
  clearFailure(subject: FailureSubject): void;
}

/** With several failures, the banner shows one after the other. */
export function createBanner(actions: FailureActions): (state: State) => void {
  const container = find('#error-container');
  const message = find('#error-message');
  const count = find('#error-count');
  const link = find('#error-link', HTMLAnchorElement);
  const retry = find('#error-retry', HTMLButtonElement);
  const dismiss = find('#error-dismiss', HTMLButtonElement);
  let shown: Failure | undefined;
  retry.addEventListener('click', () => shown && actions.retryFailure(shown));
  dismiss.addEventListener('click', () => shown && actions.clearFailure(shown.subject));
  // Its text for a script that does not run is not needed any more.
  delete container.dataset.startup;

  return (state) => {
    shown = state.failures[0];
    container.hidden = !shown;
    if (!shown) return;
    // A change fails in its own organization. In another one it is reported, but not repeated.
    const isElsewhere = shown.organization !== null && shown.organization.id !== state.organization?.id;
    setText(message, isElsewhere ? `${shown.organization?.name}: ${shown.message}` : shown.message);
    setText(count, state.failures.length > 1 ? `1 of ${state.failures.length} errors` : '');
    link.hidden = !shown.link;
    setText(link, shown.link?.label ?? '');
    link.href = shown.link?.href ?? '';
    retry.hidden = !shown.retry || isElsewhere;
    dismiss.hidden = currentView(state) === 'failed';
  };
}

export function createToast(): (state: State) => void {
  const container = find('#toast');
  const message = find('#toast-message');
  const undo = find('#toast-undo', HTMLButtonElement);
  let shown: State['toast'] = null;
  undo.addEventListener('click', () => shown?.undo?.run());

  return ({ toast }) => {
    shown = toast;
    container.dataset.shown = String(toast !== null);
    setText(message, toast?.message ?? '');
    undo.hidden = !toast?.undo;
    undo.ariaLabel = toast?.undo?.label ?? null;
  };
}
