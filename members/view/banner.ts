/** The error banner. */
import type { Messages } from '../messages.ts';
import type { Failure } from '../state.ts';
import { find, isDialogOpen, type Render, setText } from './dom.ts';
import { saveFocus, tabAfter, uncover, uncoverFocus } from './focus.ts';

/** With several failures, the banner shows one after the other. */
export function createBanner({ clearFailures }: Messages): Render {
  const container = find('#error-container');
  const organizationName = find('#error-organization');
  const message = find('#error-message');
  const count = find('#error-count');
  const retry = find('#error-retry');
  let shown: Failure | undefined;
  const setSource = tabAfter(container);
  const clear = () => shown && clearFailures(shown.subject);
  find('#error-dismiss').addEventListener('click', clear);
  retry.addEventListener('click', () => {
    // The next failure appears in the same place. Without this, a second Enter would retry that one.
    const restoreFocus = saveFocus();
    retry.hidden = true;
    restoreFocus();
    clear();
    shown?.retry?.();
  });
  // The startup text is no longer needed.
  delete container.dataset.startup;

  return (state) => {
    if (isDialogOpen()) return;
    const previous = shown;
    shown = state.failures[0];
    container.hidden = !shown;
    if (!shown) return;
    // A change fails in its own organization. In another one it is reported, but not repeated.
    const elsewhere = shown.organization?.id === state.organization?.id ? null : shown.organization;
    setText(organizationName, elsewhere ? `${elsewhere.name}: ` : '');
    setText(message, shown.message);
    setText(count, state.failures.length > 1 ? ` 1 of ${state.failures.length}` : '');
    container.dataset.subject = shown.subject;
    container.dataset.count = String(state.failures.length);
    retry.hidden = !shown.retry || elsewhere !== null;
    if (shown === previous) return;
    const focused = document.activeElement;
    const failedField = shown.subject.startsWith('add ') ? find('#member-user-id') : null;
    // The page does not scroll while somebody types, or when nothing was pressed.
    const isTyping = focused?.matches('input') && focused !== failedField;
    // In a low window it is not fixed, and may be out of sight.
    if (!isTyping && !shown.isBackground) container.scrollIntoView({ block: 'nearest' });
    if (!container.contains(focused)) {
      const isPressed = focused instanceof HTMLElement && focused !== document.body && !focused.matches('input');
      setSource(isPressed && !shown.isBackground ? focused : null);
    }
    if (failedField && !isTyping) uncover(failedField);
    else uncoverFocus();
  };
}
