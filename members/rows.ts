/** The table as the view renders it: which rows, with which controls. */

import type { Member, PendingChange, Role, State } from './state.ts';
import { ADMIN_ROLE, isAssignable, isCurrentUser, MEMBER_ROLE, memberLabel, roleName } from './state.ts';

/** Why a control is disabled. The note above the table explains a migration, and the row a pending change. */
export type DisabledReason = 'pending' | 'migration' | null;

/** A toggle to the other default role, a select of all roles, or the reason why the role cannot be changed. */
export type RoleControl =
  | { kind: 'toggle'; role: string; target: string; label: string; disabled: DisabledReason }
  | { kind: 'select'; role: string; options: readonly Role[]; label: string; disabled: DisabledReason }
  | { kind: 'locked'; reason: string };

export interface RemoveControl {
  label: string;
  disabled: DisabledReason;
}

export interface Row {
  /** With the role that a pending change gives. */
  member: Member;
  isYou: boolean;
  pending: PendingChange['kind'] | null;
  /** Both are `null` where the user may not manage members, or the member has no user ID. */
  roleControl: RoleControl | null;
  removeControl: RemoveControl | null;
}

/** The members of the list, with pending changes applied. */
export function tableRows(state: State): Row[] {
  const addingRows = [...state.pending].flatMap(([userId, change]) =>
    change.kind === 'addition' ? addingRow(state, userId, change.role) : [],
  );
  return [...addingRows, ...(state.list?.members ?? []).map((member) => memberRow(state, member))];
}

function memberRow(state: State, member: Member): Row {
  const pending = state.pending.get(member.userId ?? '');
  // No SDK call can name a user without an ID.
  const hasControls = state.currentUser?.canManage === true && member.userId !== null;
  const role = pending?.kind === 'role' ? pending.role : member.role;
  const disabled = pending ? 'pending' : null;
  return {
    member: role === member.role ? member : { ...member, role, roleName: roleName(state, role) },
    isYou: isCurrentUser(state, member),
    pending: pending?.kind ?? null,
    roleControl: hasControls ? roleControl(state, member, role, disabled) : null,
    removeControl: hasControls ? removeControl(state, member, disabled) : null,
  };
}

function addingRow(state: State, userId: string, role: string): Row {
  const unknown = { name: 'Adding…', identifier: '', imageUrl: null, joined: null };
  const member = { id: `adding ${userId}`, userId, role, roleName: roleName(state, role), ...unknown };
  return { member, isYou: false, pending: 'addition', roleControl: null, removeControl: null };
}

const locked = (reason: string) => ({ kind: 'locked', reason }) as const;

function roleControl(state: State, member: Member, role: string, disabledWhilePending: DisabledReason): RoleControl {
  const { roles, rolesFailed } = state;
  const label = memberLabel(member);
  if (rolesFailed) return locked("Couldn't load roles");
  if (!roles) return { kind: 'toggle', role, target: '', label: `Change role of ${label}`, disabled: 'pending' };
  if (!isAssignable(state, member.role)) return locked('This role can no longer be assigned');
  if (roles.assignable.length < 2) return locked('There is only one role');
  const disabled = roles.isMigrating ? 'migration' : disabledWhilePending;
  // Between Clerk's two default roles a toggle is enough.
  if (roles.assignable.every(({ key }) => key === ADMIN_ROLE || key === MEMBER_ROLE)) {
    const other = member.role === ADMIN_ROLE ? MEMBER_ROLE : ADMIN_ROLE;
    const name = roleName(state, other);
    return { kind: 'toggle', role: other, target: `to ${name}`, label: `Change role of ${label} to ${name}`, disabled };
  }
  return { kind: 'select', role, options: roles.assignable, label: `Role of ${label}`, disabled };
}

/** `null` for the user's own row: below the table they can leave, whichever page it shows. */
function removeControl(state: State, member: Member, disabled: DisabledReason): RemoveControl | null {
  if (isCurrentUser(state, member)) return null;
  return { label: `Remove ${memberLabel(member)}`, disabled };
}
