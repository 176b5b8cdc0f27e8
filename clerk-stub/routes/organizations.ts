/** Organizations, with their roles, memberships and invitations. */
import { clerkErrors } from '../errors.ts';
import { membershipJson } from '../resources/memberships.ts';
import { invitationJson, organizationJson, roleJson } from '../resources/organizations.ts';
import { organizationFor } from '../rules/access.ts';
import { requireImage } from '../rules/images.ts';
import { findInvitations, inviteMembers, revokeInvitation } from '../rules/invitations.ts';
import { addMember, findMemberships, removeMember, updateMember } from '../rules/memberships.ts';
import { createOrganization, deleteOrganization, setLogo, updateOrganization } from '../rules/organizations.ts';
import { DELETE_PROFILE, MANAGE_MEMBERSHIPS, MANAGE_PROFILE, READ_DOMAINS, READ_MEMBERSHIPS } from '../rules/roles.ts';
import type { Organization } from '../state.ts';
import { allow, type Call, pageOf, type Route, required } from './route.ts';

/** A route below `/v1/organizations/:organization_id`. */
interface OrganizationRoute extends Omit<Route, 'handle'> {
  /** The user needs one of these permissions; if there are none, a membership is enough. */
  permissions?: readonly string[];
  /** The parameters of the body, where the contract lists all of them. */
  params?: readonly string[];
  handle(call: Call, organization: Organization): object;
}

const organizationRoute = ({ permissions = [], params, enforces, handle, ...route }: OrganizationRoute): Route => ({
  ...route,
  enforces: [`${permissions.map((key) => `\`${key}\``).join(' or ') || 'A membership'} (403)`, enforces]
    .filter(Boolean)
    .join('; '),
  handle(call) {
    const id = call.param('organization_id');
    const organization = organizationFor(call.state, call.caller().user, id, ...permissions);
    if (params) allow(call.form, ...params);
    return handle(call, organization);
  },
});

const lists: readonly OrganizationRoute[] = [
  {
    operation: 'GET /v1/organizations/:organization_id/roles',
    enforces: 'limit and offset (422). Lists the organization’s role set, and whether it is being migrated',
    omits: 'Clerk does not document what it answers to an invalid limit or offset here; the stub answers 422',
    handle: ({ state, query }, { roleSet, createdAt, hasRoleSetMigration }) => {
      const roles = roleSet.flatMap((key) => state.roles.get(key) ?? []);
      const page = pageOf(query, roles, (role) => roleJson(role, createdAt));
      return { ...page, has_role_set_migration: hasRoleSetMigration };
    },
  },
  {
    operation: 'GET /v1/organizations/:organization_id/memberships',
    permissions: [READ_MEMBERSHIPS, MANAGE_MEMBERSHIPS],
    enforces:
      'limit from 1 to 500, default 10, and offset (422). Filters by role. Searches email addresses, user IDs and names',
    omits: 'Clerk does not document the order; the stub lists the newest first',
    handle: ({ state, query }, organization) => {
      const roles = query.getAll('role').filter(Boolean);
      const memberships = findMemberships(state, organization, { roles, query: query.get('query') ?? '' });
      return pageOf(query, memberships, (membership) => membershipJson(state, organization, membership));
    },
  },
  {
    operation: 'GET /v1/organizations/:organization_id/invitations',
    permissions: [MANAGE_MEMBERSHIPS],
    enforces: 'limit and offset (422). Filters by status',
    handle: ({ state, query }, { id }) => {
      const invitations = findInvitations(state, { organizationId: id }, query.getAll('status'));
      return pageOf(query, invitations, (invitation) => invitationJson(state, invitation));
    },
  },
  {
    operation: 'GET /v1/organizations/:organization_id/membership_requests',
    permissions: [MANAGE_MEMBERSHIPS],
    enforces: 'limit and offset (422)',
    omits: 'Always empty: requests come from verified domains, which the stub does not have',
    handle: ({ query }) => pageOf(query),
  },
  {
    operation: 'GET /v1/organizations/:organization_id/domains',
    permissions: [READ_DOMAINS],
    enforces: 'limit and offset (422)',
    omits: 'Always empty: the stub has no verified domains',
    handle: ({ query }) => pageOf(query),
  },
];

const profile: readonly OrganizationRoute[] = [
  {
    operation: 'GET /v1/organizations/:organization_id',
    enforces: '',
    handle: ({ state }, organization) => organizationJson(state, organization),
  },
  {
    operation: 'PATCH /v1/organizations/:organization_id',
    permissions: [MANAGE_PROFILE],
    params: ['name', 'slug'],
    enforces: 'a valid name and an unused, valid slug (422)',
    handle: ({ state, form }, organization) => {
      updateOrganization(state, organization, { name: form.get('name'), slug: form.get('slug') });
      return organizationJson(state, organization);
    },
  },
  {
    operation: 'DELETE /v1/organizations/:organization_id',
    permissions: [DELETE_PROFILE],
    enforces: '',
    handle: ({ state }, organization) => {
      deleteOrganization(state, organization);
      return { object: 'organization', id: organization.id, slug: organization.slug, deleted: true };
    },
  },
  {
    operation: 'PUT /v1/organizations/:organization_id/logo',
    permissions: [MANAGE_PROFILE],
    isUpload: true,
    enforces: 'a JPG, PNG, GIF or WEBP image of at most 10 MB (422)',
    omits: 'Clerk does not document the codes of these errors. The URL of the image is a data: URL',
    handle: ({ state, upload }, organization) => {
      setLogo(state, organization, requireImage(upload));
      return organizationJson(state, organization);
    },
  },
  {
    operation: 'DELETE /v1/organizations/:organization_id/logo',
    permissions: [MANAGE_PROFILE],
    enforces: '',
    handle: ({ state }, organization) => {
      setLogo(state, organization, null);
      return { object: 'image', deleted: true };
    },
  },
];

const memberships: readonly OrganizationRoute[] = [
  {
    operation: 'POST /v1/organizations/:organization_id/memberships',
    permissions: [MANAGE_MEMBERSHIPS],
    params: ['user_id', 'role'],
    enforces: 'an existing user (404) who is not a member yet (400); an assignable role (404); a free seat (403)',
    handle: ({ state, form }, organization) => {
      const membership = addMember(state, organization, required(form, 'user_id'), required(form, 'role'));
      return membershipJson(state, organization, membership);
    },
  },
  {
    operation: 'PATCH /v1/organizations/:organization_id/memberships/:user_id',
    permissions: [MANAGE_MEMBERSHIPS],
    params: ['role'],
    enforces: 'a member (404); an assignable role (404); at least one member keeps the minimum permissions (400)',
    omits: 'Roles can be changed during a role set migration',
    handle: ({ state, param, form }, organization) => {
      const membership = updateMember(state, organization, param('user_id'), required(form, 'role'));
      return membershipJson(state, organization, membership);
    },
  },
  {
    operation: 'DELETE /v1/organizations/:organization_id/memberships/:user_id',
    permissions: [MANAGE_MEMBERSHIPS],
    enforces: 'a member (404); at least one member keeps the minimum permissions (400)',
    handle: ({ state, param }, organization) =>
      membershipJson(state, organization, removeMember(state, organization, param('user_id'))),
  },
];

const invitations: readonly OrganizationRoute[] = [
  {
    operation: 'POST /v1/organizations/:organization_id/invitations',
    permissions: [MANAGE_MEMBERSHIPS],
    params: ['email_address', 'role', 'notify'],
    enforces:
      'a valid email address (422) that is not invited and not a member yet (400); an assignable role (404); a free seat (403)',
    omits: 'No email is sent: signing in accepts the invitation',
    handle: ({ state, form }, organization) => {
      const emails = [required(form, 'email_address')];
      const [invitation] = inviteMembers(state, organization, emails, required(form, 'role'));
      if (!invitation) throw clerkErrors.internal();
      return invitationJson(state, invitation);
    },
  },
  {
    operation: 'POST /v1/organizations/:organization_id/invitations/bulk',
    permissions: [MANAGE_MEMBERSHIPS],
    params: ['email_address', 'role', 'notify'],
    enforces:
      'every address like that of a single invitation. Creates all invitations or none. Ignores empty addresses; refuses one that is there twice (400)',
    omits: 'Clerk does not document what it does with an empty address or one that is there twice',
    handle: ({ state, form }, organization) => {
      const emails = form.getAll('email_address').filter((address) => address.trim() !== '');
      if (emails.length === 0) throw clerkErrors.paramMissing('email_address');
      const invited = inviteMembers(state, organization, emails, required(form, 'role'));
      return invited.map((invitation) => invitationJson(state, invitation));
    },
  },
  {
    operation: 'POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke',
    permissions: [MANAGE_MEMBERSHIPS],
    enforces: 'a pending invitation of the organization (404)',
    handle: ({ state, param }, organization) =>
      invitationJson(state, revokeInvitation(state, organization, param('invitation_id'))),
  },
];

export const organizationRoutes: readonly Route[] = [
  {
    operation: 'POST /v1/organizations',
    enforces:
      'Active session (401); a name and an unused slug, both valid (422). The creator gets the role `org:admin`',
    omits:
      'No limit on the number of organizations that a user creates. Clerk does not document the limits of names and slugs; the stub allows 256 characters, and in a slug lowercase letters, digits, hyphens and underscores',
    handle: ({ state, form, caller }) => {
      const { user } = caller();
      allow(form, 'name', 'slug');
      return organizationJson(state, createOrganization(state, user, required(form, 'name'), form.get('slug')));
    },
  },
  ...[...profile, ...lists, ...memberships, ...invitations].map(organizationRoute),
];
