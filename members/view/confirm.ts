/** The dialog that asks before something that is hard to take back. */
import type { Confirm } from '../actions.ts';
import { isAssignable, memberLabel, roleName, type State } from '../state.ts';
import { find } from './dom.ts';

interface Question {
  title: string;
  text: string;
  confirm: string;
}

export interface ConfirmDialog extends Confirm {
  /** Closes the dialog unanswered when the organization or the user it is about is gone. */
  render(state: State): void;
}

export function createConfirm(): ConfirmDialog {
  const dialog = find('#confirmation', HTMLDialogElement);
  const titleText = find('#confirmation-title');
  const bodyText = find('#confirmation-text');
  const confirmButton = find('#confirmation-confirm', HTMLButtonElement);
  let context = '';

  // The second click of a double click was meant for what was there before the dialog.
  confirmButton.addEventListener('click', (event) => {
    if (event.detail > 1) event.preventDefault();
  });

  function ask({ title, text, confirm }: Question): Promise<boolean> {
    titleText.textContent = title;
    bodyText.textContent = text;
    confirmButton.textContent = confirm;
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
      const undo = isAssignable(state, member.role) ? ' You can undo this for 30 seconds, until your next change.' : '';
      return ask({
        title: `Remove ${label}?`,
        text: `${name} will lose access to ${organizationName(state)} immediately.${undo}`,
        confirm: 'Remove',
      });
    },

    leaving: (state) =>
      ask({
        title: `Leave ${organizationName(state)}?`,
        text: 'You will lose access immediately. Someone who can manage members must add you back.',
        confirm: 'Leave',
      }),

    stepDown: (state, role) =>
      ask({
        title: `Make yourself ${roleName(state, role)}?`,
        text: `You will no longer be able to manage members of ${organizationName(state)}. Another member with that permission must restore your role.`,
        confirm: 'Change my role',
      }),

    render({ currentUser, organization }) {
      const previous = context;
      context = `${currentUser?.userId} ${organization?.id}`;
      if (context !== previous) dialog.close('cancel');
    },
  };
}

const organizationName = (state: State) => state.organization?.name ?? 'this organization';
