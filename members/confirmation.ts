/** The dialog that asks before something is lost. */
import { find } from './dom.ts';
import type { Confirmation } from './words.ts';

export interface Confirm {
  /** Asks; resolves with whether the person confirmed. */
  (question: Confirmation): Promise<boolean>;
  /** Closes the dialog unanswered: what it asks about is gone. */
  withdraw(): void;
}

export function createConfirm(): Confirm {
  const dialog = find('#confirmation', HTMLDialogElement);
  const confirmButton = find('#confirmation-confirm', HTMLButtonElement);

  // The second half of a double click was meant for what lay there before the dialog.
  confirmButton.addEventListener('click', (event) => {
    if (event.detail > 1) event.preventDefault();
  });

  const confirm = ({ title, text, confirm }: Confirmation) => {
    find('#confirmation-title').textContent = title;
    find('#confirmation-text').textContent = text;
    confirmButton.textContent = confirm;
    // Escape closes without a value of its own.
    dialog.returnValue = 'cancel';
    dialog.showModal();
    return new Promise<boolean>((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'confirm'), { once: true });
    });
  };
  return Object.assign(confirm, { withdraw: () => dialog.close('cancel') });
}
