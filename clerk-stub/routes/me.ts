/** The signed-in user, with their profile, password, devices, memberships and invitations. */
import { clerkErrors } from '../errors.ts';
import { membershipJson } from '../resources/memberships.ts';
import { userInvitationJson } from '../resources/organizations.ts';
import { activeSessionJson, sessionJson } from '../resources/sessions.ts';
import { userJson } from '../resources/users.ts';
import { organizationFor } from '../rules/access.ts';
import { requireImage } from '../rules/images.ts';
import { acceptInvitation, findInvitations } from '../rules/invitations.ts';
import { removeMember } from '../rules/memberships.ts';
import { activeSessions, endSession, sessionsOfUser } from '../rules/sessions.ts';
import { changePassword, isMetadata, membershipsOf, renameUser, updateMetadata, updateUser } from '../rules/users.ts';
import type { Metadata } from '../state.ts';
import { allow, pageOf, type Route, required } from './route.ts';

const profile: readonly Route[] = [
  {
    operation: 'GET /v1/me',
    enforces: 'Active session (401)',
    handle: ({ state, caller }) => userJson(state, caller().user),
  },
  {
    operation: 'PATCH /v1/me',
    enforces: 'Active session (401); names of at most 256 characters (422)',
    omits: 'Changes the first and last name only',
    handle: ({ state, form, caller }) => {
      const { user } = caller();
      allow(form, 'first_name', 'last_name');
      renameUser(state, user, { firstName: form.get('first_name'), lastName: form.get('last_name') });
      return userJson(state, user);
    },
  },
  {
    operation: 'PATCH /v1/me/metadata',
    enforces: 'Active session (401); unsafe metadata as a JSON object (422). Merges deeply; `null` removes a key',
    handle: ({ state, form, caller }) => {
      const { user } = caller();
      updateMetadata(state, user, readMetadata(required(form, 'unsafe_metadata')));
      return userJson(state, user);
    },
  },
  {
    operation: 'POST /v1/me/profile_image',
    isUpload: true,
    enforces: 'Active session (401); a JPG, PNG, GIF or WEBP image of at most 10 MB (422)',
    omits: 'Clerk does not document the codes of these errors. The URL of the image is a data: URL',
    handle: ({ state, upload, caller }) => {
      const { user } = caller();
      const imageUrl = requireImage(upload);
      updateUser(state, user, { imageUrl });
      return { object: 'image', id: state.nextId('img'), name: 'profile_image', public_url: imageUrl };
    },
  },
  {
    operation: 'DELETE /v1/me/profile_image',
    enforces: 'Active session (401)',
    handle: ({ state, caller }) => {
      updateUser(state, caller().user, { imageUrl: null });
      return { object: 'image', deleted: true };
    },
  },
  {
    operation: 'POST /v1/me/change_password',
    enforces:
      'Active session (401); the current password, and a new one of 8 to 72 characters (422). Can end all other sessions',
    omits: 'No check of the strength, or against leaked passwords',
    handle: ({ state, form, caller }) => {
      const { session, user } = caller();
      allow(form, 'current_password', 'new_password', 'sign_out_of_other_sessions');
      changePassword(state, user, {
        current: form.get('current_password') ?? '',
        next: form.get('new_password') ?? '',
        kept: form.get('sign_out_of_other_sessions') === 'true' ? session : null,
      });
      return userJson(state, user);
    },
  },
];

export const meRoutes: readonly Route[] = [
  ...profile,
  {
    operation: 'GET /v1/me/sessions/active',
    enforces: 'Active session (401). Lists the active sessions of the user in all browsers',
    omits: 'Knows the browser, but no place and no IP address',
    isBare: true,
    handle: ({ state, caller }) =>
      sessionsOfUser(state, caller().user.id)
        .filter(({ client, session }) => activeSessions(client).includes(session))
        .map(({ client, session }) => activeSessionJson(client, session)),
  },
  {
    operation: 'POST /v1/me/sessions/:session_id/revoke',
    enforces: 'Active session (401); a session of the user (404)',
    handle: ({ state, param, caller }) => {
      const id = param('session_id');
      const found = sessionsOfUser(state, caller().user.id).find(({ session }) => session.id === id);
      if (!found) throw clerkErrors.sessionNotFound(id);
      endSession(state, found.client, found.session, 'revoked');
      return sessionJson(state, found.client, found.session);
    },
  },
  {
    operation: 'GET /v1/me/organization_memberships',
    enforces: 'Active session (401); limit from 1 to 500, default 10, and offset (422)',
    handle: ({ state, query, caller }) =>
      pageOf(query, membershipsOf(state, caller().user), ({ organization, membership }) =>
        membershipJson(state, organization, membership),
      ),
  },
  {
    operation: 'DELETE /v1/me/organization_memberships/:organization_id',
    enforces: 'A membership (403); at least one other member keeps the minimum permissions (400)',
    handle: ({ state, param, caller }) => {
      const { user } = caller();
      const { id } = removeMember(state, organizationFor(state, user, param('organization_id')), user.id);
      return { object: 'organization_membership', id, deleted: true };
    },
  },
  {
    operation: 'GET /v1/me/organization_invitations',
    enforces:
      'Active session (401); limit and offset (422). Filters by status. Lists the invitations for the user’s email address',
    handle: ({ state, query, caller }) => {
      const invitations = findInvitations(state, { email: caller().user.email }, query.getAll('status'));
      return pageOf(query, invitations, (invitation) => userInvitationJson(state, invitation));
    },
  },
  {
    operation: 'POST /v1/me/organization_invitations/:invitation_id/accept',
    enforces: 'A pending invitation for the user’s email address (404)',
    handle: ({ state, param, caller }) =>
      userInvitationJson(state, acceptInvitation(state, caller().user, param('invitation_id'))),
  },
  {
    operation: 'GET /v1/me/organization_suggestions',
    enforces: 'Active session (401); limit and offset (422)',
    omits: 'Always empty: suggestions come from verified domains, which the stub does not have',
    handle: ({ query, caller }) => {
      caller();
      return pageOf(query);
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
