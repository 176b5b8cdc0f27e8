/** Organizations, with their roles, memberships and invitations. */
import { clerkErrors } from '../errors.ts';
import { invitationJson, organizationJson, roleJson } from '../resources/organizations.ts';
import { membershipJson } from '../resources/users.ts';
import { requireImage } from '../rules/images.ts';
import { inviteMembers, isEmailAddress, revokeInvitation } from '../rules/invitations.ts';
import { addMember, findMemberships, invitationsOf, removeMember, updateMember } from '../rules/memberships.ts';
import { createOrganization, deleteOrganization, updateOrganization } from '../rules/organizations.ts';
import type { Organization } from '../state.ts';
import { callerOf, organizationOf } from './access.ts';
import { allow, type Call, filtered, pageOf, type Routes, required, routesWith } from './route.ts';

export const organizationRoutes: Routes = {
  ...routesWith(callerOf, {
    'POST /v1/organizations': ({ state, form }, { user }) => {
      allow(form, ['name', 'slug']);
      return organizationJson(state, createOrganization(state, user, required(form, 'name'), form.get('slug')));
    },
  }),

  ...routesWith(organizationOf, {
    'GET /v1/organizations/:organization_id': ({ state }, organization) => organizationJson(state, organization),
    'GET /v1/organizations/:organization_id/roles': ({ state, query }, organization) => {
      const roles = organization.roleSet.flatMap((key) => state.roles.get(key) ?? []);
      const page = pageOf(query, roles, (role) => roleJson(role, organization.createdAt));
      return { ...page, has_role_set_migration: organization.hasRoleSetMigration };
    },
  }),

  ...routesWith((call) => organizationOf(call, 'org:sys_profile:manage'), {
    'PATCH /v1/organizations/:organization_id': ({ state, form }, organization) => {
      allow(form, ['name', 'slug']);
      updateOrganization(state, organization, { name: form.get('name'), slug: form.get('slug') });
      return organizationJson(state, organization);
    },
    'PUT /v1/organizations/:organization_id/logo': ({ state, upload }, organization) => {
      updateOrganization(state, organization, { imageUrl: requireImage(upload) });
      return organizationJson(state, organization);
    },
    'DELETE /v1/organizations/:organization_id/logo': ({ state }, organization) => {
      updateOrganization(state, organization, { imageUrl: null });
      return { object: 'image', deleted: true };
    },
  }),

  ...routesWith((call) => organizationOf(call, 'org:sys_profile:delete'), {
    'DELETE /v1/organizations/:organization_id': ({ state }, organization) => {
      deleteOrganization(state, organization);
      return { object: 'organization', id: organization.id, slug: organization.slug, deleted: true };
    },
  }),

  ...routesWith((call) => organizationOf(call, 'org:sys_memberships:read', 'org:sys_memberships:manage'), {
    'GET /v1/organizations/:organization_id/memberships': ({ state, query }, organization) => {
      const found = findMemberships(state, organization, query.get('query') ?? '');
      const memberships = filtered(query, 'role', found);
      return pageOf(query, memberships, (membership) => membershipJson(state, organization, membership));
    },
  }),

  ...routesWith((call) => organizationOf(call, 'org:sys_memberships:manage'), {
    'POST /v1/organizations/:organization_id/memberships': ({ state, form }, organization) => {
      allow(form, ['user_id', 'role']);
      const membership = addMember(state, organization, required(form, 'user_id'), required(form, 'role'));
      return membershipJson(state, organization, membership);
    },
    'PATCH /v1/organizations/:organization_id/memberships/:user_id': ({ state, param, form }, organization) => {
      allow(form, ['role']);
      const membership = updateMember(state, organization, param('user_id'), required(form, 'role'));
      return membershipJson(state, organization, membership);
    },
    'DELETE /v1/organizations/:organization_id/memberships/:user_id': ({ state, param }, organization) =>
      membershipJson(state, organization, removeMember(state, organization, param('user_id'))),
    'GET /v1/organizations/:organization_id/invitations': ({ state, query }, organization) => {
      const invitations = filtered(query, 'status', invitationsOf(state, organization));
      return pageOf(query, invitations, (invitation) => invitationJson(state, invitation));
    },
    'POST /v1/organizations/:organization_id/invitations': (call, organization) => {
      const email = required(call.form, 'email_address');
      if (!isEmailAddress(email)) throw clerkErrors.emailAddressInvalid();
      const [invitation] = invite(call, organization, [email]);
      if (!invitation) throw clerkErrors.internal();
      return invitation;
    },
    'POST /v1/organizations/:organization_id/invitations/bulk': (call, organization) => {
      const emails = call.form.getAll('email_address').filter((address) => address.trim() !== '');
      if (emails.length === 0) throw clerkErrors.paramMissing('email_address');
      return invite(call, organization, emails);
    },
    'POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke': ({ state, param }, organization) =>
      invitationJson(state, revokeInvitation(state, organization, param('invitation_id'))),
    // Requests come from verified domains, which the stub does not have.
    'GET /v1/organizations/:organization_id/membership_requests': ({ query }) => pageOf(query),
  }),

  ...routesWith((call) => organizationOf(call, 'org:sys_domains:read'), {
    'GET /v1/organizations/:organization_id/domains': ({ query }) => pageOf(query),
  }),
};

function invite({ state, form }: Call, organization: Organization, emails: readonly string[]): object[] {
  allow(form, ['email_address', 'role', 'notify']);
  const invitations = inviteMembers(state, organization, emails, required(form, 'role'));
  return invitations.map((invitation) => invitationJson(state, invitation));
}
