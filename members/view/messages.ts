/** The error banner and the toast. */

import type { Actions } from '../actions.ts';
import type { Messages } from '../messages.ts';
import { currentView, type Failure, type State } from '../state.ts';
import { createFocusReturn, find, type Render, setText } from './dom.ts';

export type FailureActions = Pick<Messages, 'retryFailure' | 'clearFailure'>;

/** With several failures, the banner shows one after the other. */
export function createBanner(actions: FailureActions): Render {
  const container = find('#error-container');
  const message = find('#error-message');
  const count = find('#error-count');
  const retry = find('#error-retry');
  const dismiss = find('#error-dismiss');
  let shown: Failure | undefined;
  const setVisible = createFocusReturn(container, (isVisible) => {
    container.hidden = !isVisible;
  });
  retry.addEventListener('click', () => shown && actions.retryFailure(shown));
  dismiss.addEventListener('click', () => shown && actions.clearFailure(shown.subject));
  // The startup text is no longer needed.
  delete container.dataset.startup;

  return (state) => {
    shown = state.failures[0];
    setVisible(shown !== undefined);
    if (!shown) return;
    // A change fails in its own organization. In another one it is reported, but not repeated.
    const isElsewhere = shown.organization !== null && shown.organization.id !== state.organization?.id;
    setText(message, isElsewhere ? `${shown.organization?.name}: ${shown.message}` : shown.message);
    setText(count, state.failures.length > 1 ? ` 1 of ${state.failures.length}` : '');
    container.dataset.subject = shown.subject;
    retry.hidden = !shown.retry || isElsewhere;
    dismiss.hidden = currentView(state) === 'failed';
  };
}

/**
 * The toast with its buttons. After a change of a row it follows the control that has the focus, in the order of Tab. (It is
 * shown in the top layer, so its place in the document does not matter for its place on the screen.)
 */
export function createToast(actions: Actions): Render {
  const toast = find('#toast');
  const status = find('#toast-status');
  const home = find('main');
  const undo = find('#toast-undo');
  const dismiss = find('#toast-dismiss');
  let shown: State['toast'] = null;
  const setVisible = createFocusReturn(toast, (isVisible) => {
    if (isVisible !== toast.matches(':popover-open')) toast.togglePopover(isVisible);
  });
  undo.addEventListener('click', () => shown?.undo?.run());
  dismiss.addEventListener('click', () => actions.dismissToast());
  // The timer pauses while the pointer or the focus is on the toast.
  const pause = () => actions.pauseToast(toast.matches(':hover, :focus-within'));
  for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) toast.addEventListener(type, pause);

  return (state) => {
    // Removing its row also removed and closed the toast.
    if (!toast.isConnected) {
      home.append(toast);
      setVisible(shown !== null);
    }
    if (state.toast === shown) return;
    shown = state.toast;
    setText(status, shown?.message ?? '');
    if (!shown) return setVisible(false);
    toast.dataset.message = shown.message;
    undo.hidden = !shown.undo;
    undo.ariaLabel = shown.undo?.label ?? null;
    if (!toast.contains(document.activeElement)) {
      const anchor = document.activeElement?.closest('td > *');
      if (toast.matches(':popover-open')) toast.hidePopover();
      if (anchor) anchor.after(toast);
      else home.append(toast);
    }
    setVisible(true);
    pause();
  };
}

/** What a search, a filter, a page or a switch found, for screen readers. */
export function createAnnouncer(): Render {
  const region = find('#announcement');
  return ({ announcement }) => setText(region, announcement);
}
