/** The controls around the table: search and role filter, pages and page size, and what is shown in place of rows. */
import type { Actions } from '../actions.ts';
import { contextOf, rangeOf, roleName, type State } from '../state.ts';
import { formatCount } from '../text.ts';
import { type ListParams, PAGE_SIZES } from '../url.ts';
import { closeKeyboard, find, isDialogOpen, type Render, setDisabled, setOptions, setText } from './dom.ts';

/** How long a pause in typing starts the search. Milliseconds. */
const SEARCH_DEBOUNCE = 300;

/**
 * @returns the render, and `apply`, which loads the list with the values of all controls, including text whose debounce has not
 *   ended
 */
export function createFilters(actions: Actions): { render: Render; apply(change?: Partial<ListParams>): void } {
  const form = find('#filters');
  const search = find('#search', HTMLInputElement);
  const role = find('#role-filter', HTMLSelectElement);
  const allRoles = { key: '', name: role.textContent.trim() };
  /** The text of the latest search. While somebody types, the field is ahead of it. */
  let query = '';
  let timer = 0;

  function apply(change: Partial<ListParams> = {}): void {
    clearTimeout(timer);
    query = search.value;
    actions.setParams({ query, role: role.value, ...change });
  }

  /** The search starts when typing pauses; without a delay if the field is empty. */
  function applySoon(): void {
    clearTimeout(timer);
    timer = setTimeout(apply, search.value ? SEARCH_DEBOUNCE : 0);
  }
  search.addEventListener('input', (event) => {
    // An input method is still choosing the characters.
    if (event instanceof InputEvent && event.isComposing) clearTimeout(timer);
    else applySoon();
  });
  search.addEventListener('compositionend', applySoon);
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || search.value === '' || event.isComposing) return;
    event.preventDefault();
    search.value = '';
    apply();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    closeKeyboard(search);
    apply();
  });
  role.addEventListener('change', () => apply());
  // Back, Forward and Clerk's components navigate. Text that has not been searched for yet is dropped.
  addEventListener('popstate', () => {
    clearTimeout(timer);
    search.value = query;
  });

  function render(state: State, previous?: State): void {
    const { currentUser, params, roles } = state;
    form.inert = currentUser === undefined;
    // Not at every render: the field may hold text that has not been searched for yet.
    if ((params !== previous?.params && params.query !== query) || contextOf(state) !== contextOf(previous)) {
      clearTimeout(timer);
      query = search.value = params.query;
    }
    const options = [allRoles, ...(roles?.assignable ?? [])];
    // The URL may name a role before the roles have loaded.
    if (!options.some(({ key }) => key === params.role)) options.push({ key: params.role, name: params.role });
    setOptions(role, options, params.role);
  }
  return { render, apply };
}

export function createPages(apply: (change: Partial<ListParams>) => void): Render {
  const container = find('#pages');
  const range = find('#page-range');
  const count = find('#members-count');
  const previous = find('#previous-page');
  const next = find('#next-page');
  const size = find('#page-size', HTMLSelectElement);
  let page = 1;
  previous.addEventListener('click', () => apply({ page: page - 1 }));
  next.addEventListener('click', () => apply({ page: page + 1 }));
  size.addEventListener('change', () => apply({ pageSize: Number(size.value) }));

  return ({ list, params }) => {
    const total = list?.total ?? 0;
    page = params.page;
    container.hidden = total === 0;
    setText(range, list ? rangeOf(list, '–') : '');
    setText(count, list ? formatCount(total) : '');
    setDisabled(previous, page <= 1);
    setDisabled(next, page * params.pageSize >= total);
    const sizes = [...new Set([...PAGE_SIZES, params.pageSize])].sort((a, b) => a - b);
    const options = sizes.map((rows) => ({ key: `${rows}`, name: `${rows}` }));
    setOptions(size, options, `${params.pageSize}`);
  };
}

/** What the page says where there are no rows, or only the user's own. The texts are in index.html. */
export function createListMessage(actions: Actions, apply: (change: Partial<ListParams>) => void): Render {
  const frame = find('#table-frame');
  const messages = document.querySelectorAll<HTMLElement>('[data-message-when]');
  const conditions = find('#no-match-conditions');
  const rolesNote = find('#roles-note');
  find('#load-again').addEventListener('click', () => actions.reloadList());
  find('#show-all').addEventListener('click', () => apply({ role: '', query: '' }));
  find('#add-somebody').addEventListener('click', () => find('#member-user-id').focus());

  return (state) => {
    const shown = listMessage(state);
    for (const message of messages) message.hidden = message.dataset.messageWhen !== shown;
    frame.toggleAttribute('data-message', shown !== null);
    const { query = '', role = '' } = state.list?.params ?? {};
    const texts = [query && `match “${query.trim()}”`, role && `have the role ${roleName(state, role)}`];
    setText(conditions, texts.filter(Boolean).join(' and '));
    rolesNote.hidden = !(state.roles?.isMigrating && state.currentUser?.canManage);
  };
}

function listMessage({ list, isLoading, currentUser }: State): 'failed' | 'no-match' | 'none' | 'alone' | null {
  if (!list) return isLoading || currentUser === undefined ? null : 'failed';
  const { members, total, params } = list;
  // The last row of a page was removed. The page before it comes next, unless it could not be loaded.
  if (total > 0 && members.length === 0) return isLoading ? null : 'failed';
  if (params.query || params.role) return members.length ? null : 'no-match';
  if (total === 1 && currentUser?.canManage) return 'alone';
  return members.length ? null : 'none';
}

/** What a search, a filter, a page or a switch found, for screen readers. */
export function createAnnouncer(): Render {
  const region = find('#announcement');
  return ({ announcement }) => {
    if (!isDialogOpen()) setText(region, announcement);
  };
}
