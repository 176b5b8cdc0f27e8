/** The form that adds a member. Its fields are the browser's: validation, values and reset. */
import type { Actions } from '../actions.ts';
import { MEMBER_ROLE, type State } from '../state.ts';
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
    userId.ariaInvalid = String(text !== '');
  }

  userId.addEventListener('input', () => showProblem(''));
  form.addEventListener('reset', () => showProblem(''));
  userId.addEventListener('invalid', (event) => {
    // In place of the browser's own bubble, which goes after a few seconds.
    event.preventDefault();
    showProblem('Enter the ID of the user to add. It starts with user_.');
    userId.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    actions.addMember({ userId: String(data.get('userId')).trim(), role: String(data.get('role') ?? MEMBER_ROLE) });
  });

  return (state) => {
    form.hidden = !state.currentUser?.canManage;
    const previous = context;
    // What one person typed is not for the next, nor for another organization.
    context = `${state.currentUser?.userId} ${state.organization?.id}`;
    if (context !== previous || hasAdded(adding, state, userId.value.trim())) form.reset();
    adding = state.adding;
    const options = state.roles?.assignable ?? [];
    roleField.hidden = options.length === 0;
    setOptions(role, options, null, MEMBER_ROLE);
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
