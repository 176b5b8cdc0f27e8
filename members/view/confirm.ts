/** The dialog that asks before something that is hard to take back. */
import type { Confirm } from '../actions.ts';
import { isAssignable, memberLabel, roleName, type State } from '../state.ts';
import { find } from './dom.ts';

export function createConfirm(): Confirm & { render(state: State): void } {
  const dialog = find('#confirmation', HTMLDialogElement);
  const title = find('#confirmation-title');
  const text = find('#confirmation-text');
  const button = find('#confirmation-confirm', HTMLButtonElement);
  let context = '';

  // The second click of a double click was meant for what was there before the dialog.
  button.addEventListener('click', (event) => {
    if (event.detail > 1) event.preventDefault();
  });

  function ask(question: string, consequence: string, answer: string): Promise<boolean> {
    title.textContent = question;
    text.textContent = consequence;
    button.textContent = answer;
    // Escape closes the dialog without setting a value.
    dialog.returnValue = 'cancel';
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'confirm'), { once: true });
    });
  }

  return {
    removal(state, member) {
      const label = memberLabel(member);
      const name = member.name ? `${member.name} (${label})` : label;
      const undo = isAssignable(state, member.role)
        ? ' You can undo this for 30 seconds, or until your next change.'
        : '';
      const consequence = `${name} will lose access to ${state.organization?.name} immediately.${undo}`;
      return ask(`Remove ${label}?`, consequence, 'Remove');
    },
    leaving({ organization }) {
      const consequence = 'You will lose access immediately. Someone who can manage members must add you back.';
      return ask(`Leave ${organization?.name}?`, consequence, 'Leave');
    },
    stepDown(state, role) {
      const consequence = `You will no longer be able to manage members of ${state.organization?.name}. Another member with that permission must restore your role.`;
      return ask(`Change your role to ${roleName(state, role)}?`, consequence, 'Change my role');
    },
    /** Closes the dialog unanswered when the user or the organization it is about is gone. */
    render({ currentUser, organization }) {
      const previous = context;
      context = `${currentUser?.userId} ${organization?.id}`;
      if (context !== previous) dialog.close('cancel');
    },
  };
}
