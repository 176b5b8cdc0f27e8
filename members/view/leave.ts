/** "Leave organization", below the list. */
import type { Actions } from '../actions.ts';
import { find, type Render, setDisabled } from './dom.ts';

export function createLeave(actions: Actions): Render {
  const section = find('#leave');
  const button = find('#leave-organization');
  let shownId: string | undefined;
  button.addEventListener('click', () => actions.leaveOrganization());

  return ({ organization, leavingId }) => {
    // Moves the focus off this button: Enter would now ask to leave the next organization.
    if (organization?.id !== shownId && button === document.activeElement) find('#members-heading').focus();
    shownId = organization?.id;
    section.hidden = organization === null;
    setDisabled(button, leavingId !== null);
  };
}
