/** The toast, which says what was done and offers the undo. */
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { find, focusTarget, isDialogOpen, type Render, setText } from './dom.ts';

/** In the tab order, the toast follows the control that had the focus: after a role change, "Undo" is the next stop. */
export function createToast(actions: Actions): Render {
  const toast = find('#toast');
  const status = find('#toast-status');
  const undo = find('#toast-undo');
  let shown: State['toast'] = null;
  let source: HTMLElement | null = null;
  undo.addEventListener('click', () => shown?.undo?.run());
  find('#toast-dismiss').addEventListener('click', () => actions.dismissToast());
  // The timer pauses while the pointer or the focus is on the toast.
  const pause = () => actions.pauseToast(toast.matches(':hover, :focus-within'));
  for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) toast.addEventListener(type, pause);

  return (state) => {
    const isNew = state.toast !== shown;
    // When its source is removed, browsers drop a popover from the tab order.
    const isLost = source?.isConnected === false;
    if (!(isNew || isLost) || isDialogOpen()) return;
    shown = state.toast;
    setText(status, shown?.message ?? '');
    if (!shown) {
      source = null;
      return toast.hidePopover();
    }
    toast.dataset.message = shown.message;
    undo.hidden = !shown.undo;
    undo.ariaLabel = shown.undo?.label ?? null;
    const focused = document.activeElement;
    const hasFocus = toast.contains(focused);
    if (!hasFocus || isLost) {
      toast.hidePopover();
      source = focusTarget();
      // Chromium never reaches a popover that follows a select.
      const next = source instanceof HTMLSelectElement && source.nextElementSibling;
      toast.showPopover({ source: next instanceof HTMLElement ? next : source });
      if (hasFocus && focused instanceof HTMLElement) focused.focus();
    }
    // Starts the timer.
    if (isNew) pause();
  };
}
