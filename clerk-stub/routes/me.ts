/** The signed-in person: the user, the organizations they are in, and the ones they are invited to. */
import { membershipJson } from '../resources/memberships.ts';
import { userInvitationJson } from '../resources/organizations.ts';
import { userJson } from '../resources/users.ts';
import { organizationFor } from '../rules/access.ts';
import { acceptInvitation } from '../rules/invitations.ts';
import { removeMember } from '../rules/memberships.ts';
import { membershipsOf } from '../rules/users.ts';
import { enveloped, page, pageOf, type Route } from './route.ts';

export const meRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/me',
    enforces: 'Active session (401)',
    handle: (call) => enveloped(call, userJson(call.state, call.caller().user)),
  },
  {
    method: 'GET',
    path: '/v1/me/organization_memberships',
    enforces: 'Active session (401); limit 1 to 500, default 10; offset (422)',
    handle: (call) => {
      const memberships = membershipsOf(call.state, call.caller().user);
      return enveloped(
        call,
        pageOf(call.query, memberships, ({ organization, membership }) =>
          membershipJson(call.state, organization, membership),
        ),
      );
    },
  },
  {
    method: 'DELETE',
    path: '/v1/me/organization_memberships/:organization_id',
    enforces: 'Membership (403); somebody else keeps the minimum permissions (400). Leaves the organization',
    handle: (call) => {
      const { user } = call.caller();
      const organization = organizationFor(call.state, user, call.param('organization_id'));
      const { id } = removeMember(call.state, organization, user.id);
      return enveloped(call, { object: 'organization_membership', id, deleted: true });
    },
  },
  {
    method: 'GET',
    path: '/v1/me/organization_invitations',
    enforces: "Active session (401); filter by status; the invitations of the person's address; limit, offset (422)",
    handle: (call) => {
      const { user } = call.caller();
      const statuses = call.query.getAll('status');
      const invitations = [...call.state.invitations.values()].filter(
        ({ email, status }) => email === user.email && (statuses.length === 0 || statuses.includes(status)),
      );
      return enveloped(
        call,
        pageOf(call.query, invitations, (invitation) => userInvitationJson(call.state, invitation)),
      );
    },
  },
  {
    method: 'POST',
    path: '/v1/me/organization_invitations/:invitation_id/accept',
    enforces: "A pending invitation of the person's address (404)",
    handle: (call) => {
      const invitation = acceptInvitation(call.state, call.caller().user, call.param('invitation_id'));
      return enveloped(call, userInvitationJson(call.state, invitation));
    },
  },
  {
    method: 'GET',
    path: '/v1/me/organization_suggestions',
    enforces: 'Active session (401); limit, offset (422)',
    omits: 'Suggestions come from verified domains, which the stub has none of: always empty',
    handle: (call) => {
      call.caller();
      return enveloped(call, page(call.query, []));
    },
  },
];
