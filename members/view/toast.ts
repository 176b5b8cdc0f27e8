/** The toast: what was done, and undoing it. */
import type { State } from '../state.ts';
import { find, setText } from './dom.ts';

export function createToastView(): (state: State) => void {
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
