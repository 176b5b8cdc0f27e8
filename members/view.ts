/** Draws the state, and turns what people do into intents. Knows no Clerk. */
import { find, ignoreDisabled, setDisabled, setOptions, setText } from './dom.ts';
import { createInspector } from './inspector.ts';
import { initialState, pageRange, type State } from './state.ts';
import { createTable, type TableIntents } from './table.ts';
import { hasFilter, PAGE_SIZES, parseQuestion, type Question } from './url.ts';

/** What a person can want here. */
export interface Intents extends TableIntents {
  ask(change: Partial<Question>): void;
  read(cause: 'person'): void;
  search(text: string, now?: boolean): void;
  editAddForm(edit: Partial<State['addForm']>): void;
  add(): void;
  undoRemoval(): void;
  leave(): void;
  switchOrganization(organizationId: string): void;
  signOut(): void;
  retry(): void;
  dismissFailure(): void;
}

/** @returns draws the whole page for a state; may be called at any time, as often as one likes */
export function createView(intents: Intents): (state: State) => void {
  const drawPieces = [
    createHeader(intents),
    createBanner(intents),
    createNotice(intents),
    createFilters(intents),
    createTable(intents),
    createListMessage(intents),
    createPages(intents),
    createAddForm(intents),
    createMembersSection(intents),
  ];
  const drawCalls = createInspector();
  const heading = find('#members-heading');
  ignoreDisabled(document);

  return (state) => {
    const hadFocus = document.activeElement !== document.body;
    for (const draw of drawPieces) draw(state);
    drawCalls(state.calls);
    // Where the control under the focus has gone, a keyboard would start again at the top of the page.
    const focused = document.activeElement;
    if (hadFocus && (focused === document.body || !focused?.checkVisibility())) heading.focus();
  };
}

/** Clerk did not load: says why, with a way on where there is one. */
export function showLoadFailure(message: string, retry: (() => void) | null): void {
  const intents = { retry: () => retry?.(), dismissFailure: () => {}, leave: () => {} };
  const failure = { message, link: null, retry, isOfReading: false };
  const state: State = { ...initialState(parseQuestion('')), view: 'failed', failure };
  createBanner(intents)(state);
  createMembersSection(intents)(state);
}

function createHeader(intents: Intents) {
  const select = find('#organization-select', HTMLSelectElement);
  select.addEventListener('change', () => intents.switchOrganization(select.value));
  const signOut = find('#sign-out', HTMLButtonElement);
  signOut.addEventListener('click', () => intents.signOut());

  return ({ viewer, organization, organizations, switchingTo, isSigningOut }: State) => {
    find('#viewer').hidden = viewer === null;
    setDisabled(signOut, isSigningOut);
    setText(find('#viewer-name'), viewer?.name ?? '');
    const hasChoice = organization !== null && organizations.length > 1;
    find('#organization-switch').hidden = !hasChoice;
    setText(find('#organization-name'), hasChoice ? '' : (organization?.name ?? ''));
    setOptions(
      select,
      organizations.map(({ id, name }) => ({ value: id, text: name })),
      switchingTo ?? organization?.id ?? '',
    );
    setDisabled(select, switchingTo !== null);
    document.title = organization ? `Members of ${organization.name}` : 'Organization members';
  };
}

function createBanner(intents: Pick<Intents, 'retry' | 'dismissFailure'>) {
  const container = find('#error-container');
  const link = find('#error-link', HTMLAnchorElement);
  const retry = find('#error-retry', HTMLButtonElement);
  retry.addEventListener('click', () => intents.retry());
  const dismiss = find('#error-dismiss', HTMLButtonElement);
  dismiss.addEventListener('click', () => intents.dismissFailure());

  return ({ view, failure }: State) => {
    container.hidden = failure === null;
    setText(find('#error-message'), failure?.message ?? '');
    link.hidden = !failure?.link;
    setText(link, failure?.link?.label ?? '');
    link.href = failure?.link?.href ?? '';
    retry.hidden = !failure?.retry;
    dismiss.hidden = view === 'failed';
  };
}

function createNotice(intents: Intents) {
  const undo = find('#notice-undo', HTMLButtonElement);
  undo.addEventListener('click', () => intents.undoRemoval());

  return ({ notice }: State) => {
    find('#notice').dataset.shown = String(notice.message !== '');
    setText(find('#notice-message'), notice.message);
    undo.hidden = notice.undo === null;
    undo.ariaLabel = notice.undo && `Undo: add ${notice.undo.label} again`;
  };
}

function createFilters(intents: Intents) {
  const form = find('#filters', HTMLFormElement);
  const search = find('#search', HTMLInputElement);
  const role = find('#role-filter', HTMLSelectElement);
  search.addEventListener('input', () => intents.search(search.value));
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || search.value === '') return;
    event.preventDefault();
    intents.search('');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    intents.search(search.value, true);
  });
  role.addEventListener('change', () => intents.ask({ role: role.value }));

  return ({ view, searchText, question, roles }: State) => {
    form.inert = view === 'loading';
    if (search.value !== searchText) search.value = searchText;
    const known = (roles?.assignable ?? []).map(({ key, name }) => ({ value: key, text: name }));
    // An address may name a role before the roles are known.
    const isKnown = question.role === '' || known.some(({ value }) => value === question.role);
    const unknown = isKnown ? [] : [{ value: question.role, text: question.role }];
    setOptions(role, [{ value: '', text: 'All roles' }, ...known, ...unknown], question.role);
  };
}

function createListMessage(intents: Intents) {
  const action = find('#list-message-action', HTMLButtonElement);
  let act = () => {};
  action.addEventListener('click', () => act());

  return (state: State) => {
    const message = listMessage(state, intents);
    find('#list-message').hidden = message === null;
    setText(find('#list-message-text'), message?.text ?? '');
    action.hidden = !message?.action;
    setText(action, message?.action?.label ?? '');
    act = message?.action?.run ?? (() => {});
  };
}

interface ListMessage {
  text: string;
  action: { label: string; run: () => void } | null;
}

/** What stands in place of rows when there are none; `null` while they are on their way. */
function listMessage({ list, question, isReading, view }: State, intents: Intents): ListMessage | null {
  if (!list) {
    if (isReading || view === 'loading') return null;
    const run = () => intents.read('person');
    return { text: 'The list could not be loaded.', action: { label: 'Load it again', run } };
  }
  if (list.members.length > 0) return null;
  if (!hasFilter(list.question)) return { text: 'There are no members to see.', action: null };
  const { query, role } = list.question;
  const wanted = [query && `match “${query}”`, role && `have the role ${role}`].filter(Boolean).join(' and ');
  const label = query && role ? 'Clear search and filter' : query ? 'Clear search' : 'Show all roles';
  const run = () => intents.ask({ ...question, page: 1, role: '', query: '' });
  return { text: `No members ${wanted}.`, action: { label, run } };
}

function createPages(intents: Intents) {
  const previous = find('#previous-page', HTMLButtonElement);
  const next = find('#next-page', HTMLButtonElement);
  const size = find('#page-size', HTMLSelectElement);
  let page = 1;
  previous.addEventListener('click', () => intents.ask({ page: page - 1 }));
  next.addEventListener('click', () => intents.ask({ page: page + 1 }));
  size.addEventListener('change', () => intents.ask({ pageSize: Number(size.value) }));

  return ({ list, question }: State) => {
    page = question.page;
    find('#pages').hidden = list === null || list.total === 0;
    const range = list && pageRange(question, list);
    setText(find('#page-range'), range?.label ?? '');
    setDisabled(previous, !range?.hasPrevious);
    setDisabled(next, !range?.hasNext);
    const sizes = [...new Set([...PAGE_SIZES, question.pageSize])].sort((a, b) => a - b);
    setOptions(
      size,
      sizes.map((rows) => ({ value: String(rows), text: String(rows) })),
      String(question.pageSize),
    );
  };
}

function createAddForm(intents: Intents) {
  const form = find('#add-member-container', HTMLFormElement);
  const userId = find('#member-user-id', HTMLInputElement);
  const role = find('#member-role', HTMLSelectElement);
  const button = find('#add-member', HTMLButtonElement);
  userId.addEventListener('input', () => intents.editAddForm({ userId: userId.value }));
  role.addEventListener('change', () => intents.editAddForm({ role: role.value }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    intents.add();
    if (userId.value.trim() === '') userId.focus();
  });

  return ({ viewer, addForm, adding, roles }: State) => {
    form.hidden = !viewer?.canManage;
    if (userId.value !== addForm.userId) userId.value = addForm.userId;
    userId.readOnly = adding !== null;
    userId.ariaInvalid = String(addForm.problem !== '');
    setText(find('#member-user-id-problem'), addForm.problem);
    find('#member-role-field').hidden = !roles;
    const options = (roles?.assignable ?? []).map(({ key, name }) => ({ value: key, text: name }));
    setOptions(role, options, addForm.role);
    setDisabled(button, adding !== null);
    setText(button, adding ? 'Adding…' : 'Add member');
  };
}

function createMembersSection(intents: Pick<Intents, 'leave'>) {
  const leave = find('#leave-organization', HTMLButtonElement);
  leave.addEventListener('click', () => intents.leave());

  return ({ view, organization, roles, viewer, isLeaving }: State) => {
    find('#members').hidden = view !== 'members' && view !== 'loading';
    find('#inspector').hidden = view === 'failed';
    leave.hidden = organization === null;
    setDisabled(leave, isLeaving);
    const isLocked = roles?.isMigrating === true && viewer?.canManage === true;
    const note = find('#roles-note');
    note.hidden = !isLocked;
    setText(note, isLocked ? ROLES_LOCKED : '');
  };
}

const ROLES_LOCKED =
  'Roles are locked for now: Clerk is moving this organization to another set of roles. They can be changed again once that is done.';
