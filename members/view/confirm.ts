/** The dialogs that ask before a change that is hard to undo. Their texts are in index.html. */
import type { Confirm } from '../actions.ts';
import { contextOf, isAssignable, memberLabel, roleName, type State } from '../state.ts';
import { isolate } from '../text.ts';
import { find, part, type Render, setText } from './dom.ts';
import { saveFocus } from './focus.ts';

export function createConfirm(
  getState: () => State,
  { beforeOpen, afterClose }: { beforeOpen(): void; afterClose(): void },
): Confirm & { render: Render } {
  const dialogs = document.querySelectorAll<HTMLDialogElement>('dialog[id^=confirm]');

  async function ask(selector: string, texts: Record<string, string> = {}): Promise<boolean> {
    const dialog = find(selector, HTMLDialogElement);
    setText(part(dialog, 'organization'), getState().organization?.name ?? '');
    for (const [name, text] of Object.entries(texts)) setText(part(dialog, name), text);
    // Escape closes the dialog without setting a value.
    dialog.returnValue = '';
    // Safari does not focus a button that is clicked. Then nothing had the focus, and moving it would scroll the page.
    const restoreFocus = saveFocus();
    beforeOpen();
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    afterClose();
    // The control that opened the dialog may be gone.
    restoreFocus();
    return dialog.returnValue === 'confirm';
  }

  return {
    removal(member) {
      part(find('#confirm-removal'), 'undo').hidden = !isAssignable(getState(), member.role);
      const { name, identifier, userId } = member;
      const label = memberLabel(member);
      const fullName = name ? `${name} (${isolate(identifier || userId)})` : label;
      return ask('#confirm-removal', { title: name || label, name: fullName });
    },
    leaving: () => ask('#confirm-leaving'),
    stepDown: (role) => ask('#confirm-step-down', { role: roleName(getState(), role) }),
    /** Closes the dialog unanswered when the user or the organization it is about is gone. */
    render(state, previous) {
      if (contextOf(state) !== contextOf(previous)) for (const dialog of dialogs) dialog.close();
    },
  };
}
