/** The environment, the client and its sessions. */
import { now } from '../clock.ts';
import { environmentJson } from '../environment.ts';
import { clerkErrors } from '../errors.ts';
import { clientJson, sessionJson } from '../resources/sessions.ts';
import { templateTokenJson, tokenJson } from '../resources/tokens.ts';
import { merge } from '../rules/metadata.ts';
import { activateOrganization, endSession, requestedOrganizationId, requireSession } from '../rules/sessions.ts';
import type { Session } from '../state.ts';
import { callerOf } from './access.ts';
import { type Call, type Handler, type Routes, routesWith } from './route.ts';

function end({ state, client }: Call, session: Session, status: 'ended' | 'removed') {
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

  // These sessions need not be active.
  ...routesWith(({ state, client, param }) => requireSession(state, client, param('session_id')), {
    'GET /v1/client/sessions/:session_id': ({ state, client }, session) => sessionJson(state, client, session),
    'POST /v1/client/sessions/:session_id/end': (call, session) => end(call, session, 'ended'),
    'POST /v1/client/sessions/:session_id/remove': (call, session) => end(call, session, 'removed'),
  }),

  ...routesWith((call) => callerOf(call, call.param('session_id')), {
    'POST /v1/client/sessions/:session_id/touch': ({ state, client, form }, { session }) => {
      const organization = form.get('active_organization_id');
      if (organization !== null) activateOrganization(state, session, organization);
      session.lastActiveAt = session.updatedAt = client.updatedAt = now(state);
      return sessionJson(state, client, session);
    },
    'POST /v1/client/sessions/:session_id/tokens': ({ state, client, form }, { session }) => {
      const requested = form.get('organization_id');
      if (requested === null) return Response.json(tokenJson(state, client, session));
      // As at Clerk, a token for another organization does not change the session's active one.
      const lastActiveOrganizationId = requestedOrganizationId(state, session, requested);
      return Response.json(tokenJson(state, client, { ...session, lastActiveOrganizationId }));
    },
    'POST /v1/client/sessions/:session_id/tokens/:template_name': ({ state, client, param }, { session }) => {
      const template = state.jwtTemplates.get(param('template_name'));
      if (!template) throw clerkErrors.templateNotFound(param('template_name'));
      return Response.json(templateTokenJson(state, client, session, template));
    },
  }),
};
