/**
 * The JSON of organizations, with their roles and invitations.
 *
 * All of `resources/` follows Clerk's published contract (https://github.com/clerk/openapi-specs, `fapi/2026-05-12.yml`).
 * A function is typed by `@clerk/shared` where that describes the same object. Times are unix milliseconds.
 */
import type { OrganizationInvitationJSON, OrganizationJSON, PermissionJSON, RoleJSON } from '@clerk/shared/types';
import { setting } from '../environment.ts';
import { pendingInvitations } from '../rules/memberships.ts';
import type { Invitation, Organization, Role, State } from '../state.ts';
import { imageJson } from './images.ts';

export const organizationJson = (state: State, organization: Organization): OrganizationJSON => ({
  object: 'organization',
  id: organization.id,
  name: organization.name,
  slug: organization.slug,
  ...imageJson(organization.id, organization.imageUrl),
  members_count: organization.memberships.size,
  pending_invitations_count: pendingInvitations(state, organization).length,
  max_allowed_memberships: organization.maxAllowedMemberships,
  admin_delete_enabled: setting(state, 'organization_settings', 'actions', 'admin_delete') === true,
  public_metadata: { ...organization.publicMetadata },
  created_at: organization.createdAt,
  updated_at: organization.updatedAt,
});

export const roleJson = (role: Role, time: number): RoleJSON & { is_creator_eligible: boolean } => ({
  object: 'role',
  id: role.key.replace(/^org:/, 'role_'),
  key: role.key,
  name: role.name,
  description: role.description,
  is_creator_eligible: role.permissions.includes('org:sys_profile:delete'),
  permissions: role.permissions.map((key) => permissionJson(key, time)),
  created_at: time,
  updated_at: time,
});

const permissionJson = (key: string, time: number): PermissionJSON => ({
  object: 'permission',
  id: key.replaceAll(':', '_').replace(/^org_/, 'perm_'),
  key,
  name: key,
  description: '',
  type: key.startsWith('org:sys_') ? 'system' : 'user',
  created_at: time,
  updated_at: time,
});

export const invitationJson = (
  state: State,
  invitation: Invitation,
): OrganizationInvitationJSON & { url: null; expires_at: null } => ({
  object: 'organization_invitation',
  id: invitation.id,
  email_address: invitation.email,
  role: invitation.role,
  role_name: state.roles.get(invitation.role)?.name ?? invitation.role,
  organization_id: invitation.organizationId,
  status: invitation.status,
  public_metadata: {},
  url: null,
  expires_at: null,
  created_at: invitation.createdAt,
  updated_at: invitation.updatedAt,
});

/** The invitation as the invited user reads it, with the organization's public data. */
export function userInvitationJson(state: State, invitation: Invitation) {
  const organization = state.organizations.get(invitation.organizationId);
  return {
    ...invitationJson(state, invitation),
    public_organization_data: {
      id: invitation.organizationId,
      name: organization?.name ?? '',
      slug: organization?.slug ?? '',
      ...imageJson(invitation.organizationId, organization?.imageUrl),
    },
  };
}
