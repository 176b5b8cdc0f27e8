/** Authentication and authorization: who sent the request, and which organization they may use. */
import { clerkErrors } from '../errors.ts';
import type { Client, Organization, Session, State, User } from '../state.ts';
import { permissionsOf } from './roles.ts';
import { existingUser } from './users.ts';

/** Throws Clerk's 401 unless the session is an active one of this client. */
export function authenticate(state: State, client: Client, sessionId: string | null): { session: Session; user: User } {
  if (!sessionId) throw clerkErrors.signedOut();
  const session = client.sessions.find((candidate) => candidate.id === sessionId && candidate.status === 'active');
  if (!session) throw clerkErrors.authenticationInvalid();
  return { session, user: existingUser(state, session.userId) };
}

/**
 * The organization, if the user is a member of it. An unknown organization gets the same 403, because the contract lists no
 * 404 for the lists of an organization.
 */
export function organizationFor(state: State, user: User, organizationId: string): Organization {
  const organization = state.organizations.get(organizationId);
  if (!organization?.memberships.has(user.id)) throw clerkErrors.notAMember();
  return organization;
}

/** The organization, if the user's role there has at least one of the permissions. */
export function organizationWithPermission(
  state: State,
  user: User,
  organizationId: string,
  ...anyOf: readonly [string, ...string[]]
): Organization {
  const organization = organizationFor(state, user, organizationId);
  const role = organization.memberships.get(user.id)?.role ?? '';
  if (!anyOf.some((permission) => permissionsOf(state, role).includes(permission))) {
    throw clerkErrors.missingPermission(anyOf[0]);
  }
  return organization;
}
