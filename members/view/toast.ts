/** The toast, which says what was done and offers the undo. */
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { find, isDialogOpen, type Render, setText } from './dom.ts';
import { focusTarget, tabAfter, uncoverFocus } from './focus.ts';

/** How long a toast is shown, without and with an undo. Milliseconds. */
const TOAST_TIME = 10_000;
const UNDO_TIME = 30_000;

/** In the tab order, "Undo" follows the control that had the focus. */
export function createToast(actions: Actions): Render {
  const toast = find('#toast');
  const status = find('#toast-status');
  const message = find('#toast-message');
  const undo = find('#toast-undo');
  let shown: State['toast'] = null;
  let timer = 0;
  undo.addEventListener('click', () => shown?.undo?.run());
  find('#toast-dismiss').addEventListener('click', () => actions.dismissToast());
  /** Restarts the timer that hides the toast. It pauses while the pointer or the focus is on the toast. */
  function restartTimer(): void {
    clearTimeout(timer);
    if (!shown || toast.matches(':hover, :focus-within')) return;
    timer = setTimeout(actions.dismissToast, shown.undo ? UNDO_TIME : TOAST_TIME);
  }
  for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout'])
    toast.addEventListener(type, restartTimer);
  const setSource = tabAfter(toast);

  return (state) => {
    if (state.toast === shown) return;
    clearTimeout(timer);
    if (isDialogOpen()) return;
    shown = state.toast;
    if (!shown?.undo) setSource(null);
    else if (!toast.contains(document.activeElement)) setSource(focusTarget());
    // Screen readers read the status.
    for (const element of [status, message]) setText(element, shown?.message ?? '');
    if (!shown) return toast.hidePopover();
    undo.hidden = !shown.undo;
    undo.ariaLabel = shown.undo?.label ?? null;
    toast.showPopover();
    uncoverFocus();
    restartTimer();
  };
}
