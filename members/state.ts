/** What the page knows. Plain data, and pure functions on it: no DOM, no SDK. */
import type { Call } from './calls.ts';
import type { ListParams } from './url.ts';

/** An organization membership as the page shows it. */
export interface Member {
  /** The membership's ID (`orgmem_…`). */
  id: string;
  /** `null` when Clerk sent no public user data. No SDK call can name the user then. */
  userId: string | null;
  /** E-mail address, phone number or username. */
  identifier: string;
  /** First and last name; may be empty. */
  name: string;
  imageUrl: string | null;
  joined: Date;
  /** Role key, such as `org:admin`. */
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
  /** Clerk is moving the organization to another role set. Roles must not be changed until it is done. */
  isMigrating: boolean;
}

export interface Organization {
  id: string;
  name: string;
}

/** A mutation that is in flight. The table already shows its result. */
export type PendingChange = { kind: 'role'; role: string } | { kind: 'removal' };

/** What a failure is about. Each subject has at most one failure at a time. */
export type FailureSubject =
  | 'load'
  | 'degraded'
  | 'component'
  | 'session'
  | 'sign-out'
  | 'switch'
  | 'leave'
  | 'list'
  | 'roles'
  | 'add'
  | `member ${string}`;

export interface Failure {
  subject: FailureSubject;
  message: string;
  link: { label: string; href: string } | null;
  /** Repeats what failed. `null` where repeating cannot help. */
  retry: (() => void) | null;
  /** The organization of a change that failed. It may not be the active one any more. */
  organization: Organization | null;
}

export interface Toast {
  message: string;
  undo: { label: string; run(): void } | null;
}

export interface State {
  /** `undefined` until Clerk has loaded; `null` when nobody is signed in. */
  currentUser: { userId: string; name: string; canManage: boolean } | null | undefined;
  organization: Organization | null;
  organizations: readonly Organization[];
  /** The ID of the organization that is about to become the active one. */
  switchingTo: string | null;
  isLeaving: boolean;
  isSigningOut: boolean;

  /** What the controls show: page, page size, role filter, and the search text as it is typed. */
  params: ListParams;
  /** The latest answer, with the params it is for; `null` when there is none to show. */
  list: { members: readonly Member[]; total: number; params: ListParams } | null;
  isLoading: boolean;
  /** `null` until they have loaded. */
  roles: Roles | null;
  rolesFailed: boolean;

  /** By membership ID. */
  pending: ReadonlyMap<string, PendingChange>;
  adding: { userId: string; role: string } | null;

  /** The banner shows the first one. */
  failures: readonly Failure[];
  toast: Toast | null;
  /** Latest first. */
  calls: readonly Call[];
}

export const MANAGE_MEMBERSHIPS = 'org:sys_memberships:manage';
export const DEFAULT_ADMIN_ROLE = 'org:admin';
export const DEFAULT_MEMBER_ROLE = 'org:member';

/** What belongs to the active organization, before anything of it has loaded. */
const emptyOrganization = {
  list: null,
  isLoading: false,
  roles: null,
  rolesFailed: false,
  pending: new Map(),
  adding: null,
  toast: null,
} satisfies Partial<State>;

export function initialState(params: ListParams): State {
  return {
    ...emptyOrganization,
    currentUser: undefined,
    organization: null,
    organizations: [],
    switchingTo: null,
    isLeaving: false,
    isSigningOut: false,
    params,
    failures: [],
    calls: [],
  };
}

/** The change of state when another organization becomes active. Failed changes stay: they were somebody's action. */
export function withoutOrganizationData({ failures }: State): Partial<State> {
  const isKept = ({ subject }: Failure) => subject !== 'list' && subject !== 'roles';
  return { ...emptyOrganization, failures: failures.filter(isKept) };
}

export type View = 'loading' | 'failed' | 'sign-in' | 'choose-organization' | 'members';

/** Which part of the page is shown. */
export function currentView({ failures, currentUser, organization }: State): View {
  if (failures.some(({ subject }) => subject === 'load')) return 'failed';
  if (currentUser === undefined) return 'loading';
  if (currentUser === null) return 'sign-in';
  return organization ? 'members' : 'choose-organization';
}

/** How a sentence or a label names a member. */
export const memberLabel = (member: Member): string =>
  member.identifier || member.name || member.userId || 'this person';

export const isCurrentUser = (state: State, { userId }: Member): boolean =>
  userId !== null && userId === state.currentUser?.userId;

const findRole = ({ roles }: State, key: string) => roles?.assignable.find((role) => role.key === key);

export const roleName = (state: State, key: string): string => findRole(state, key)?.name ?? key.replace(/^org:/, '');

/** True until the roles have loaded; Clerk decides then. */
export const isAssignable = (state: State, key: string): boolean =>
  state.roles === null || findRole(state, key) !== undefined;

/** Whether a role lets its holder manage members; `undefined` until the roles have loaded. */
export const canManageMembers = (state: State, key: string): boolean | undefined =>
  findRole(state, key)?.permissions.includes(MANAGE_MEMBERSHIPS);

/** The change of state after a mutation of a member. */
export const withoutPending = ({ pending }: State, memberId: string): Partial<State> => ({
  pending: new Map([...pending].filter(([id]) => id !== memberId)),
});

export const withMember = ({ list }: State, updated: Member): Partial<State> => ({
  list: list && { ...list, members: list.members.map((member) => (member.id === updated.id ? updated : member)) },
});

/** `null` when the list does not hold the member: it was loaded again meanwhile, or another page is shown. */
export function withoutMember({ list }: State, memberId: string): Partial<State> | null {
  if (!list?.members.some(({ id }) => id === memberId)) return null;
  return { list: { ...list, members: list.members.filter(({ id }) => id !== memberId), total: list.total - 1 } };
}
