/** What is shown in place of rows when there are none, and the note about locked roles. */
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { hasFilter } from '../url.ts';
import { find, setText } from './dom.ts';

interface ListMessage {
  text: string;
  action: { label: string; run(): void } | null;
}

export function createListMessage(actions: Actions): (state: State) => void {
  const container = find('#list-message');
  const text = find('#list-message-text');
  const button = find('#list-message-action', HTMLButtonElement);
  const rolesNote = find('#roles-note');
  let shown: ListMessage | null = null;
  button.addEventListener('click', () => shown?.action?.run());

  return (state) => {
    shown = listMessage(state, actions);
    container.hidden = shown === null;
    setText(text, shown?.text ?? '');
    button.hidden = !shown?.action;
    setText(button, shown?.action?.label ?? '');
    rolesNote.hidden = !(state.roles?.isMigrating && state.currentUser?.canManage);
  };
}

/** `null` while rows are shown, or on their way. */
function listMessage({ list, isLoading, currentUser }: State, actions: Actions): ListMessage | null {
  if (!list) {
    if (isLoading || currentUser === undefined) return null;
    return { text: 'The list could not be loaded.', action: { label: 'Load again', run: actions.reloadList } };
  }
  if (list.members.length > 0) return null;
  if (!hasFilter(list.params)) return { text: 'No members.', action: null };
  const { query, role } = list.params;
  const conditions = [query && `match “${query.trim()}”`, role && `have the role ${role}`]
    .filter(Boolean)
    .join(' and ');
  const label = query && role ? 'Clear search and filter' : query ? 'Clear search' : 'Show all roles';
  const run = () => actions.setParams({ role: '', query: '' });
  return { text: `No members ${conditions}.`, action: { label, run } };
}
