/** Users, and the organizations they belong to. */
import { clerkErrors } from '../errors.ts';
import type { Membership, Organization, State, User } from '../state.ts';

/** Throws Clerk's 404 if there is none. */
export function requireUser(state: State, userId: string): User {
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
