/** The rows of the memberships table. They are kept by membership, so focus, selection and scroll survive every render. */
import type { Actions } from '../actions.ts';
import { type DisabledReason, type RemoveControl, type RoleControl, type Row, tableRows } from '../rows.ts';
import type { State } from '../state.ts';
import { clone, find, part, setDisabled, setOptions, setText } from './dom.ts';

interface RenderedRow {
  element: HTMLTableRowElement;
  row: Row;
  /** The row as text, to see whether a render would change it. */
  content: string;
}

export function createTable(actions: Actions): (state: State) => void {
  const table = find('#memberships_table', HTMLTableElement);
  const body = find('#memberships_table_body', HTMLTableSectionElement);
  const managementHeads = [find('#update-role-head'), find('#remove-member-head')];
  const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
  const rendered = new Map<string, RenderedRow>();

  /** The row of an event's target. */
  const rowOf = (target: Element) => rendered.get(target.closest('tr')?.dataset.key ?? '')?.row;

  body.addEventListener('click', ({ target, detail }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    const member = button && rowOf(button)?.member;
    // The second click of a double click was meant for what was there before: the dialog, or a row that is gone.
    if (!member || detail > 1) return;
    if (button.dataset.action === 'toggle-role') actions.changeRole(member, button.value);
    if (button.dataset.action === 'remove') actions.removeMember(member);
    if (button.dataset.action === 'leave') actions.leaveOrganization();
  });
  body.addEventListener('change', ({ target }) => {
    const row = target instanceof HTMLSelectElement ? rowOf(target) : undefined;
    if (!(target instanceof HTMLSelectElement) || !row?.member || row.roleControl?.kind !== 'select') return;
    const { value } = target;
    // A choice that is not confirmed must not stay on screen.
    target.value = row.roleControl.role;
    actions.changeRole(row.member, value);
  });

  function renderedRow(row: Row): RenderedRow {
    const entry = rendered.get(row.id) ?? { element: clone('#membership-row', HTMLTableRowElement), row, content: '' };
    const content = JSON.stringify(row);
    if (entry.content !== content) renderRow(entry.element, row, dateFormat);
    return Object.assign(entry, { row, content });
  }

  return (state) => {
    const canManage = state.currentUser?.canManage === true;
    for (const head of managementHeads) head.hidden = !canManage;
    table.ariaBusy = String(state.isLoading || state.switchingTo !== null || state.currentUser === undefined);

    const rows = tableRows(state);
    const restoreFocus = rememberFocus(body);
    const ids = new Set(rows.map(({ id }) => id));
    for (const [id, { element }] of rendered) {
      if (ids.has(id)) continue;
      element.remove();
      rendered.delete(id);
    }
    rows.forEach((row, index) => {
      const entry = renderedRow(row);
      rendered.set(row.id, entry);
      if (body.children[index] !== entry.element) body.insertBefore(entry.element, body.children[index] ?? null);
    });
    restoreFocus();
  };
}

function renderRow(element: HTMLTableRowElement, row: Row, dateFormat: Intl.DateTimeFormat): void {
  element.dataset.key = row.id;
  element.ariaBusy = String(row.pending !== null);
  element.dataset.pending = row.pending ?? '';
  setText(part(element, 'user-id'), row.userId);
  setText(part(element, 'name'), row.name);
  setText(part(element, 'identifier'), row.identifier);
  part(element, 'you').hidden = !row.isYou;
  const avatar = part(element, 'avatar', HTMLImageElement);
  avatar.hidden = row.imageUrl === null;
  if (row.imageUrl && avatar.src !== row.imageUrl) avatar.src = row.imageUrl;
  const joined = part(element, 'joined', HTMLTimeElement);
  joined.dateTime = row.joined?.toISOString() ?? '';
  setText(joined, row.joined ? dateFormat.format(row.joined) : '');
  setText(part(element, 'role-name'), row.roleName);
  setText(part(element, 'role-key'), row.roleKey);
  renderRoleControl(element, row.roleControl);
  renderRemoveControl(element, row.removeControl);
}

function renderRoleControl(element: HTMLTableRowElement, control: RoleControl | null): void {
  part(element, 'update-cell').hidden = control === null;
  const toggle = part(element, 'role-toggle', HTMLButtonElement);
  const select = part(element, 'role-select', HTMLSelectElement);
  toggle.hidden = control?.kind !== 'toggle';
  select.hidden = control?.kind !== 'select';
  setText(part(element, 'role-locked'), control?.kind === 'locked' ? control.reason : '');
  if (control?.kind === 'toggle') {
    toggle.value = control.role;
    renderControl(toggle, control);
  }
  if (control?.kind === 'select') {
    setOptions(select, control.options, control.role);
    renderControl(select, control);
  }
}

function renderRemoveControl(element: HTMLTableRowElement, control: RemoveControl | null): void {
  part(element, 'remove-cell').hidden = control === null;
  const button = part(element, 'remove', HTMLButtonElement);
  button.hidden = control === null || control.kind === 'locked';
  setText(part(element, 'remove-locked'), control?.kind === 'locked' ? control.reason : '');
  if (control === null || control.kind === 'locked') return;
  button.dataset.action = control.kind;
  setText(button, control.text);
  renderControl(button, control);
}

function renderControl(element: HTMLElement, { label, disabled }: { label: string; disabled: DisabledReason }): void {
  element.ariaLabel = label;
  setDisabled(element, disabled !== null);
  if (disabled === 'migration') element.setAttribute('aria-describedby', 'roles-note');
  else element.removeAttribute('aria-describedby');
}

/** @returns puts the focus back where it was among the rows; from a control that is gone to the same one of the next row */
function rememberFocus(body: HTMLTableSectionElement): () => void {
  const focused = document.activeElement;
  const row = focused?.closest('tr');
  if (!(focused instanceof HTMLElement) || !row || !body.contains(row)) return () => {};
  const index = [...body.children].indexOf(row);
  const cell = focused.closest('td');
  const column = cell ? [...row.children].indexOf(cell) : 0;
  return () => {
    // Moving a row takes the focus off it, too.
    if (focused.isConnected && focused.checkVisibility()) return focused.focus({ preventScroll: true });
    const successor = body.children[Math.min(index, body.children.length - 1)];
    const controls = successor?.children[column]?.querySelectorAll<HTMLElement>('button, select') ?? [];
    [...controls].find((control) => control.checkVisibility())?.focus();
  };
}
