/** The table as the view renders it: which rows, with which controls. No DOM. */
import {
  DEFAULT_ADMIN_ROLE,
  DEFAULT_MEMBER_ROLE,
  isAssignable,
  isCurrentUser,
  type Member,
  memberLabel,
  type Role,
  type Roles,
  roleName,
  type State,
} from './state.ts';

/** Why a control is disabled. The note above the table explains a migration, and the row a pending change. */
export type DisabledReason = 'pending' | 'migration' | null;

/** What changes a member's role. A locked role has no control, but a reason. */
export type RoleControl =
  | { kind: 'toggle'; role: string; label: string; disabled: DisabledReason }
  | { kind: 'select'; role: string; options: readonly Role[]; label: string; disabled: DisabledReason }
  | { kind: 'locked'; reason: string };

export type RemoveControl =
  | { kind: 'remove' | 'leave'; text: string; label: string; disabled: DisabledReason }
  | { kind: 'locked'; reason: string };

export interface Row {
  /** `null` in the row of a member who is being added. */
  member: Member | null;
  /** The membership's ID. */
  id: string;
  userId: string;
  name: string;
  identifier: string;
  imageUrl: string | null;
  joined: Date | null;
  isYou: boolean;
  roleKey: string;
  roleName: string;
  pending: 'role' | 'removal' | 'adding' | null;
  /** Both are `null` for people who may not manage members. */
  roleControl: RoleControl | null;
  removeControl: RemoveControl | null;
}

/** The members of the list, with pending changes applied. */
export function tableRows(state: State): Row[] {
  const members = (state.list?.members ?? []).map((member) => memberRow(state, member));
  return state.adding ? [addingRow(state, state.adding), ...members] : members;
}

function memberRow(state: State, member: Member): Row {
  const pending = state.pending.get(member.id);
  const role = pending?.kind === 'role' ? pending.role : member.role;
  const canManage = state.currentUser?.canManage === true;
  return {
    member,
    id: member.id,
    userId: member.userId ?? '—',
    name: member.userId === null ? 'No public user data' : member.name,
    identifier: member.identifier,
    imageUrl: member.imageUrl,
    joined: member.joined,
    isYou: isCurrentUser(state, member),
    roleKey: role,
    roleName: role === member.role ? member.roleName : roleName(state, role),
    pending: pending?.kind ?? null,
    roleControl: canManage ? roleControl(state, member, role) : null,
    removeControl: canManage ? removeControl(state, member) : null,
  };
}

const addingRow = (state: State, { userId, role }: { userId: string; role: string }): Row => ({
  member: null,
  id: 'adding',
  userId,
  name: 'Adding…',
  identifier: '',
  imageUrl: null,
  joined: null,
  isYou: false,
  roleKey: role,
  roleName: roleName(state, role),
  pending: 'adding',
  roleControl: null,
  removeControl: null,
});

const locked = (reason: string) => ({ kind: 'locked', reason }) as const;
const UNKNOWN_USER = locked('User data unavailable');

const isPending = (state: State, { id }: Member): DisabledReason => (state.pending.has(id) ? 'pending' : null);

function roleControl(state: State, member: Member, role: string): RoleControl {
  const { roles } = state;
  const label = memberLabel(member);
  if (member.userId === null) return UNKNOWN_USER;
  if (!roles) {
    return state.rolesFailed
      ? locked('The roles could not be loaded')
      : { kind: 'toggle', role, label: `Change role of ${label}`, disabled: 'pending' };
  }
  if (!isAssignable(state, member.role)) return locked('This role can no longer be assigned');
  const disabled = roles.isMigrating ? 'migration' : isPending(state, member);
  if (hasDefaultRoles(roles)) {
    const other = member.role === DEFAULT_ADMIN_ROLE ? DEFAULT_MEMBER_ROLE : DEFAULT_ADMIN_ROLE;
    return { kind: 'toggle', role: other, label: `Change role of ${label} to ${roleName(state, other)}`, disabled };
  }
  if (roles.assignable.length < 2) return locked('There is only one role');
  return { kind: 'select', role, options: roles.assignable, label: `Role of ${label}`, disabled };
}

/** Clerk's two default roles and no others: a toggle between them is enough. */
function hasDefaultRoles({ assignable }: Roles): boolean {
  const keys = assignable.map(({ key }) => key);
  return keys.length === 2 && keys.includes(DEFAULT_ADMIN_ROLE) && keys.includes(DEFAULT_MEMBER_ROLE);
}

function removeControl(state: State, member: Member): RemoveControl {
  const disabled = isPending(state, member);
  if (member.userId === null) return UNKNOWN_USER;
  return isCurrentUser(state, member)
    ? { kind: 'leave', text: 'Leave', label: `Leave ${state.organization?.name}`, disabled }
    : { kind: 'remove', text: 'Remove', label: `Remove ${memberLabel(member)}`, disabled };
}

/** Which members the list shows, and whether there are pages before and after the requested one. */
export function pageRange({ page, pageSize }: State['params'], { params, members, total }: NonNullable<State['list']>) {
  const first = (params.page - 1) * params.pageSize + 1;
  return {
    label: members.length === 0 ? `0 of ${total}` : `${first}–${first + members.length - 1} of ${total}`,
    hasPrevious: page > 1,
    hasNext: page * pageSize < total,
  };
}
