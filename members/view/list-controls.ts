/** What stands around the table: search and role filter, pages and page size, and what is shown in place of rows. */
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { PAGE_SIZES } from '../url.ts';
import { find, setDisabled, setOptions, setText } from './dom.ts';

export function createFilters(actions: Actions): (state: State) => void {
  const form = find('#filters', HTMLFormElement);
  const search = find('#search', HTMLInputElement);
  const role = find('#role-filter', HTMLSelectElement);
  let rendered = '';
  search.addEventListener('input', (event) => {
    actions.search(search.value, search.value === '', event instanceof InputEvent && event.isComposing);
  });
  search.addEventListener('compositionend', () => actions.search(search.value));
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || search.value === '' || event.isComposing) return;
    event.preventDefault();
    actions.search('');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.search(search.value, true);
  });
  role.addEventListener('change', () => actions.setParams({ role: role.value }));

  return ({ currentUser, params, roles }) => {
    form.inert = currentUser === undefined;
    // Only a change of the params: text may have been put into the field without an event.
    if (rendered !== params.query && search.value !== params.query) search.value = params.query;
    rendered = params.query;
    const options = [{ key: '', name: 'All roles' }, ...(roles?.assignable ?? [])];
    // The URL may name a role before the roles have loaded.
    if (!options.some(({ key }) => key === params.role)) options.push({ key: params.role, name: params.role });
    setOptions(role, options, params.role);
  };
}

export function createPages(actions: Actions): (state: State) => void {
  const container = find('#pages');
  const range = find('#page-range');
  const previous = find('#previous-page', HTMLButtonElement);
  const next = find('#next-page', HTMLButtonElement);
  const size = find('#page-size', HTMLSelectElement);
  let page = 1;
  previous.addEventListener('click', () => actions.setParams({ page: page - 1 }));
  next.addEventListener('click', () => actions.setParams({ page: page + 1 }));
  size.addEventListener('change', () => actions.setParams({ pageSize: Number(size.value) }));

  return ({ list, params }) => {
    const total = list?.total ?? 0;
    page = params.page;
    container.hidden = total === 0;
    setText(range, list ? rangeText(list) : '');
    setDisabled(previous, page <= 1);
    setDisabled(next, page * params.pageSize >= total);
    const sizes = [...new Set([...PAGE_SIZES, params.pageSize])].sort((a, b) => a - b).map(String);
    const options = sizes.map((rows) => ({ key: rows, name: rows }));
    setOptions(size, options, String(params.pageSize));
  };
}

function rangeText({ members, total, params }: NonNullable<State['list']>): string {
  const start = (params.page - 1) * params.pageSize;
  return members.length === 0 ? `0 of ${total}` : `${start + 1}–${start + members.length} of ${total}`;
}

interface ListMessage {
  text: string;
  button: { label: string; run(): void } | null;
}

export function createListMessage(actions: Actions): (state: State) => void {
  const container = find('#list-message');
  const text = find('#list-message-text');
  const button = find('#list-message-action', HTMLButtonElement);
  const rolesNote = find('#roles-note');
  let shown: ListMessage | null = null;
  button.addEventListener('click', () => shown?.button?.run());

  return (state) => {
    shown = listMessage(state, actions);
    container.hidden = shown === null;
    setText(text, shown?.text ?? '');
    button.hidden = !shown?.button;
    setText(button, shown?.button?.label ?? '');
    rolesNote.hidden = !(state.roles?.isMigrating && state.currentUser?.canManage);
  };
}

/** `null` while rows are shown, or on their way. */
function listMessage({ list, isLoading, currentUser }: State, actions: Actions): ListMessage | null {
  if (!list) {
    if (isLoading || currentUser === undefined) return null;
    return { text: "Couldn't load members.", button: { label: 'Load again', run: actions.reloadList } };
  }
  const { query, role } = list.params;
  if (list.members.length > 0) return null;
  if (!query && !role) return { text: 'No members.', button: null };
  const conditions = [query && `match “${query.trim()}”`, role && `have the role ${role}`]
    .filter(Boolean)
    .join(' and ');
  const label = query && role ? 'Clear search and filter' : query ? 'Clear search' : 'Show all roles';
  return {
    text: `No members ${conditions}.`,
    button: { label, run: () => actions.setParams({ role: '', query: '' }) },
  };
}
