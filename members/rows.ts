/** The table as the view renders it: which rows, with which controls. */
import type { Member, PendingChange, Role, State } from './state.ts';
import { ADMIN_ROLE, isAssignable, isCurrentUser, MEMBER_ROLE, memberLabel, roleName } from './state.ts';

export interface Control {
  label: string;
  /** Why it is disabled. The note above the table explains a migration, and the row a pending change. */
  disabled: 'pending' | 'migration' | null;
}

/** A toggle to the other default role, a select of all roles, or the reason why the role cannot be changed. */
export type RoleControl =
  | (Control & { kind: 'toggle'; role: string; target: string })
  | (Control & { kind: 'select'; role: string; options: readonly Role[] })
  | { kind: 'locked'; reason: string };

export interface Row {
  /** With the role that a pending change gives. */
  member: Member;
  isYou: boolean;
  pending: PendingChange['kind'] | null;
  /** Both are `null` where the user may not manage members, or the member has no user ID. */
  roleControl: RoleControl | null;
  /** Also `null` in the user's own row: they leave with the button below the table, whichever page it shows. */
  removeControl: Control | null;
}

/** The members of the list, with pending changes applied. */
export function tableRows(state: State): Row[] {
  const { members = [] } = state.list ?? {};
  const addingRows = [...state.pending].flatMap(([id, change]) =>
    change.kind === 'addition' && !members.some(({ userId }) => userId === id) ? addingRow(state, id, change.role) : [],
  );
  return [...addingRows, ...members.map((member) => memberRow(state, member))];
}

function memberRow(state: State, member: Member): Row {
  const pending = state.pending.get(member.userId);
  // `updateMember()` and `removeMember()` need a user ID.
  const hasControls = state.currentUser?.canManage === true && member.userId !== '';
  const isYou = isCurrentUser(state, member);
  const disabled = pending ? 'pending' : null;
  const { role } = pending?.kind === 'role' ? pending : member;
  const shown = role === member.role ? member : { ...member, role, roleName: roleName(state, role) };
  return {
    member: shown,
    isYou,
    pending: pending?.kind ?? null,
    roleControl: hasControls ? roleControl(state, shown, disabled) : null,
    removeControl: hasControls && !isYou ? { label: `Remove ${memberLabel(member)}`, disabled } : null,
  };
}

function addingRow(state: State, userId: string, role: string): Row {
  const unknown = { name: 'Adding…', identifier: '', imageUrl: null, joined: null };
  const member = { id: `adding ${userId}`, userId, role, roleName: roleName(state, role), ...unknown };
  return { member, isYou: false, pending: 'addition', roleControl: null, removeControl: null };
}

function roleControl(state: State, member: Member, pendingReason: Control['disabled']): RoleControl {
  const { roles, rolesFailed } = state;
  const { role } = member;
  const label = memberLabel(member);
  if (rolesFailed) return { kind: 'locked', reason: "Couldn't load roles" };
  if (!roles) return { kind: 'toggle', role, target: '', label: `Change role of ${label}`, disabled: 'pending' };
  if (!isAssignable(state, role)) return { kind: 'locked', reason: 'This role can no longer be assigned' };
  if (roles.assignable.length < 2) return { kind: 'locked', reason: 'There is only one role' };
  const disabled = roles.isMigrating ? 'migration' : pendingReason;
  // Between Clerk's two default roles a toggle is enough.
  if (roles.assignable.every(({ key }) => key === ADMIN_ROLE || key === MEMBER_ROLE)) {
    const other = role === ADMIN_ROLE ? MEMBER_ROLE : ADMIN_ROLE;
    const name = roleName(state, other);
    return { kind: 'toggle', role: other, target: `to ${name}`, label: `Change role of ${label} to ${name}`, disabled };
  }
  return { kind: 'select', role, options: roles.assignable, label: `Role of ${label}`, disabled };
}
