/** Authentication and authorization: who sent the request, and which organization they may use. */
import type { OrganizationSystemPermissionKey } from '@clerk/shared/types';
import { clerkErrors } from '../errors.ts';
import { permissionsOf } from '../rules/roles.ts';
import { activeSession } from '../rules/sessions.ts';
import { requireUser } from '../rules/users.ts';
import type { Organization, Session, User } from '../state.ts';
import type { Call } from './route.ts';

/** The session with that ID, by default the request's, and its user. Throws Clerk's 401 unless it is active. */
export function callerOf(
  { state, client, query }: Call,
  sessionId = query.get('_clerk_session_id'),
): { session: Session; user: User } {
  if (!sessionId) throw clerkErrors.signedOut();
  const session = activeSession(state, client);
  if (session?.id !== sessionId) throw clerkErrors.authenticationInvalid();
  return { session, user: requireUser(state, session.userId) };
}

/**
 * The organization of the path, if the caller is a member of it and has at least one of the permissions, if any are given.
 * Throws Clerk's 403. An unknown organization gets it, too: the contract lists no 404 for the lists of an organization.
 */
export function organizationOf(call: Call, ...anyOf: readonly OrganizationSystemPermissionKey[]): Organization {
  const { user } = callerOf(call);
  const organization = call.state.organizations.get(call.param('organization_id'));
  const membership = organization?.memberships.get(user.id);
  if (!organization || !membership) throw clerkErrors.notAMember();
  const [first] = anyOf;
  const permissions = permissionsOf(call.state, membership.role);
  if (first && !anyOf.some((key) => permissions.includes(key))) throw clerkErrors.missingPermission(first);
  return organization;
}
