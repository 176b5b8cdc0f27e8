/** The signed-in user, with their memberships and invitations. */
import { membershipJson } from '../resources/memberships.ts';
import { userInvitationJson } from '../resources/organizations.ts';
import { userJson } from '../resources/users.ts';
import { organizationFor } from '../rules/access.ts';
import { acceptInvitation } from '../rules/invitations.ts';
import { removeMember } from '../rules/memberships.ts';
import { membershipsOf } from '../rules/users.ts';
import { enveloped, envelopedPage, type Route } from './route.ts';

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
    enforces: 'Active session (401); limit from 1 to 500, default 10, and offset (422)',
    handle: (call) => {
      const memberships = membershipsOf(call.state, call.caller().user);
      return envelopedPage(call, memberships, ({ organization, membership }) =>
        membershipJson(call.state, organization, membership),
      );
    },
  },
  {
    method: 'DELETE',
    path: '/v1/me/organization_memberships/:organization_id',
    enforces: 'A membership (403); at least one other member keeps the minimum permissions (400)',
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
    enforces:
      'Active session (401); limit and offset (422). Filters by status. Lists the invitations for the user’s e-mail address',
    handle: (call) => {
      const { user } = call.caller();
      const statuses = call.query.getAll('status');
      const invitations = [...call.state.invitations.values()].filter(
        ({ email, status }) => email === user.email && (statuses.length === 0 || statuses.includes(status)),
      );
      return envelopedPage(call, invitations, (invitation) => userInvitationJson(call.state, invitation));
    },
  },
  {
    method: 'POST',
    path: '/v1/me/organization_invitations/:invitation_id/accept',
    enforces: 'A pending invitation for the user’s e-mail address (404)',
    handle: (call) => {
      const invitation = acceptInvitation(call.state, call.caller().user, call.param('invitation_id'));
      return enveloped(call, userInvitationJson(call.state, invitation));
    },
  },
  {
    method: 'GET',
    path: '/v1/me/organization_suggestions',
    enforces: 'Active session (401); limit and offset (422)',
    omits: 'Always empty: suggestions come from verified domains, which the stub does not have',
    handle: (call) => {
      call.caller();
      return envelopedPage(call);
    },
  },
];
