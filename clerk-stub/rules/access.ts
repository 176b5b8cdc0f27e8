/** Authentication and authorization: who sent the request, and which organization they may use. */
import { clerkErrors } from '../errors.ts';
import type { Client, Organization, Session, State, User } from '../state.ts';
import { permissionsOf } from './roles.ts';
import { activeSessions } from './sessions.ts';
import { requireUser } from './users.ts';

/** Throws Clerk's 401 unless the session is an active one of this client. */
export function authenticate(state: State, client: Client, sessionId: string | null): { session: Session; user: User } {
  if (!sessionId) throw clerkErrors.signedOut();
  const session = activeSessions(state, client).find(({ id }) => id === sessionId);
  if (!session) throw clerkErrors.authenticationInvalid();
  return { session, user: requireUser(state, session.userId) };
}

/**
 * The organization, if the user is a member of it and has at least one of the permissions, if any are given. Throws Clerk's
 * 403. An unknown organization gets it, too: the contract lists no 404 for the lists of an organization.
 */
export function requireOrganization(state: State, user: User, id: string, anyOf: readonly string[] = []): Organization {
  const organization = state.organizations.get(id);
  const membership = organization?.memberships.get(user.id);
  if (!organization || !membership) throw clerkErrors.notAMember();
  const [first] = anyOf;
  const permissions = permissionsOf(state, membership.role);
  if (first && !anyOf.some((key) => permissions.includes(key))) throw clerkErrors.missingPermission(first);
  return organization;
}
