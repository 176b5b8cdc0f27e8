/** The signed-in user, with their profile, password, devices, memberships and invitations. */
import { clerkErrors } from '../errors.ts';
import { membershipJson } from '../resources/memberships.ts';
import { userInvitationJson } from '../resources/organizations.ts';
import { activeSessionJson, sessionJson } from '../resources/sessions.ts';
import { userJson } from '../resources/users.ts';
import { organizationFor } from '../rules/access.ts';
import { acceptInvitation } from '../rules/invitations.ts';
import { removeMember } from '../rules/memberships.ts';
import { activeSessions, endSession, sessionsOfUser } from '../rules/sessions.ts';
import { changePassword, isMetadata, membershipsOf, updateMetadata, updateUser } from '../rules/users.ts';
import type { Metadata } from '../state.ts';
import { enveloped, envelopedPage, type Route } from './route.ts';

export const meRoutes: readonly Route[] = [
  {
    operation: 'GET /v1/me',
    enforces: 'Active session (401)',
    handle: (call) => enveloped(call, userJson(call.state, call.caller().user)),
  },
  {
    operation: 'PATCH /v1/me',
    enforces: 'Active session (401); names of at most 256 characters (422)',
    omits: 'Changes the first and last name only',
    handle: (call) => {
      const { user } = call.caller();
      call.form.allow('first_name', 'last_name');
      const { form, state } = call;
      updateUser(state, user, { firstName: form.optional('first_name'), lastName: form.optional('last_name') });
      return enveloped(call, userJson(state, user));
    },
  },
  {
    operation: 'PATCH /v1/me/metadata',
    enforces: 'Active session (401); unsafe metadata as a JSON object (422). Merges deeply; `null` removes a key',
    handle: (call) => {
      const { user } = call.caller();
      updateMetadata(call.state, user, readMetadata(call.form.required('unsafe_metadata')));
      return enveloped(call, userJson(call.state, user));
    },
  },
  {
    operation: 'POST /v1/me/change_password',
    enforces:
      'Active session (401); the current password, and a new one of 8 to 72 characters (422). Can end all other sessions',
    omits: 'No check of the strength, or against leaked passwords',
    handle: (call) => {
      const { session, user } = call.caller();
      call.form.allow('current_password', 'new_password', 'sign_out_of_other_sessions');
      const { form, state } = call;
      changePassword(state, user, {
        current: form.optional('current_password') ?? '',
        next: form.optional('new_password') ?? '',
        kept: form.optional('sign_out_of_other_sessions') === 'true' ? session : null,
      });
      return enveloped(call, userJson(state, user));
    },
  },
  {
    operation: 'GET /v1/me/sessions/active',
    enforces: 'Active session (401). Lists the active sessions of the user in all browsers',
    omits: 'Knows the browser, but no place and no IP address',
    handle: (call) =>
      sessionsOfUser(call.state, call.caller().user.id)
        .filter(({ client, session }) => activeSessions(client).includes(session))
        .map(({ client, session }) => activeSessionJson(client, session)),
  },
  {
    operation: 'POST /v1/me/sessions/:session_id/revoke',
    enforces: 'Active session (401); a session of the user (404)',
    handle: (call) => {
      const id = call.param('session_id');
      const found = sessionsOfUser(call.state, call.caller().user.id).find(({ session }) => session.id === id);
      if (!found) throw clerkErrors.sessionNotFound(id);
      endSession(call.state, found.client, found.session, 'revoked');
      return enveloped(call, sessionJson(call.state, found.client, found.session));
    },
  },
  {
    operation: 'GET /v1/me/organization_memberships',
    enforces: 'Active session (401); limit from 1 to 500, default 10, and offset (422)',
    handle: (call) => {
      const memberships = membershipsOf(call.state, call.caller().user);
      return envelopedPage(call, memberships, ({ organization, membership }) =>
        membershipJson(call.state, organization, membership),
      );
    },
  },
  {
    operation: 'DELETE /v1/me/organization_memberships/:organization_id',
    enforces: 'A membership (403); at least one other member keeps the minimum permissions (400)',
    handle: (call) => {
      const { user } = call.caller();
      const organization = organizationFor(call.state, user, call.param('organization_id'));
      const { id } = removeMember(call.state, organization, user.id);
      return enveloped(call, { object: 'organization_membership', id, deleted: true });
    },
  },
  {
    operation: 'GET /v1/me/organization_invitations',
    enforces:
      'Active session (401); limit and offset (422). Filters by status. Lists the invitations for the user’s email address',
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
    operation: 'POST /v1/me/organization_invitations/:invitation_id/accept',
    enforces: 'A pending invitation for the user’s email address (404)',
    handle: (call) => {
      const invitation = acceptInvitation(call.state, call.caller().user, call.param('invitation_id'));
      return enveloped(call, userInvitationJson(call.state, invitation));
    },
  },
  {
    operation: 'GET /v1/me/organization_suggestions',
    enforces: 'Active session (401); limit and offset (422)',
    omits: 'Always empty: suggestions come from verified domains, which the stub does not have',
    handle: (call) => {
      call.caller();
      return envelopedPage(call);
    },
  },
];

function readMetadata(json: string): Metadata {
  try {
    const metadata: unknown = JSON.parse(json);
    if (isMetadata(metadata)) return metadata;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw clerkErrors.paramValueInvalid('unsafe_metadata', 'must be a JSON object');
}
