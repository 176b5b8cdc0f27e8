/** Roles, their permissions, and what Clerk checks before a role changes. */
import { clerkErrors } from '../errors.ts';
import type { Organization, State } from '../state.ts';

/** The role given to the user who creates an organization. */
export const CREATOR_ROLE = 'org:admin';

/** At least one member of every organization must have all of these. */
const MINIMUM_PERMISSIONS = ['org:sys_memberships:manage', 'org:sys_memberships:read', 'org:sys_profile:delete'];

export function permissionsOf(state: State, roleKey: string): readonly string[] {
  return state.roles.get(roleKey)?.permissions ?? [];
}

export function requireAssignableRole(organization: Organization, role: string): void {
  if (!organization.roleSet.includes(role)) throw clerkErrors.roleNotFound();
}

/**
 * Clerk's "last admin" rule. It compares permissions, not role names: after the change, at least one member must still have
 * the minimum permissions.
 *
 * @param change the member's new role; `null` removes the member
 */
export function requireMinimumPermissions(
  state: State,
  organization: Organization,
  change: { userId: string; role: string | null },
): void {
  const isMet = [...organization.memberships.values()].some((membership) => {
    const role = membership.userId === change.userId ? change.role : membership.role;
    return role !== null && MINIMUM_PERMISSIONS.every((permission) => permissionsOf(state, role).includes(permission));
  });
  if (!isMet) throw clerkErrors.minimumPermissionsNeeded();
}
