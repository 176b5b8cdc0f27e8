/** "Leave organization", below the list. */
import type { Actions } from '../actions.ts';
import { find, type Render, setDisabled } from './dom.ts';

export function createLeave(actions: Actions): Render {
  const section = find('#leave');
  const button = find('#leave-organization');
  button.addEventListener('click', () => actions.leaveOrganization());

  return ({ organization, isLeaving }) => {
    section.hidden = organization === null;
    setDisabled(button, isLeaving);
  };
}
