/** Users, their profile and password, and the organizations they belong to. */
import { now } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import type { Membership, Metadata, Organization, Session, State, User } from '../state.ts';
import { endSession, sessionsOfUser, touchClientsOf } from './sessions.ts';

/** Clerk's defaults. */
export const PASSWORD_LENGTH = { min: 8, max: 72 };

/** Throws Clerk's 404 if there is none. */
export function existingUser(state: State, userId: string): User {
  const user = state.users.get(userId);
  if (!user) throw clerkErrors.userNotFound(userId);
  return user;
}

/** @param email in lower case */
export const userByEmail = (state: State, email: string): User | undefined =>
  [...state.users.values()].find((user) => user.email === email);

export function membershipsOf(state: State, user: User): { organization: Organization; membership: Membership }[] {
  return [...state.organizations.values()].flatMap((organization) => {
    const membership = organization.memberships.get(user.id);
    return membership ? [{ organization, membership }] : [];
  });
}

/** Names have at most 256 characters, as in the texts of Clerk's components. */
export function requireLength(name: string, value: string): string {
  if (value.length > 256) throw clerkErrors.paramTooLong(name, 256);
  return value;
}

export function updateUser(state: State, user: User, change: Partial<User>): void {
  Object.assign(user, change, { updatedAt: now(state) });
  touchClientsOf(state, user.id);
}

/** `null` leaves a name as it is; the empty string removes it. */
export function renameUser(
  state: State,
  user: User,
  { firstName, lastName }: { firstName: string | null; lastName: string | null },
): void {
  updateUser(state, user, {
    firstName: firstName === null ? user.firstName : requireLength('first_name', firstName) || null,
    lastName: lastName === null ? user.lastName : requireLength('last_name', lastName) || null,
  });
}

/** Merges deeply. At any level, `null` removes a key. */
export function merge(target: Metadata, patch: Metadata): Metadata {
  const merged = Object.entries(patch).map(([key, value]) => {
    const former = target[key];
    return [key, isMetadata(value) ? merge(isMetadata(former) ? former : {}, value) : value];
  });
  return Object.fromEntries([...Object.entries(target), ...merged].filter(([key]) => patch[String(key)] !== null));
}

export const isMetadata = (value: unknown): value is Metadata =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param signOutOthersThan the only session that does not end; `null`: no session ends */
export function changePassword(
  state: State,
  user: User,
  { current, next, signOutOthersThan }: { current: string; next: string; signOutOthersThan: Session | null },
): void {
  if (current !== user.password) throw clerkErrors.passwordIncorrect('current_password');
  if (next.length < PASSWORD_LENGTH.min) throw clerkErrors.passwordTooShort(PASSWORD_LENGTH.min);
  if (next.length > PASSWORD_LENGTH.max) throw clerkErrors.passwordTooLong(PASSWORD_LENGTH.max);
  updateUser(state, user, { password: next });
  if (!signOutOthersThan) return;
  for (const { client, session } of sessionsOfUser(state, user.id)) {
    if (session.id !== signOutOthersThan.id) endSession(state, client, session, 'revoked');
  }
}
