/** The JSON of memberships. */
import type { OrganizationMembershipJSON, PublicUserDataJSON } from '@clerk/shared/types';
import { permissionsOf } from '../rules/roles.ts';
import type { Membership, Organization, State, User } from '../state.ts';
import { organizationJson } from './organizations.ts';
import { userDataJson } from './user-data.ts';

export function membershipJson(
  state: State,
  organization: Organization,
  membership: Membership,
): OrganizationMembershipJSON {
  const user = state.users.get(membership.userId);
  return {
    object: 'organization_membership',
    id: membership.id,
    role: membership.role,
    role_name: state.roles.get(membership.role)?.name ?? membership.role,
    permissions: [...permissionsOf(state, membership.role)],
    public_metadata: { ...membership.publicMetadata },
    organization: organizationJson(state, organization),
    // Absent when the user no longer exists. Clerk's type has it optional.
    ...(user ? { public_user_data: publicUserDataJson(user) } : {}),
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  };
}

export const publicUserDataJson = (user: User): PublicUserDataJSON => ({
  ...userDataJson(user),
  identifier: user.email,
  user_id: user.id,
});
