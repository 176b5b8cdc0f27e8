/** Organizations, with their roles, memberships and invitations. */
import { clerkErrors } from '../errors.ts';
import { membershipJson } from '../resources/memberships.ts';
import { invitationJson, organizationJson, roleJson } from '../resources/organizations.ts';
import { organizationFor } from '../rules/access.ts';
import { requireImage } from '../rules/images.ts';
import { findInvitations, inviteMembers, isEmailAddress, revokeInvitation } from '../rules/invitations.ts';
import { addMember, findMemberships, removeMember, updateMember } from '../rules/memberships.ts';
import { createOrganization, deleteOrganization, setLogo, updateOrganization } from '../rules/organizations.ts';
import { DELETE_PROFILE, MANAGE_MEMBERSHIPS, MANAGE_PROFILE, READ_DOMAINS, READ_MEMBERSHIPS } from '../rules/roles.ts';
import type { Organization } from '../state.ts';
import { allow, type Call, type Handler, pageOf, type Routes, required } from './route.ts';

/** For members who have at least one of the permissions, or for all members if there are none. */
const forMembers =
  (permissions: readonly string[], handle: (call: Call, organization: Organization) => object): Handler =>
  (call) => {
    const { user } = call.caller();
    return handle(call, organizationFor(call.state, user, call.param('organization_id'), ...permissions));
  };

export const organizationRoutes: Routes = {
  'POST /v1/organizations': ({ state, form, caller }) => {
    const { user } = caller();
    allow(form, 'name', 'slug');
    return organizationJson(state, createOrganization(state, user, required(form, 'name'), form.get('slug')));
  },
  'GET /v1/organizations/:organization_id': forMembers([], ({ state }, organization) =>
    organizationJson(state, organization),
  ),
  'PATCH /v1/organizations/:organization_id': forMembers([MANAGE_PROFILE], ({ state, form }, organization) => {
    allow(form, 'name', 'slug');
    updateOrganization(state, organization, { name: form.get('name'), slug: form.get('slug') });
    return organizationJson(state, organization);
  }),
  'DELETE /v1/organizations/:organization_id': forMembers([DELETE_PROFILE], ({ state }, organization) => {
    deleteOrganization(state, organization);
    return { object: 'organization', id: organization.id, slug: organization.slug, deleted: true };
  }),
  'PUT /v1/organizations/:organization_id/logo': forMembers([MANAGE_PROFILE], ({ state, upload }, organization) => {
    setLogo(state, organization, requireImage(upload));
    return organizationJson(state, organization);
  }),
  'DELETE /v1/organizations/:organization_id/logo': forMembers([MANAGE_PROFILE], ({ state }, organization) => {
    setLogo(state, organization, null);
    return { object: 'image', deleted: true };
  }),

  'GET /v1/organizations/:organization_id/roles': forMembers([], ({ state, query }, organization) => {
    const roles = organization.roleSet.flatMap((key) => state.roles.get(key) ?? []);
    const page = pageOf(query, roles, (role) => roleJson(role, organization.createdAt));
    return { ...page, has_role_set_migration: organization.hasRoleSetMigration };
  }),
  'GET /v1/organizations/:organization_id/memberships': forMembers(
    [READ_MEMBERSHIPS, MANAGE_MEMBERSHIPS],
    ({ state, query }, organization) => {
      const roles = query.getAll('role').filter(Boolean);
      const memberships = findMemberships(state, organization, { roles, query: query.get('query') ?? '' });
      return pageOf(query, memberships, (membership) => membershipJson(state, organization, membership));
    },
  ),
  'POST /v1/organizations/:organization_id/memberships': forMembers(
    [MANAGE_MEMBERSHIPS],
    ({ state, form }, organization) => {
      allow(form, 'user_id', 'role');
      const membership = addMember(state, organization, required(form, 'user_id'), required(form, 'role'));
      return membershipJson(state, organization, membership);
    },
  ),
  'PATCH /v1/organizations/:organization_id/memberships/:user_id': forMembers(
    [MANAGE_MEMBERSHIPS],
    ({ state, param, form }, organization) => {
      allow(form, 'role');
      const membership = updateMember(state, organization, param('user_id'), required(form, 'role'));
      return membershipJson(state, organization, membership);
    },
  ),
  'DELETE /v1/organizations/:organization_id/memberships/:user_id': forMembers(
    [MANAGE_MEMBERSHIPS],
    ({ state, param }, organization) =>
      membershipJson(state, organization, removeMember(state, organization, param('user_id'))),
  ),

  'GET /v1/organizations/:organization_id/invitations': forMembers([MANAGE_MEMBERSHIPS], ({ state, query }, { id }) => {
    const invitations = findInvitations(state, { organizationId: id }, query.getAll('status'));
    return pageOf(query, invitations, (invitation) => invitationJson(state, invitation));
  }),
  'POST /v1/organizations/:organization_id/invitations': forMembers([MANAGE_MEMBERSHIPS], (call, organization) => {
    const email = required(call.form, 'email_address');
    if (!isEmailAddress(email)) throw clerkErrors.emailAddressInvalid();
    const [invitation] = invite(call, organization, [email]);
    if (!invitation) throw clerkErrors.internal();
    return invitation;
  }),
  'POST /v1/organizations/:organization_id/invitations/bulk': forMembers([MANAGE_MEMBERSHIPS], (call, organization) => {
    const emails = call.form.getAll('email_address').filter((address) => address.trim() !== '');
    if (emails.length === 0) throw clerkErrors.paramMissing('email_address');
    return invite(call, organization, emails);
  }),
  'POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke': forMembers(
    [MANAGE_MEMBERSHIPS],
    ({ state, param }, organization) =>
      invitationJson(state, revokeInvitation(state, organization, param('invitation_id'))),
  ),

  // Requests come from verified domains, which the stub does not have.
  'GET /v1/organizations/:organization_id/membership_requests': forMembers([MANAGE_MEMBERSHIPS], ({ query }) =>
    pageOf(query),
  ),
  'GET /v1/organizations/:organization_id/domains': forMembers([READ_DOMAINS], ({ query }) => pageOf(query)),
};

function invite({ state, form }: Call, organization: Organization, emails: readonly string[]): object[] {
  allow(form, 'email_address', 'role', 'notify');
  const invitations = inviteMembers(state, organization, emails, required(form, 'role'));
  return invitations.map((invitation) => invitationJson(state, invitation));
}
