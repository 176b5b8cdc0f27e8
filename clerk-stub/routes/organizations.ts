/** Organizations, with their roles, memberships and invitations. */
import { clerkErrors } from '../errors.ts';
import { membershipJson } from '../resources/memberships.ts';
import { invitationJson, organizationJson, roleJson } from '../resources/organizations.ts';
import { requireOrganization } from '../rules/access.ts';
import { requireImage } from '../rules/images.ts';
import { findInvitations, inviteMembers, isEmailAddress, revokeInvitation } from '../rules/invitations.ts';
import { addMember, findMemberships, removeMember, updateMember } from '../rules/memberships.ts';
import { createOrganization, deleteOrganization, setLogo, updateOrganization } from '../rules/organizations.ts';
import { DELETE_PROFILE, MANAGE_MEMBERSHIPS, MANAGE_PROFILE, READ_DOMAINS, READ_MEMBERSHIPS } from '../rules/roles.ts';
import type { Organization } from '../state.ts';
import { allow, type Call, pageOf, type Routes, required, valuesOf } from './route.ts';

/** Routes for members who have at least one of the permissions, or for all members if there are none. */
const forMembers = (
  permissions: readonly string[],
  handlers: Record<keyof Routes, (call: Call, organization: Organization) => object>,
): Routes =>
  Object.fromEntries(
    Object.entries(handlers).map(([operation, handle]) => [
      operation,
      (call: Call) =>
        handle(call, requireOrganization(call.state, call.caller().user, call.param('organization_id'), permissions)),
    ]),
  );

export const organizationRoutes: Routes = {
  'POST /v1/organizations': ({ state, form, caller }) => {
    const { user } = caller();
    allow(form, ['name', 'slug']);
    return organizationJson(state, createOrganization(state, user, required(form, 'name'), form.get('slug')));
  },

  ...forMembers([], {
    'GET /v1/organizations/:organization_id': ({ state }, organization) => organizationJson(state, organization),
    'GET /v1/organizations/:organization_id/roles': ({ state, query }, organization) => {
      const roles = organization.roleSet.flatMap((key) => state.roles.get(key) ?? []);
      const page = pageOf(query, roles, (role) => roleJson(role, organization.createdAt));
      return { ...page, has_role_set_migration: organization.hasRoleSetMigration };
    },
  }),

  ...forMembers([MANAGE_PROFILE], {
    'PATCH /v1/organizations/:organization_id': ({ state, form }, organization) => {
      allow(form, ['name', 'slug']);
      updateOrganization(state, organization, { name: form.get('name'), slug: form.get('slug') });
      return organizationJson(state, organization);
    },
    'PUT /v1/organizations/:organization_id/logo': ({ state, upload }, organization) => {
      setLogo(state, organization, requireImage(upload));
      return organizationJson(state, organization);
    },
    'DELETE /v1/organizations/:organization_id/logo': ({ state }, organization) => {
      setLogo(state, organization, null);
      return { object: 'image', deleted: true };
    },
  }),

  ...forMembers([DELETE_PROFILE], {
    'DELETE /v1/organizations/:organization_id': ({ state }, organization) => {
      deleteOrganization(state, organization);
      return { object: 'organization', id: organization.id, slug: organization.slug, deleted: true };
    },
  }),

  ...forMembers([READ_MEMBERSHIPS, MANAGE_MEMBERSHIPS], {
    'GET /v1/organizations/:organization_id/memberships': ({ state, query }, organization) => {
      const roles = valuesOf(query, 'role');
      const memberships = findMemberships(state, organization, { roles, query: query.get('query') ?? '' });
      return pageOf(query, memberships, (membership) => membershipJson(state, organization, membership));
    },
  }),

  ...forMembers([MANAGE_MEMBERSHIPS], {
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
    'GET /v1/organizations/:organization_id/invitations': ({ state, query }, { id }) => {
      const invitations = findInvitations(state, { organizationId: id }, valuesOf(query, 'status'));
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

  ...forMembers([READ_DOMAINS], { 'GET /v1/organizations/:organization_id/domains': ({ query }) => pageOf(query) }),
};

function invite({ state, form }: Call, organization: Organization, emails: readonly string[]): object[] {
  allow(form, ['email_address', 'role', 'notify']);
  const invitations = inviteMembers(state, organization, emails, required(form, 'role'));
  return invitations.map((invitation) => invitationJson(state, invitation));
}
