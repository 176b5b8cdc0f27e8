/** The rows of the memberships table. They are kept by membership, so focus, selection and scroll survive every change. */
import { clone, find, part, setDisabled, setOptions, setText } from './dom.ts';
import { type RoleControl, type Row, rows, type State } from './state.ts';

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export interface TableIntents {
  changeRole(memberId: string, role: string): void;
  remove(memberId: string): void;
}

/** @returns draws the table for a state */
export function createTable(intents: TableIntents): (state: State) => void {
  const body = find('#memberships_table_body', HTMLTableSectionElement);
  const table = find('#memberships_table', HTMLTableElement);
  const managing = ['#update-role-head', '#remove-member-head'].map((head) => find(head));
  /** What each row shows at the moment: one that would show the same is left alone. */
  const shown = new Map<string, { element: HTMLTableRowElement; content: string }>();

  body.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('button[data-action]') : null;
    const id = target?.closest('tr')?.dataset.key;
    // The second half of a double click was meant for what lay there before: the dialog, or the row that has just gone.
    if (!(target instanceof HTMLButtonElement) || !id || event.detail > 1) return;
    if (target.dataset.action === 'toggle-role') intents.changeRole(id, target.value);
    if (target.dataset.action === 'remove') intents.remove(id);
  });
  body.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const id = target.closest('tr')?.dataset.key;
    const wanted = target.value;
    // The state decides what is shown: a choice that is not confirmed must not stay on screen.
    target.value = target.dataset.shown ?? '';
    if (id) intents.changeRole(id, wanted);
  });

  return (state) => {
    const canManage = state.viewer?.canManage === true;
    for (const head of managing) head.hidden = !canManage;
    table.ariaBusy = String(state.isReading || state.switchingTo !== null || state.view === 'loading');

    const wanted = rows(state);
    const focus = rememberFocus(body);
    const ids = new Set(wanted.map(({ id }) => id));
    for (const [id, { element }] of shown) {
      if (ids.has(id)) continue;
      element.remove();
      shown.delete(id);
    }
    wanted.forEach((row, index) => {
      const entry = shown.get(row.id) ?? { element: newRow(row.id), content: '' };
      shown.set(row.id, entry);
      const content = JSON.stringify(row);
      if (entry.content !== content) drawRow(entry.element, row);
      entry.content = content;
      if (body.children[index] !== entry.element) body.insertBefore(entry.element, body.children[index] ?? null);
    });
    focus.restore();
  };
}

function newRow(id: string): HTMLTableRowElement {
  const row = clone('#membership-row', HTMLTableRowElement);
  row.dataset.key = id;
  return row;
}

function drawRow(element: HTMLTableRowElement, row: Row): void {
  element.ariaBusy = String(row.isBusy);
  element.classList.toggle('leaving', row.isLeaving);
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
  drawRoleControl(element, row.roleControl);
  drawRemoval(element, row.removal);
}

function drawRoleControl(element: HTMLTableRowElement, control: RoleControl | null): void {
  part(element, 'update-cell').hidden = control === null;
  const toggle = part(element, 'role-toggle', HTMLButtonElement);
  const select = part(element, 'role-select', HTMLSelectElement);
  toggle.hidden = control?.kind !== 'toggle';
  select.hidden = control?.kind !== 'select';
  setText(part(element, 'role-locked'), control?.kind === 'locked' ? control.reason : '');
  if (control?.kind === 'toggle') {
    toggle.value = control.to;
    toggle.ariaLabel = control.label;
    drawOff(toggle, control.off);
  }
  if (control?.kind === 'select') {
    setOptions(
      select,
      control.options.map(({ key, name }) => ({ value: key, text: name })),
      control.value,
    );
    select.dataset.shown = control.value;
    select.ariaLabel = control.label;
    drawOff(select, control.off);
  }
}

function drawOff(control: HTMLElement, off: 'busy' | 'migration' | null): void {
  setDisabled(control, off !== null);
  if (off === 'migration') control.setAttribute('aria-describedby', 'roles-note');
  else control.removeAttribute('aria-describedby');
}

function drawRemoval(element: HTMLTableRowElement, removal: Row['removal']): void {
  part(element, 'remove-cell').hidden = removal === null;
  const button = part(element, 'remove', HTMLButtonElement);
  const isOffered = removal !== null && 'text' in removal;
  button.hidden = !isOffered;
  setText(part(element, 'remove-locked'), removal && 'locked' in removal ? removal.locked : '');
  if (!isOffered) return;
  setText(button, removal.text);
  button.ariaLabel = removal.label;
  setDisabled(button, removal.disabled);
}

/** Where the focus is among the rows. A control that goes away hands it on to the same one of the row that takes its place. */
function rememberFocus(body: HTMLTableSectionElement): { restore(): void } {
  const focused = document.activeElement;
  const row = focused?.closest('tr');
  if (!(focused instanceof HTMLElement) || !row || !body.contains(row)) return { restore: () => {} };
  const index = [...body.children].indexOf(row);
  const { action } = focused.dataset;
  return {
    restore() {
      // A row that moves loses the focus, too.
      if (focused.isConnected && focused.checkVisibility()) return focused.focus({ preventScroll: true });
      const successor = body.children[Math.min(index, body.children.length - 1)];
      const control = successor?.querySelector(`[data-action="${action}"]`);
      if (control instanceof HTMLElement) control.focus();
    },
  };
}
