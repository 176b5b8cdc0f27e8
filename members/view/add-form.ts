/** The form that adds a user by ID, or invites somebody by email address. Validation, values and reset are the browser's. */
import type { Actions } from '../actions.ts';
import { contextOf, MEMBER_ROLE, type State } from '../state.ts';
import { cleanText } from '../text.ts';
import { closeKeyboard, find, type Render, setDisabled, setOptions, setText } from './dom.ts';

export function createAddForm(actions: Actions): Render {
  const form = find('#add-member-container', HTMLFormElement);
  const identifier = find('#member-user-id', HTMLInputElement);
  const role = find('#member-role', HTMLSelectElement);
  const button = find('#add-member');
  const addLabel = button.textContent;
  const method = find('#add-method', HTMLAnchorElement);
  const invitation = find('#invitation');
  const problem = find('#member-user-id-problem');
  const pendingInvitations = find('#pending-invitations');
  let pending: State['pending'] = new Map();
  /** The user of the form's last submission, if another change of that user was in progress. */
  let blockedId = '';

  // IDs and addresses contain no format characters, not even joiners.
  const typed = () => cleanText(identifier.value).replaceAll(/\p{Cf}/gu, '');
  const isEmailAddress = () => typed().includes('@');

  function showProblem(text: string, blockedBy = ''): void {
    blockedId = blockedBy;
    setText(problem, text);
    for (const field of [identifier, role]) {
      const isInvalid = text !== '' && field === document.activeElement;
      field.ariaInvalid = String(isInvalid);
      field.setAttribute('aria-describedby', isInvalid ? problem.id : '');
    }
  }

  /** Says what submitting will do. */
  function renderTarget(): void {
    const [name, note, label, busyLabel] = isEmailAddress()
      ? ['inviteMember', 'This sends an invitation by email.', 'Invite', 'Inviting…']
      : ['addMember', '', addLabel, 'Adding…'];
    setText(method, `${name}()`);
    method.hash = name.toLowerCase();
    setText(invitation, note);
    const isSubmitting = isBeingAdded(pending, typed());
    setText(button, isSubmitting ? busyLabel : label);
    setDisabled(button, isSubmitting);
  }

  // The ID stays in the field until Clerk has added the user. What is typed meanwhile is the next one.
  for (const type of ['click', 'keydown']) {
    identifier.addEventListener(type, () => {
      if (isBeingAdded(pending, typed())) identifier.select();
    });
  }
  form.addEventListener('input', ({ target }) => {
    if (target === identifier || role.ariaInvalid === 'true') showProblem('');
    renderTarget();
  });
  form.addEventListener('reset', () => showProblem(''));
  for (const field of [identifier, role]) {
    field.addEventListener('invalid', (event) => {
      // Replaces the browser's own bubble, which disappears after a few seconds.
      event.preventDefault();
      if (field !== form.querySelector(':invalid')) return;
      // Emptied first, so that the same text is announced again.
      showProblem('');
      setTimeout(() => showProblem(field.dataset.missing ?? ''));
      field.focus();
    });
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (pending.has(typed())) {
      identifier.focus();
      return showProblem('Another change of this user is in progress.', typed());
    }
    showProblem('');
    closeKeyboard(identifier);
    const params = { role: String(new FormData(form).get('role') ?? MEMBER_ROLE) };
    if (isEmailAddress()) actions.inviteMember({ emailAddress: typed(), ...params });
    else actions.addMember({ userId: typed(), ...params });
  });
  pendingInvitations.addEventListener('click', async () => {
    setDisabled(pendingInvitations, true);
    await actions.openPendingInvitations(() => {
      // When Clerk's modal closes, it returns the focus to the button: members may have been changed in it. The focus may be elsewhere
      // now, and Safari does not focus a button that is clicked.
      pendingInvitations.focus();
      pendingInvitations.addEventListener('focus', () => actions.reloadList(), { once: true });
    });
    setDisabled(pendingInvitations, false);
  });

  return (state, previous) => {
    // Reset when the user or the organization changes.
    if (contextOf(state) !== contextOf(previous) || hasAdded(pending, state, typed())) form.reset();
    if (blockedId && !state.pending.has(blockedId)) showProblem('');
    pending = state.pending;
    const { assignable = [], defaultKey = '' } = state.roles ?? {};
    // Until the roles have loaded, new members get the role "Member".
    const choose = defaultKey ? [] : [{ key: '', name: state.roles ? 'Choose a role' : 'Member' }];
    setOptions(role, [...choose, ...assignable], state.roles ? null : '', defaultKey);
    // A disabled field has no value, and is not checked.
    role.disabled = !state.roles?.assignable.length;
    renderTarget();
  };
}

const isBeingAdded = (pending: State['pending'], id: string) =>
  ['addition', 'invitation'].includes(pending.get(id)?.kind ?? '');

/** Whether the user in the form has just been added or invited: by the form, by "Try again", or by an undo. */
function hasAdded(before: State['pending'], { pending, failures, organization }: State, typed: string): boolean {
  const hasFailed = failures.some(({ subject }) => subject.endsWith(`${organization?.id} ${typed}`));
  return isBeingAdded(before, typed) && !isBeingAdded(pending, typed) && !hasFailed;
}
