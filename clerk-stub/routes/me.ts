/** The signed-in user, with their profile, password, devices, memberships and invitations. */
import { nextId } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import { userInvitationJson } from '../resources/organizations.ts';
import { activeSessionJson, sessionJson } from '../resources/sessions.ts';
import { membershipJson, userJson } from '../resources/users.ts';
import { requireImage } from '../rules/images.ts';
import { acceptInvitation } from '../rules/invitations.ts';
import { leaveOrganization } from '../rules/memberships.ts';
import { isMetadata, merge } from '../rules/metadata.ts';
import { changePassword, renameUser, revokeOtherSessions, updateUser } from '../rules/profile.ts';
import { endSession, isActive, sessionsOf } from '../rules/sessions.ts';
import { membershipsOf } from '../rules/users.ts';
import type { Metadata } from '../state.ts';
import { callerOf, organizationOf } from './access.ts';
import { allow, filtered, pageOf, required, routesWith } from './route.ts';

export const meRoutes = routesWith(callerOf, {
  'GET /v1/me': ({ state }, { user }) => userJson(state, user),
  'PATCH /v1/me': ({ state, form }, { user }) => {
    allow(form, ['first_name', 'last_name'], (name) => clerkErrors.unsupported(`the parameter ${name}`));
    renameUser(state, user, { firstName: form.get('first_name'), lastName: form.get('last_name') });
    return userJson(state, user);
  },
  'PATCH /v1/me/metadata': ({ state, form }, { user }) => {
    const patch = readMetadata(required(form, 'unsafe_metadata'));
    updateUser(state, user, { unsafeMetadata: merge(user.unsafeMetadata ?? {}, patch) });
    return userJson(state, user);
  },
  'POST /v1/me/profile_image': ({ state, upload }, { user }) => {
    const imageUrl = requireImage(upload);
    updateUser(state, user, { imageUrl });
    return { object: 'image', id: nextId(state, 'img'), name: 'profile_image', public_url: imageUrl };
  },
  'DELETE /v1/me/profile_image': ({ state }, { user }) => {
    updateUser(state, user, { imageUrl: null });
    return { object: 'image', deleted: true };
  },
  'POST /v1/me/change_password': ({ state, form }, { session, user }) => {
    allow(form, ['current_password', 'new_password', 'sign_out_of_other_sessions']);
    changePassword(state, user, form.get('current_password') ?? '', form.get('new_password') ?? '');
    if (form.get('sign_out_of_other_sessions') === 'true') revokeOtherSessions(state, session);
    return userJson(state, user);
  },

  'GET /v1/me/sessions/active': ({ state }, { user }) => {
    const active = sessionsOf(state, user.id).filter(({ session }) => isActive(state, session));
    return Response.json(active.map(({ client, session }) => activeSessionJson(state, client, session)));
  },
  'POST /v1/me/sessions/:session_id/revoke': ({ state, param }, { user }) => {
    const id = param('session_id');
    const found = sessionsOf(state, user.id).find(({ session }) => session.id === id);
    if (!found) throw clerkErrors.sessionNotFound(id);
    endSession(state, found.client, found.session, 'revoked');
    return sessionJson(state, found.client, found.session);
  },
  'GET /v1/me/organization_memberships': ({ state, query }, { user }) =>
    pageOf(query, membershipsOf(state, user), ({ organization, membership }) =>
      membershipJson(state, organization, membership),
    ),
  'DELETE /v1/me/organization_memberships/:organization_id': (call, { user }) => {
    const { id } = leaveOrganization(call.state, organizationOf(call), user);
    return { object: 'organization_membership', id, deleted: true };
  },
  'GET /v1/me/organization_invitations': ({ state, query }, { user }) => {
    const invitations = [...state.invitations.values()].filter(({ email }) => email === user.email);
    return pageOf(query, filtered(query, 'status', invitations), (invitation) => userInvitationJson(state, invitation));
  },
  'POST /v1/me/organization_invitations/:invitation_id/accept': ({ state, param }, { user }) =>
    userInvitationJson(state, acceptInvitation(state, user, param('invitation_id'))),
  // Suggestions come from verified domains, which the stub does not have.
  'GET /v1/me/organization_suggestions': ({ query }) => pageOf(query),
});

function readMetadata(json: string): Metadata {
  try {
    const metadata: unknown = JSON.parse(json);
    if (isMetadata(metadata)) return metadata;
  } catch {}
  throw clerkErrors.paramValueInvalid('unsafe_metadata', 'must be a JSON object');
}
