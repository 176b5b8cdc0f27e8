/** Organizations: their roles, memberships and invitations. */
import { clerkErrors } from '../errors.ts';
import { membershipJson } from '../resources/memberships.ts';
import { invitationJson, organizationJson, roleJson } from '../resources/organizations.ts';
import { organizationFor, organizationWithPermission } from '../rules/access.ts';
import { inviteMembers, revokeInvitation } from '../rules/invitations.ts';
import { addMember, findMemberships, removeMember, updateMember } from '../rules/memberships.ts';
import { createOrganization, deleteOrganization, updateOrganization } from '../rules/organizations.ts';
import { DELETE_PROFILE, MANAGE_MEMBERSHIPS, MANAGE_PROFILE, READ_DOMAINS, READ_MEMBERSHIPS } from '../rules/roles.ts';
import type { Membership, Organization } from '../state.ts';
import { type Call, enveloped, page, pageOf, type Route } from './route.ts';

/** The organization in the path, for a caller who holds one of the permissions; `[]` asks for membership only. */
function organizationOf(call: Call, ...anyOf: readonly string[]): Organization {
  const { user } = call.caller();
  const id = call.param('organization_id');
  const [first, ...others] = anyOf;
  return first === undefined
    ? organizationFor(call.state, user, id)
    : organizationWithPermission(call.state, user, id, first, ...others);
}

const answerMembership = (call: Call, organization: Organization, membership: Membership) =>
  enveloped(call, membershipJson(call.state, organization, membership));

const answerOrganization = (call: Call, organization: Organization) =>
  enveloped(call, organizationJson(call.state, organization));

const emptyList = (call: Call) => enveloped(call, page(call.query, []));

export const organizationRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/organizations',
    enforces: 'Active session (401), a name (422), a free slug (422). The creator becomes its `org:admin`',
    omits: 'Limits on how many organizations a person creates',
    handle: (call) => {
      const { user } = call.caller();
      call.form.allow('name', 'slug');
      const name = call.form.required('name');
      return answerOrganization(call, createOrganization(call.state, user, name, call.form.optional('slug')));
    },
  },
  {
    method: 'GET',
    path: '/v1/organizations/:organization_id',
    enforces: 'Membership (403)',
    handle: (call) => answerOrganization(call, organizationOf(call)),
  },
  {
    method: 'PATCH',
    path: '/v1/organizations/:organization_id',
    enforces: `\`${MANAGE_PROFILE}\` (403), a free slug (422)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_PROFILE);
      call.form.allow('name', 'slug');
      const { form, state } = call;
      updateOrganization(state, organization, { name: form.optional('name'), slug: form.optional('slug') });
      return answerOrganization(call, organization);
    },
  },
  {
    method: 'DELETE',
    path: '/v1/organizations/:organization_id',
    enforces: `\`${DELETE_PROFILE}\` (403)`,
    handle: (call) => {
      const organization = organizationOf(call, DELETE_PROFILE);
      deleteOrganization(call.state, organization);
      const { id, slug } = organization;
      return enveloped(call, { object: 'organization', id, slug, deleted: true });
    },
  },
  {
    method: 'GET',
    path: '/v1/organizations/:organization_id/roles',
    enforces: 'Membership (403). Lists the role set of the organization, and says when a migration of it is running',
    omits:
      'What Clerk answers to a limit or offset out of range is not published for this list: here 422, as for the others',
    handle: (call) => {
      const organization = organizationOf(call);
      const roles = organization.roleSet.flatMap((key) => call.state.roles.get(key) ?? []);
      return enveloped(call, {
        ...pageOf(call.query, roles, (role) => roleJson(role, organization.createdAt)),
        has_role_set_migration: organization.hasRoleSetMigration,
      });
    },
  },
  {
    method: 'GET',
    path: '/v1/organizations/:organization_id/memberships',
    enforces: `\`${READ_MEMBERSHIPS}\` or \`${MANAGE_MEMBERSHIPS}\` (403); limit 1 to 500, default 10; offset (422); filter by roles; query matches e-mail address, user id and name in part`,
    omits: 'Clerk does not publish the order: here, newest first',
    handle: (call) => {
      const organization = organizationOf(call, READ_MEMBERSHIPS, MANAGE_MEMBERSHIPS);
      const memberships = findMemberships(call.state, organization, {
        roles: call.query.getAll('role').filter(Boolean),
        query: call.query.get('query') ?? '',
      });
      return enveloped(
        call,
        pageOf(call.query, memberships, (membership) => membershipJson(call.state, organization, membership)),
      );
    },
  },
  {
    method: 'POST',
    path: '/v1/organizations/:organization_id/memberships',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); known user (404), not yet a member (400); role of the organization's set (404); free seat (403)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      call.form.allow('user_id', 'role');
      const userId = call.form.required('user_id');
      return answerMembership(
        call,
        organization,
        addMember(call.state, organization, userId, call.form.required('role')),
      );
    },
  },
  {
    method: 'PATCH',
    path: '/v1/organizations/:organization_id/memberships/:user_id',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); a member (404); role of the organization's set (404); somebody keeps the minimum permissions (400)`,
    omits: 'A running migration of the role set is reported with the roles and refuses nothing',
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      call.form.allow('role');
      const role = call.form.required('role');
      return answerMembership(call, organization, updateMember(call.state, organization, call.param('user_id'), role));
    },
  },
  {
    method: 'DELETE',
    path: '/v1/organizations/:organization_id/memberships/:user_id',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); a member (404); somebody keeps the minimum permissions (400)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      return answerMembership(call, organization, removeMember(call.state, organization, call.param('user_id')));
    },
  },
  {
    method: 'GET',
    path: '/v1/organizations/:organization_id/invitations',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); filter by status; limit, offset (422)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      const statuses = call.query.getAll('status');
      const invitations = [...call.state.invitations.values()].filter(
        ({ organizationId, status }) =>
          organizationId === organization.id && (statuses.length === 0 || statuses.includes(status)),
      );
      return enveloped(
        call,
        pageOf(call.query, invitations, (invitation) => invitationJson(call.state, invitation)),
      );
    },
  },
  {
    method: 'POST',
    path: '/v1/organizations/:organization_id/invitations',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); e-mail address (422), not invited and not a member yet (400); role (404); seats (403)`,
    omits: 'No mail is sent: the invitation is accepted when that person signs in',
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      call.form.allow('email_address', 'role', 'notify');
      const email = call.form.required('email_address');
      const [invitation] = inviteMembers(call.state, organization, [email], call.form.required('role'));
      if (!invitation) throw clerkErrors.internal();
      return enveloped(call, invitationJson(call.state, invitation));
    },
  },
  {
    method: 'POST',
    path: '/v1/organizations/:organization_id/invitations/bulk',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); as one invitation, for all addresses or none`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      call.form.allow('email_address', 'role', 'notify');
      const emails = call.form.all('email_address');
      if (emails.length === 0) throw clerkErrors.paramMissing('email_address');
      const invitations = inviteMembers(call.state, organization, emails, call.form.required('role'));
      return enveloped(
        call,
        invitations.map((invitation) => invitationJson(call.state, invitation)),
      );
    },
  },
  {
    method: 'POST',
    path: '/v1/organizations/:organization_id/invitations/:invitation_id/revoke',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); a pending invitation of the organization (404)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      const invitation = revokeInvitation(call.state, organization, call.param('invitation_id'));
      return enveloped(call, invitationJson(call.state, invitation));
    },
  },
  {
    method: 'GET',
    path: '/v1/organizations/:organization_id/membership_requests',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); limit, offset (422)`,
    omits: 'Requests come from verified domains, which the stub has none of: always empty',
    handle: (call) => {
      organizationOf(call, MANAGE_MEMBERSHIPS);
      return emptyList(call);
    },
  },
  {
    method: 'GET',
    path: '/v1/organizations/:organization_id/domains',
    enforces: `\`${READ_DOMAINS}\` (403); limit, offset (422)`,
    omits: 'Verified domains: always empty',
    handle: (call) => {
      organizationOf(call, READ_DOMAINS);
      return emptyList(call);
    },
  },
];
