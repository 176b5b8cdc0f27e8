/** Users, their profile and password, and the organizations they belong to. */
import { clerkErrors } from '../errors.ts';
import type { Membership, Organization, Session, State, User } from '../state.ts';
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

/** `null` leaves a name as it is; the empty string removes it. */
export function updateUser(
  state: State,
  user: User,
  names: { firstName: string | null; lastName: string | null },
): void {
  if (names.firstName !== null) user.firstName = requireLength('first_name', names.firstName) || null;
  if (names.lastName !== null) user.lastName = requireLength('last_name', names.lastName) || null;
  user.updatedAt = state.now();
  touchClientsOf(state, user.id);
}

/** @param kept the only session that goes on; `null` leaves all as they are */
export function changePassword(
  state: State,
  user: User,
  { current, next, kept }: { current: string; next: string; kept: Session | null },
): void {
  if (current !== user.password) throw clerkErrors.passwordIncorrect('current_password');
  if (next.length < PASSWORD_LENGTH.min) throw clerkErrors.passwordTooShort(PASSWORD_LENGTH.min);
  if (next.length > PASSWORD_LENGTH.max) throw clerkErrors.passwordTooLong(PASSWORD_LENGTH.max);
  user.password = next;
  user.updatedAt = state.now();
  if (!kept) return;
  for (const { client, session } of sessionsOfUser(state, user.id)) {
    if (session.id !== kept.id && session.status === 'active') endSession(state, client, session, 'revoked');
  }
}
