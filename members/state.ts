/** What the page knows, and what follows from it. Plain data: no DOM, no Clerk. */
import type { Call } from './calls.ts';
import type { Question } from './url.ts';

/** A membership, as the page shows it. */
export interface Member {
  /** The membership's id (`orgmem_…`). */
  id: string;
  /** `null` when Clerk sent no public user data: then no call could name the person. */
  userId: string | null;
  /** E-mail address, phone number or username. */
  identifier: string;
  /** First and last name; may be empty. */
  name: string;
  imageUrl: string | null;
  joined: Date;
  /** Role key (`org:admin`) and the name it goes by. */
  role: string;
  roleName: string;
}

/** A role that can be assigned in the organization. */
export interface Role {
  key: string;
  name: string;
  permissions: readonly string[];
}

export interface Roles {
  assignable: readonly Role[];
  /** Clerk is moving the organization to another set of roles, and asks to leave roles alone meanwhile. */
  isMigrating: boolean;
}

/** A change on its way to Clerk, shown already. */
export type PendingChange = { kind: 'role'; role: string } | { kind: 'removal' };

/** A person who was removed, and can be brought back. */
export interface Removed {
  userId: string;
  role: string;
  label: string;
}

export interface Failure {
  message: string;
  link: { label: string; href: string } | null;
  /** What failed, to do again on "Try again"; `null` where that makes no sense. */
  retry: (() => void) | null;
  /** A refreshed list does away with a failed list, not with a failed change. */
  isOfReading: boolean;
}

/** What stands in the middle of the page. */
export type View = 'loading' | 'sign-in' | 'choose-organization' | 'members' | 'failed';

export interface State {
  view: View;
  organization: { id: string; name: string } | null;
  organizations: readonly { id: string; name: string }[];
  /** The organization that is being made the active one. */
  switchingTo: string | null;
  viewer: { userId: string; name: string; canManage: boolean } | null;

  /** What the list was asked for, and what stands in the search field, which is sent when typing pauses. */
  question: Question;
  searchText: string;
  /** The latest answer, with the question it answers; `null` before the first, and when there is none to show. */
  list: { members: readonly Member[]; total: number; question: Question } | null;
  isReading: boolean;
  /** `null` until they are known. */
  roles: Roles | null;
  rolesFailed: boolean;

  /** By membership id. */
  pending: ReadonlyMap<string, PendingChange>;
  adding: { userId: string; role: string } | null;
  addForm: { userId: string; role: string; problem: string };
  isLeaving: boolean;
  isSigningOut: boolean;

  failure: Failure | null;
  notice: { message: string; undo: Removed | null };
  calls: readonly Call[];
}

export const MANAGE_MEMBERSHIPS = 'org:sys_memberships:manage';
const ADMIN = 'org:admin';
const MEMBER = 'org:member';

export function initialState(question: Question): State {
  return {
    view: 'loading',
    organization: null,
    organizations: [],
    switchingTo: null,
    viewer: null,
    question,
    searchText: question.query,
    list: null,
    isReading: false,
    roles: null,
    rolesFailed: false,
    pending: new Map(),
    adding: null,
    addForm: { userId: '', role: MEMBER, problem: '' },
    isLeaving: false,
    isSigningOut: false,
    failure: null,
    notice: { message: '', undo: null },
    calls: [],
  };
}

/** How to call a member in a sentence or a label. */
export const memberLabel = (member: Member): string =>
  member.identifier || member.name || member.userId || 'this person';

export function roleName(state: State, key: string): string {
  return state.roles?.assignable.find((role) => role.key === key)?.name ?? key.replace(/^org:/, '');
}

/** Whether somebody can be given a role. As long as the roles are unknown, Clerk may think so. */
export const canBeGiven = ({ roles }: State, key: string): boolean =>
  roles === null || roles.assignable.some((role) => role.key === key);

/** Whether a role lets its holder manage members; unknown while the roles are. */
export function roleManages(state: State, key: string): boolean | undefined {
  return state.roles?.assignable.find((role) => role.key === key)?.permissions.includes(MANAGE_MEMBERSHIPS);
}

/** The documented example's two roles, and no other: a toggle will do. */
function hasDefaultRoles(roles: Roles): boolean {
  const keys = roles.assignable.map(({ key }) => key);
  return keys.length === 2 && keys.includes(ADMIN) && keys.includes(MEMBER);
}

/**
 * The control that changes a member's role. A `locked` one is not there at all, and `reason` says why; one that is off for
 * a `migration` is explained by the note above the table, one that is `busy` by its row.
 */
export type RoleControl =
  | { kind: 'toggle'; to: string; label: string; off: RoleControlOff | null }
  | { kind: 'select'; value: string; options: readonly Role[]; label: string; off: RoleControlOff | null }
  | { kind: 'locked'; reason: string };
type RoleControlOff = 'busy' | 'migration';

export interface Row {
  id: string;
  userId: string;
  name: string;
  identifier: string;
  imageUrl: string | null;
  joined: Date | null;
  isYou: boolean;
  roleKey: string;
  roleName: string;
  isBusy: boolean;
  isLeaving: boolean;
  /** `null` for those who may not manage members. */
  roleControl: RoleControl | null;
  removal: { label: string; text: string; disabled: boolean } | { locked: string } | null;
}

/** The rows of the table: the members as Clerk told, with the changes that are on their way. */
export function rows(state: State): Row[] {
  const members = (state.list?.members ?? []).map((member) => row(state, member));
  return state.adding ? [addingRow(state, state.adding), ...members] : members;
}

function row(state: State, member: Member): Row {
  const pending = state.pending.get(member.id);
  const role = pending?.kind === 'role' ? pending.role : member.role;
  const canManage = state.viewer?.canManage === true;
  const isYou = member.userId !== null && member.userId === state.viewer?.userId;
  return {
    id: member.id,
    userId: member.userId ?? '—',
    name: member.userId === null ? 'No public user data' : member.name,
    identifier: member.identifier,
    imageUrl: member.imageUrl,
    joined: member.joined,
    isYou,
    roleKey: role,
    roleName: role === member.role ? member.roleName : roleName(state, role),
    isBusy: pending !== undefined,
    isLeaving: pending?.kind === 'removal',
    roleControl: canManage ? roleControl(state, member, role, pending !== undefined) : null,
    removal: canManage ? removal(state, member, isYou, pending !== undefined) : null,
  };
}

function roleControl(state: State, member: Member, role: string, isPending: boolean): RoleControl {
  const { roles } = state;
  if (member.userId === null) return { kind: 'locked', reason: 'Clerk does not say who this is' };
  if (!roles) {
    return state.rolesFailed
      ? { kind: 'locked', reason: 'The roles could not be loaded' }
      : { kind: 'toggle', to: role, label: `Change role of ${memberLabel(member)}`, off: 'busy' };
  }
  if (!canBeGiven(state, member.role)) {
    return { kind: 'locked', reason: 'This role can no longer be assigned' };
  }
  const off = roles.isMigrating ? 'migration' : isPending ? 'busy' : null;
  if (hasDefaultRoles(roles)) {
    const to = member.role === ADMIN ? MEMBER : ADMIN;
    return { kind: 'toggle', to, label: `Change role of ${memberLabel(member)} to ${roleName(state, to)}`, off };
  }
  if (roles.assignable.length < 2) return { kind: 'locked', reason: 'There is only one role' };
  return { kind: 'select', value: role, options: roles.assignable, label: `Role of ${memberLabel(member)}`, off };
}

function removal(state: State, member: Member, isYou: boolean, isPending: boolean): Row['removal'] {
  if (member.userId === null) return { locked: 'Clerk does not say who this is' };
  return isYou
    ? { text: 'Leave', label: `Leave ${state.organization?.name ?? 'the organization'}`, disabled: isPending }
    : { text: 'Remove', label: `Remove ${memberLabel(member)}`, disabled: isPending };
}

const addingRow = (state: State, { userId, role }: { userId: string; role: string }): Row => ({
  id: 'adding',
  userId,
  name: 'Adding…',
  identifier: '',
  imageUrl: null,
  joined: null,
  isYou: false,
  roleKey: role,
  roleName: roleName(state, role),
  isBusy: true,
  isLeaving: false,
  roleControl: null,
  removal: null,
});

/** Which members the list shows, and whether there are pages before and after the one that was asked for last. */
export function pageRange({ page, pageSize }: Question, { question, members, total }: NonNullable<State['list']>) {
  const first = (question.page - 1) * question.pageSize + 1;
  return {
    label: members.length === 0 ? `0 of ${total}` : `${first}–${first + members.length - 1} of ${total}`,
    hasPrevious: page > 1,
    hasNext: page * pageSize < total,
  };
}
