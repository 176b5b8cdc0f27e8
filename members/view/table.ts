/** The rows of the memberships table. They are kept by membership, so focus, selection and scroll survive every render. */
import type { Actions } from '../actions.ts';
import { type Control, type RoleControl, type Row, tableRows } from '../rows.ts';
import { renderAvatar } from './avatar.ts';
import { clone, find, part, type Render, setChildren, setDisabled, setOptions, setText } from './dom.ts';
import { onChoice } from './select.ts';

export function createTable(actions: Actions): Render {
  const frame = find('#table-frame');
  const table = find('#memberships_table');
  const body = find('#memberships_table_body', HTMLTableSectionElement);
  /** By membership ID. `content` is the serialized row: one with the same content is not rendered again. */
  let rendered = new Map<string, { element: HTMLElement; row: Row; content: string }>();

  const rowOf = (target: Element) => rendered.get(target.closest('tr')?.dataset.key ?? '')?.row;

  body.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    const row = button && rowOf(button);
    if (!row) return;
    const { member, roleControl } = row;
    if (button.dataset.part === 'remove') actions.removeMember(member);
    if (button.dataset.part === 'role-toggle' && roleControl?.kind === 'toggle')
      actions.changeRole(member, roleControl.role);
  });
  onChoice(body, (select) => {
    const row = rowOf(select);
    if (!row) return;
    const { value } = select;
    // A choice that is not confirmed must not stay on screen.
    select.value = row.member.role;
    actions.changeRole(row.member, value);
  });

  return (state) => {
    // A switch is in progress until the user has been reloaded. The rows of the next organization may be there already.
    const isSwitching = state.switchingTo !== null && state.switchingTo !== state.organization?.id;
    table.ariaBusy = String(state.isLoading || isSwitching || state.currentUser === undefined);

    const restoreFocus = rememberFocus(body);
    const rows = tableRows(state).map((row) => {
      const known = rendered.get(row.member.id);
      const element = known?.element ?? clone('#membership-row');
      const content = JSON.stringify(row);
      if (known?.content !== content) renderRow(element, row);
      return { element, row, content };
    });
    rendered = new Map(rows.map((each) => [each.row.member.id, each]));
    const elements = rows.map(({ element }) => element);
    setChildren(body, elements);
    frame.toggleAttribute('data-rows', elements.length > 0);
    restoreFocus();
  };
}

/** "Jan 6, 2026". Without `Intl.DateTimeFormat`, whose first call takes 8 ms: the first row would wait for it. */
const formatDate = (date: Date) => date.toDateString().replace(/^\w+ (\w+) 0?(\d+)/, '$1 $2,');

function renderRow(element: HTMLElement, row: Row): void {
  const { member, isYou, pending, roleControl, removeControl } = row;
  element.dataset.key = member.id;
  element.dataset.pending = pending ?? '';
  element.ariaBusy = String(pending !== null);
  setText(part(element, 'user-id'), member.userId || '—');
  setText(part(element, 'name'), member.userId ? member.name || member.identifier : 'No public user data');
  setText(part(element, 'identifier'), member.name && member.identifier);
  part(element, 'you').hidden = !isYou;
  renderAvatar(part(element, 'avatar'), member.userId, member.name || member.identifier || '?', member.imageUrl);
  const joined = find('time', HTMLTimeElement, element);
  joined.dateTime = member.joined?.toISOString() ?? '';
  setText(joined, member.joined ? formatDate(member.joined) : '');
  setText(part(element, 'role-name'), member.roleName);
  setText(part(element, 'role-key'), member.role);
  renderRoleControl(element, roleControl);
  renderControl(part(element, 'remove'), removeControl);
}

function renderRoleControl(element: HTMLElement, control: RoleControl | null): void {
  const toggle = control?.kind === 'toggle' ? control : null;
  const select = control?.kind === 'select' ? control : null;
  renderControl(part(element, 'role-toggle'), toggle);
  renderControl(part(element, 'role-select'), select);
  if (select) setOptions(find('select', HTMLSelectElement, element), select.options, select.role);
  setText(part(element, 'role-target'), toggle?.target ?? '');
  setText(part(element, 'role-locked'), control?.kind === 'locked' ? control.reason : '');
}

/** @param control `null` hides the element */
function renderControl(element: HTMLElement, control: Control | null): void {
  element.hidden = control === null;
  element.ariaLabel = control?.label ?? null;
  setDisabled(element, Boolean(control?.disabled));
  if (control?.disabled === 'migration') element.setAttribute('aria-describedby', 'roles-note');
  else element.removeAttribute('aria-describedby');
}

/** @returns a function that puts the focus back: on the same control or, if it is gone, on the next one of its column */
function rememberFocus(body: HTMLTableSectionElement): () => void {
  const focused = document.activeElement;
  const cell = focused?.closest('td');
  if (!(focused instanceof HTMLElement) || !cell || !body.contains(cell)) return () => {};
  const { cellIndex } = cell;
  const rowIndex = [...body.rows].findIndex((row) => row.contains(cell));
  const preventScroll = !focused.matches(':focus-visible');
  return () => {
    // Moving a row takes the focus off it, too.
    if (focused.checkVisibility()) return focused.focus({ preventScroll: true });
    const selector = ':is(button, select):not([hidden])';
    const controls = [...body.rows].map((row) => row.cells[cellIndex]?.querySelector<HTMLElement>(selector));
    const next = controls.slice(rowIndex).find(Boolean) ?? controls.findLast(Boolean);
    next?.focus({ preventScroll });
  };
}
