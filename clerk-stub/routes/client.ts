/** The environment, the client and its sessions. */
import { now } from '../clock.ts';
import { environmentJson } from '../environment.ts';
import { clerkErrors } from '../errors.ts';
import { clientJson, sessionJson } from '../resources/sessions.ts';
import { templateTokenJson, tokenJson } from '../resources/tokens.ts';
import { authenticate } from '../rules/access.ts';
import { merge } from '../rules/metadata.ts';
import { activateOrganization, endSession, requestedOrganizationId, requireSession } from '../rules/sessions.ts';
import type { Call, Handler, Routes } from './route.ts';

/** The session need not be active. */
function end({ state, client, param }: Call, status: 'ended' | 'removed') {
  const session = requireSession(state, client, param('session_id'));
  endSession(state, client, session, status);
  return sessionJson(state, client, session);
}

const environment: Handler = ({ state }) => Response.json(merge(environmentJson, state.environment));

export const clientRoutes: Routes = {
  'GET /v1/environment': environment,
  'PATCH /v1/environment': environment,
  'POST /v1/dev_browser': ({ token }) => Response.json({ id: token }),
  'GET /v1/client': ({ state, client }) => Response.json({ response: clientJson(state, client), client: null }),
  'DELETE /v1/client/sessions': ({ state, client }) => {
    for (const session of client.sessions) endSession(state, client, session, 'removed');
    return Response.json({ response: clientJson(state, client), client: null });
  },
  'GET /v1/client/sessions/:session_id': ({ state, client, param }) =>
    sessionJson(state, client, requireSession(state, client, param('session_id'))),
  'POST /v1/client/sessions/:session_id/touch': ({ state, client, param, form }) => {
    const { session } = authenticate(state, client, param('session_id'));
    const organization = form.get('active_organization_id');
    if (organization !== null) activateOrganization(state, session, organization);
    session.lastActiveAt = session.updatedAt = client.updatedAt = now(state);
    client.lastActiveSessionId = session.id;
    return sessionJson(state, client, session);
  },
  'POST /v1/client/sessions/:session_id/tokens': ({ state, client, param, form }) => {
    const { session } = authenticate(state, client, param('session_id'));
    const requested = form.get('organization_id');
    if (requested === null) return Response.json(tokenJson(state, client, session));
    // As at Clerk, a token for another organization does not change the session's active one.
    const lastActiveOrganizationId = requestedOrganizationId(state, session, requested);
    return Response.json(tokenJson(state, client, { ...session, lastActiveOrganizationId }));
  },
  'POST /v1/client/sessions/:session_id/tokens/:template_name': ({ state, client, param }) => {
    const { session } = authenticate(state, client, param('session_id'));
    const template = state.jwtTemplates.get(param('template_name'));
    if (!template) throw clerkErrors.templateNotFound(param('template_name'));
    return Response.json(templateTokenJson(state, client, session, template));
  },
  'POST /v1/client/sessions/:session_id/end': (call) => end(call, 'ended'),
  'POST /v1/client/sessions/:session_id/remove': (call) => end(call, 'removed'),
};
