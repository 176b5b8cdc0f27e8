/** Organizations, with their roles, memberships and invitations. */
import { clerkErrors } from '../errors.ts';
import { membershipJson } from '../resources/memberships.ts';
import { invitationJson, organizationJson, roleJson } from '../resources/organizations.ts';
import { organizationFor } from '../rules/access.ts';
import { inviteMembers, revokeInvitation } from '../rules/invitations.ts';
import { addMember, findMemberships, removeMember, updateMember } from '../rules/memberships.ts';
import { createOrganization, deleteOrganization, updateOrganization } from '../rules/organizations.ts';
import { DELETE_PROFILE, MANAGE_MEMBERSHIPS, MANAGE_PROFILE, READ_DOMAINS, READ_MEMBERSHIPS } from '../rules/roles.ts';
import type { Membership, Organization } from '../state.ts';
import { type Call, enveloped, envelopedPage, pageOf, type Route } from './route.ts';

const organizationOf = (call: Call, ...anyOf: string[]): Organization =>
  organizationFor(call.state, call.caller().user, call.param('organization_id'), ...anyOf);

const membershipResponse = (call: Call, organization: Organization, membership: Membership) =>
  enveloped(call, membershipJson(call.state, organization, membership));

const organizationResponse = (call: Call, organization: Organization) =>
  enveloped(call, organizationJson(call.state, organization));

export const organizationRoutes: readonly Route[] = [
  {
    operation: 'POST /v1/organizations',
    enforces:
      'Active session (401); a name and an unused slug, both valid (422). The creator gets the role `org:admin`',
    omits:
      'No limit on the number of organizations that a user creates. Clerk does not document the limits of names and slugs; the stub allows 256 characters, and in a slug lowercase letters, digits, hyphens and underscores',
    handle: (call) => {
      const { user } = call.caller();
      call.form.allow('name', 'slug');
      const name = call.form.required('name');
      return organizationResponse(call, createOrganization(call.state, user, name, call.form.optional('slug')));
    },
  },
  {
    operation: 'GET /v1/organizations/:organization_id',
    enforces: 'A membership (403)',
    handle: (call) => organizationResponse(call, organizationOf(call)),
  },
  {
    operation: 'PATCH /v1/organizations/:organization_id',
    enforces: `\`${MANAGE_PROFILE}\` (403); a valid name and an unused, valid slug (422)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_PROFILE);
      call.form.allow('name', 'slug');
      const { form, state } = call;
      updateOrganization(state, organization, { name: form.optional('name'), slug: form.optional('slug') });
      return organizationResponse(call, organization);
    },
  },
  {
    operation: 'DELETE /v1/organizations/:organization_id',
    enforces: `\`${DELETE_PROFILE}\` (403)`,
    handle: (call) => {
      const organization = organizationOf(call, DELETE_PROFILE);
      deleteOrganization(call.state, organization);
      const { id, slug } = organization;
      return enveloped(call, { object: 'organization', id, slug, deleted: true });
    },
  },
  {
    operation: 'GET /v1/organizations/:organization_id/roles',
    enforces:
      'A membership (403); limit and offset (422). Lists the organization’s role set, and whether it is being migrated',
    omits: 'Clerk does not document what it answers to an invalid limit or offset here; the stub answers 422',
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
    operation: 'GET /v1/organizations/:organization_id/memberships',
    enforces: `\`${READ_MEMBERSHIPS}\` or \`${MANAGE_MEMBERSHIPS}\` (403); limit from 1 to 500, default 10, and offset (422). Filters by role. Searches email addresses, user IDs and names`,
    omits: 'Clerk does not document the order; the stub lists the newest first',
    handle: (call) => {
      const organization = organizationOf(call, READ_MEMBERSHIPS, MANAGE_MEMBERSHIPS);
      const memberships = findMemberships(call.state, organization, {
        roles: call.query.getAll('role').filter(Boolean),
        query: call.query.get('query') ?? '',
      });
      return envelopedPage(call, memberships, (membership) => membershipJson(call.state, organization, membership));
    },
  },
  {
    operation: 'POST /v1/organizations/:organization_id/memberships',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); an existing user (404) who is not a member yet (400); an assignable role (404); a free seat (403)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      call.form.allow('user_id', 'role');
      const userId = call.form.required('user_id');
      const role = call.form.required('role');
      return membershipResponse(call, organization, addMember(call.state, organization, userId, role));
    },
  },
  {
    operation: 'PATCH /v1/organizations/:organization_id/memberships/:user_id',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); a member (404); an assignable role (404); at least one member keeps the minimum permissions (400)`,
    omits: 'Roles can be changed during a role set migration',
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      call.form.allow('role');
      const role = call.form.required('role');
      return membershipResponse(
        call,
        organization,
        updateMember(call.state, organization, call.param('user_id'), role),
      );
    },
  },
  {
    operation: 'DELETE /v1/organizations/:organization_id/memberships/:user_id',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); a member (404); at least one member keeps the minimum permissions (400)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      return membershipResponse(call, organization, removeMember(call.state, organization, call.param('user_id')));
    },
  },
  {
    operation: 'GET /v1/organizations/:organization_id/invitations',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); limit and offset (422). Filters by status`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      const statuses = call.query.getAll('status');
      const invitations = [...call.state.invitations.values()].filter(
        ({ organizationId, status }) =>
          organizationId === organization.id && (statuses.length === 0 || statuses.includes(status)),
      );
      return envelopedPage(call, invitations, (invitation) => invitationJson(call.state, invitation));
    },
  },
  {
    operation: 'POST /v1/organizations/:organization_id/invitations',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); a valid email address (422) that is not invited and not a member yet (400); an assignable role (404); a free seat (403)`,
    omits: 'No email is sent: signing in accepts the invitation',
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
    operation: 'POST /v1/organizations/:organization_id/invitations/bulk',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403). Checks every address like a single invitation, and creates all invitations or none. Ignores empty addresses; refuses one that is there twice (400)`,
    omits: 'Clerk does not document what it does with an empty address or one that is there twice',
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      call.form.allow('email_address', 'role', 'notify');
      const emails = call.form.all('email_address').filter((address) => address.trim() !== '');
      if (emails.length === 0) throw clerkErrors.paramMissing('email_address');
      const invitations = inviteMembers(call.state, organization, emails, call.form.required('role'));
      return enveloped(
        call,
        invitations.map((invitation) => invitationJson(call.state, invitation)),
      );
    },
  },
  {
    operation: 'POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke',
    enforces: `\`${MANAGE_MEMBERSHIPS}\` (403); a pending invitation of the organization (404)`,
    handle: (call) => {
      const organization = organizationOf(call, MANAGE_MEMBERSHIPS);
      const invitation = revokeInvitation(call.state, organization, call.param('invitation_id'));
      return enveloped(call, invitationJson(call.state, invitation));
    },
  },
  emptyList(
    'membership_requests',
    MANAGE_MEMBERSHIPS,
    'requests come from verified domains, which the stub does not have',
  ),
  emptyList('domains', READ_DOMAINS, 'the stub has no verified domains'),
];

/** A list that is always empty, because of what the stub lacks. */
function emptyList(name: string, permission: string, reason: string): Route {
  return {
    operation: `GET /v1/organizations/:organization_id/${name}`,
    enforces: `\`${permission}\` (403); limit and offset (422)`,
    omits: `Always empty: ${reason}`,
    handle: (call) => {
      organizationOf(call, permission);
      return envelopedPage(call);
    },
  };
}
