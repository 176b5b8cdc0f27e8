/** A user's profile and password. */
import { now } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import type { Session, State, User } from '../state.ts';
import { endSession, sessionsOf, touchClientsOf } from './sessions.ts';
import { requireLength } from './users.ts';

/** Clerk's defaults. */
export const PASSWORD_LENGTH = { min: 8, max: 72 };

export function updateUser(state: State, user: User, change: Partial<User>): void {
  Object.assign(user, change, { updatedAt: now(state) });
  touchClientsOf(state, user.id);
}

/** `null` leaves a name as it is; the empty string removes it. */
export function renameUser(state: State, user: User, names: Pick<User, 'firstName' | 'lastName'>): void {
  updateUser(state, user, {
    firstName: names.firstName === null ? user.firstName : requireLength('first_name', names.firstName) || null,
    lastName: names.lastName === null ? user.lastName : requireLength('last_name', names.lastName) || null,
  });
}

export function changePassword(state: State, user: User, current: string, next: string): void {
  if (current !== user.password) throw clerkErrors.passwordIncorrect('current_password');
  if (next.length < PASSWORD_LENGTH.min) throw clerkErrors.passwordTooShort(PASSWORD_LENGTH.min);
  if (next.length > PASSWORD_LENGTH.max) throw clerkErrors.passwordTooLong(PASSWORD_LENGTH.max);
  updateUser(state, user, { password: next });
}

export function revokeOtherSessions(state: State, kept: Session): void {
  for (const { client, session } of sessionsOf(state, kept.userId)) {
    if (session.id !== kept.id) endSession(state, client, session, 'revoked');
  }
}
