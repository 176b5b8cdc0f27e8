/** The form that adds a member. Its fields are the browser's: validation, values and reset. */
import type { Actions } from '../actions.ts';
import { MEMBER_ROLE, type State } from '../state.ts';
import { withoutInvisible } from '../text.ts';
import { find, setDisabled, setOptions, setText } from './dom.ts';

export function createAddForm(actions: Actions): (state: State) => void {
  const form = find('#add-member-container', HTMLFormElement);
  const userId = find('#member-user-id', HTMLInputElement);
  const problem = find('#member-user-id-problem');
  const roleField = find('#member-role-field');
  const role = find('#member-role', HTMLSelectElement);
  const button = find('#add-member', HTMLButtonElement);
  let adding: State['adding'] = null;
  let context = '';

  function showProblem(text: string): void {
    setText(problem, text);
    for (const field of [userId, role]) field.ariaInvalid = String(text !== '' && field === document.activeElement);
  }

  // In place of the browser's own bubble, which goes after a few seconds.
  function showInvalid(field: HTMLElement, text = field.dataset.missing ?? ''): void {
    // Emptied first, so that the same text is announced again.
    showProblem('');
    setTimeout(() => showProblem(text));
    field.focus();
  }

  userId.addEventListener('input', () => showProblem(''));
  form.addEventListener('reset', () => showProblem(''));
  role.addEventListener('invalid', (event) => {
    event.preventDefault();
    if (userId.validity.valid) showInvalid(role);
  });
  userId.addEventListener('invalid', (event) => {
    event.preventDefault();
    showInvalid(userId);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const id = withoutInvisible(String(data.get('userId')));
    if (!id) showInvalid(userId);
    else if (id.includes('@')) showInvalid(userId, userId.dataset.email);
    else actions.addMember({ userId: id, role: String(data.get('role') ?? MEMBER_ROLE) });
  });

  return (state) => {
    form.hidden = !state.currentUser?.canManage;
    const previous = context;
    // Reset when the user or the organization changes.
    context = `${state.currentUser?.userId} ${state.organization?.id}`;
    if (context !== previous || hasAdded(adding, state, withoutInvisible(userId.value))) form.reset();
    adding = state.adding;
    const { assignable = [], defaultKey = '' } = state.roles ?? {};
    roleField.hidden = assignable.length === 0;
    const choose = defaultKey ? [] : [{ key: '', name: 'Choose a role' }];
    setOptions(role, [...choose, ...assignable], null, defaultKey);
    // Until the roles have loaded, the field is hidden, and `org:member` is sent.
    role.disabled = assignable.length === 0;
    userId.readOnly = adding !== null;
    setDisabled(button, adding !== null);
    setText(button, adding ? 'Adding…' : 'Add member');
  };
}

/** Whether the user in the form has just become a member: by the form, by "Try again", or by an undo. */
function hasAdded(adding: State['adding'], state: State, typed: string): boolean {
  const subjects = ['add', `member ${typed}`];
  const hasFailed = state.failures.some(({ subject }) => subjects.includes(subject));
  return adding?.userId === typed && !state.adding && !hasFailed;
}
