/** The environment, the client and its sessions. */
import { environmentJson } from '../environment.ts';
import { clerkErrors } from '../errors.ts';
import { clientJson, sessionJson } from '../resources/sessions.ts';
import { templateTokenJson, tokenJson } from '../resources/tokens.ts';
import { authenticate } from '../rules/access.ts';
import { activateOrganization, endSession, organizationToActivate, sessionOf } from '../rules/sessions.ts';
import type { Call, Route } from './route.ts';

const environment = {
  enforces: 'Enables organizations, passwords and email codes; sign-up is disabled',
  isBare: true,
  handle: () => environmentJson,
} as const;

/** The session need not be active. */
function end({ state, client, param }: Call, status: 'ended' | 'removed') {
  const session = sessionOf(client, param('session_id'));
  endSession(state, client, session, status);
  return sessionJson(state, client, session);
}

export const clientRoutes: readonly Route[] = [
  { ...environment, operation: 'GET /v1/environment' },
  { ...environment, operation: 'PATCH /v1/environment' },
  {
    operation: 'POST /v1/dev_browser',
    enforces: 'Returns the token that the SDK then sends as `__clerk_db_jwt`',
    isBare: true,
    handle: ({ token }) => ({ id: token }),
  },
  {
    operation: 'GET /v1/client',
    enforces: 'Never 401: without an active session, the client has no sessions. A new browser gets a new client',
    isBare: true,
    handle: ({ state, client }) => ({ response: clientJson(state, client), client: null }),
  },
  {
    operation: 'DELETE /v1/client/sessions',
    enforces: 'Removes all sessions of the client',
    isBare: true,
    handle: ({ state, client }) => {
      for (const session of client.sessions) endSession(state, client, session, 'removed');
      return { response: clientJson(state, client), client: null };
    },
  },
  {
    operation: 'GET /v1/client/sessions/:session_id',
    enforces: 'A session of this client (404)',
    handle: ({ state, client, param }) => sessionJson(state, client, sessionOf(client, param('session_id'))),
  },
  {
    operation: 'POST /v1/client/sessions/:session_id/touch',
    enforces: 'Active session (401); membership in the organization to activate (404)',
    handle: ({ state, client, param, form }) => {
      const { session } = authenticate(state, client, param('session_id'));
      const organization = form.get('active_organization_id');
      if (organization !== null) activateOrganization(state, session, organization);
      session.lastActiveAt = session.updatedAt = client.updatedAt = state.now();
      client.lastActiveSessionId = session.id;
      return sessionJson(state, client, session);
    },
  },
  {
    operation: 'POST /v1/client/sessions/:session_id/tokens',
    enforces: 'Active session (401); membership in the requested organization (404). The token is valid for a minute',
    isBare: true,
    handle: ({ state, client, param, form }) => {
      const { session } = authenticate(state, client, param('session_id'));
      const requested = form.get('organization_id');
      if (requested === null) return tokenJson(state, client, session);
      // As at Clerk, a token for another organization does not change the session's active one.
      const organization = requested === '' ? null : organizationToActivate(state, session, requested).id;
      return tokenJson(state, client, { ...session, lastActiveOrganizationId: organization });
    },
  },
  {
    operation: 'POST /v1/client/sessions/:session_id/tokens/:template_name',
    enforces: 'Active session (401); a JWT template of the seed (404)',
    omits: 'Templates have fixed claims, without shortcodes',
    isBare: true,
    handle: ({ state, client, param }) => {
      const { session } = authenticate(state, client, param('session_id'));
      const template = state.jwtTemplates.get(param('template_name'));
      if (!template) throw clerkErrors.templateNotFound(param('template_name'));
      return templateTokenJson(state, client, session, template);
    },
  },
  {
    operation: 'POST /v1/client/sessions/:session_id/end',
    enforces: 'A session of this client (404)',
    handle: (call) => end(call, 'ended'),
  },
  {
    operation: 'POST /v1/client/sessions/:session_id/remove',
    enforces: 'A session of this client (404)',
    handle: (call) => end(call, 'removed'),
  },
];
