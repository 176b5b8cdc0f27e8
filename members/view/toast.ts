/** The toast, which says what was done and offers the undo. */
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { createFocusReturn, find, isDialogOpen, type Render, setText } from './dom.ts';

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
  let hasWaited = false;
  const setVisible = createFocusReturn(toast, (isVisible) => {
    if (isVisible !== toast.matches(':popover-open')) toast.togglePopover(isVisible);
  });
  undo.addEventListener('click', () => shown?.undo?.run());
  dismiss.addEventListener('click', () => actions.dismissToast());
  // The timer pauses while the pointer or the focus is on the toast.
  const pause = () => actions.pauseToast(toast.matches(':hover, :focus-within'));
  for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) toast.addEventListener(type, pause);

  return (state) => {
    // Its time begins when the dialog has closed.
    if (isDialogOpen()) {
      hasWaited = true;
      return actions.pauseToast(true);
    }
    if (hasWaited) pause();
    hasWaited = false;
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
