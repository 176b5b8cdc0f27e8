/** The form that adds a member. Its fields are the browser's: validation, values and reset. */
import type { Actions } from '../actions.ts';
import { DEFAULT_MEMBER_ROLE, type State } from '../state.ts';
import { find, setDisabled, setOptions, setText } from './dom.ts';

export function createAddForm(actions: Actions): (state: State) => void {
  const form = find('#add-member-container', HTMLFormElement);
  const userId = find('#member-user-id', HTMLInputElement);
  const roleField = find('#member-role-field');
  const role = find('#member-role', HTMLSelectElement);
  const button = find('#add-member', HTMLButtonElement);
  const problem = find('#member-user-id-problem');
  let adding: State['adding'] = null;
  let owner = '';

  function showProblem(text: string): void {
    setText(problem, text);
    userId.ariaInvalid = String(text !== '');
  }

  userId.addEventListener('input', () => showProblem(''));
  userId.addEventListener('invalid', (event) => {
    // In place of the browser's own bubble, which goes after a few seconds.
    event.preventDefault();
    showProblem('Enter the ID of the user to add. It starts with user_.');
    userId.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    actions.addMember({
      userId: String(data.get('userId')).trim(),
      role: String(data.get('role') ?? DEFAULT_MEMBER_ROLE),
    });
  });
  form.addEventListener('reset', () => showProblem(''));

  return (state) => {
    form.hidden = !state.currentUser?.canManage;
    // What one person typed is not for the next, nor for another organization.
    const key = `${state.currentUser?.userId} ${state.organization?.id}`;
    if (key !== owner || isAdded(adding, state, userId.value.trim())) form.reset();
    owner = key;
    adding = state.adding;
    const options = state.roles?.assignable ?? [];
    roleField.hidden = options.length === 0;
    setOptions(role, options, null, DEFAULT_MEMBER_ROLE);
    userId.readOnly = adding !== null;
    setDisabled(button, adding !== null);
    setText(button, adding ? 'Adding…' : 'Add member');
  };
}

/** Whether the user in the form has just become a member, by this form, by "Try again" or by an undo. */
function isAdded(adding: State['adding'], state: State, typed: string): boolean {
  if (!adding || state.adding || adding.userId !== typed) return false;
  const subjects = ['add', `member ${typed}`];
  return !state.failures.some(({ subject }) => subjects.includes(subject));
}
