/** "Leave organization", below the list. */
import type { Actions } from '../actions.ts';
import { find, type Render, setDisabled } from './dom.ts';

export function createLeave(actions: Actions): Render {
  const button = find('#leave-organization');
  button.addEventListener('click', () => actions.leaveOrganization());

  return ({ organization, leavingId }, previous) => {
    // Moves the focus off this button: Enter would now ask to leave the next organization.
    const isSwitched = organization?.id !== previous?.organization?.id;
    if (isSwitched && button === document.activeElement) find('#members-heading').focus();
    setDisabled(button, leavingId !== null);
  };
}
