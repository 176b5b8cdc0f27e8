/** The state of the page: plain data, and functions that derive from it. No DOM, no SDK. */
import type { Call } from './calls.ts';
import { formatCount, isolate } from './text.ts';
import type { ListParams } from './url.ts';

/** An organization membership as the page shows it. */
export interface Member {
  /** The membership's ID (`orgmem_…`). */
  id: string;
  /** Empty when Clerk sent no public user data. Then the member can be neither changed nor removed. */
  userId: string;
  /** Email address, phone number or username. */
  identifier: string;
  /** First and last name; may be empty. */
  name: string;
  imageUrl: string | null;
  joined: Date | null;
  /** Role key, such as `org:admin`. */
  role: string;
  roleName: string;
}

/** A role that can be assigned in the organization. */
export interface Role {
  key: string;
  name: string;
  /** Whether its holders may manage members. */
  canManage: boolean;
}

export interface Organization {
  id: string;
  name: string;
  imageUrl: string | null;
}

/** A change in flight. The table already shows it, except for an invitation. */
export type PendingChange = { kind: 'role' | 'addition'; role: string } | { kind: 'removal' | 'invitation' };

/**
 * What a failure is about. Each subject has at most one failure at a time. `add` and `member` are followed by the ID of the organization,
 * and the ID of the user or the invited address.
 */
export type FailureSubject =
  | 'load'
  | 'degraded'
  | 'component'
  | 'session'
  | 'sign-out'
  | 'switch'
  | 'list'
  | 'roles'
  | `leave ${string}`
  | `add ${string}`
  | `member ${string}`;

export interface Failure {
  subject: FailureSubject;
  message: string;
  /** Repeats what failed. `null` where repeating cannot help. */
  retry: (() => void) | null;
  /** The organization of a change that failed. It may not be the active one any more. */
  organization: Organization | null;
  /** No user action caused it. */
  isBackground: boolean;
}

export interface Toast {
  message: string;
  undo?: { label: string; run(): void } | undefined;
}

export interface State {
  /** `undefined` until Clerk has loaded; `null` when nobody is signed in. */
  currentUser: { userId: string; name: string; canManage: boolean } | null | undefined;
  organization: Organization | null;
  organizations: readonly Organization[];
  /** The ID of the organization that is being activated. */
  switchingTo: string | null;
  /** The ID of the organization that the user is leaving. */
  leavingId: string | null;
  isSigningOut: boolean;

  /** What the list is loaded with, and the URL shows. */
  params: ListParams;
  /** The latest response, with the params it is for. `null` when there is none to show. */
  list: { members: readonly Member[]; total: number; params: ListParams } | null;
  isLoading: boolean;
  /**
   * `null` until they have loaded. While `isMigrating`, Clerk changes the role set, and roles must stay as they are. New
   * members get the `defaultKey`; it is empty where somebody must choose.
   */
  roles: { assignable: readonly Role[]; isMigrating: boolean; defaultKey: string } | null;
  rolesFailed: boolean;
  /** By the ID of the user, or by the email address that is invited. */
  pending: ReadonlyMap<string, PendingChange>;

  /** For screen readers: what a search, a filter, a page or a switch found, or what changed elsewhere. */
  announcement: string;
  /** The banner shows the first one. */
  failures: readonly Failure[];
  toast: Toast | null;
  /** Latest first. */
  calls: readonly Call[];
}

export const MANAGE_MEMBERSHIPS = 'org:sys_memberships:manage';
export const ADMIN_ROLE = 'org:admin';
export const MEMBER_ROLE = 'org:member';

/** The organization's part of the state, before anything has loaded. */
export const emptyOrganization = {
  list: null,
  isLoading: false,
  roles: null,
  rolesFailed: false,
  pending: new Map(),
  announcement: '',
  toast: null,
} satisfies Partial<State>;

export const initialState = (params: ListParams): State => ({
  ...emptyOrganization,
  currentUser: undefined,
  organization: null,
  organizations: [],
  switchingTo: null,
  leavingId: null,
  isSigningOut: false,
  params,
  failures: [],
  calls: [],
});

/** Which part of the page is shown. */
export function currentView({ failures, currentUser, organization }: State) {
  if (failures.some(({ subject }) => subject === 'load')) return 'failed';
  if (currentUser === undefined) return 'loading';
  if (currentUser === null) return 'sign-in';
  return organization ? 'members' : 'choose-organization';
}

/** Which rows the list has, of how many: `11–20 of 25`, with this separator. */
export function rangeOf({ members, total, params }: NonNullable<State['list']>, separator: string): string {
  const start = (params.page - 1) * params.pageSize;
  const rows = [start + 1, start + members.length].map(formatCount).join(separator);
  return `${members.length ? rows : '0'} of ${formatCount(total)}`;
}

/** Changes when another user signs in or another organization becomes active. */
export const contextOf = (state?: State): string => `${state?.currentUser?.userId} ${state?.organization?.id}`;

/** How a sentence or a label names a member. */
export const memberLabel = ({ identifier, name, userId }: Member): string =>
  isolate(identifier || name || userId || 'this person');

export const isCurrentUser = ({ currentUser }: State, { userId }: Member): boolean => userId === currentUser?.userId;

const findRole = ({ roles }: State, key: string) => roles?.assignable.find((role) => role.key === key);

export const roleName = (state: State, key: string): string => findRole(state, key)?.name ?? key.replace(/^org:/, '');

/** True until the roles have loaded; Clerk decides then. */
export const isAssignable = (state: State, key: string): boolean => !state.roles || findRole(state, key) !== undefined;

/** Whether the user would give up the permission to manage members. False until the roles have loaded. */
export const isStepDown = (state: State, member: Member, role: string): boolean =>
  isCurrentUser(state, member) && findRole(state, role)?.canManage === false;
