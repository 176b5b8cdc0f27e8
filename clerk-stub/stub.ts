/**
 * The stubbed Clerk: Clerk's Frontend API over an in-memory instance, to run the real `@clerk/clerk-js` on. It needs no
 * server and no test runner:
 *
 *     const stub = createClerkStub(scenarios.default.seed());
 *     const response = await stub.fetch(new Request('https://clerk.test/v1/environment'));
 */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { TrieRouter } from 'hono/router/trie-router';
import { clientCookies, clientOf, handshakeCookies, hasSecretKey, knownClient } from './clients.ts';
import { jwtKey } from './development-key.ts';
import { ClerkStubError, clerkErrors, errorResponse, UnsupportedError } from './errors.ts';
import { createFaults } from './faults.ts';
import { type RecordedRequest, readRequest } from './requests.ts';
import { clientJson } from './resources/sessions.ts';
import { clientRoutes } from './routes/client.ts';
import { meRoutes } from './routes/me.ts';
import { organizationRoutes } from './routes/organizations.ts';
import { type Call, createCall, type Handler, type Routes } from './routes/route.ts';
import { backendRoutes, handshakeRoutes } from './routes/servers.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { activeSession, endSession, startSession } from './rules/sessions.ts';
import { membershipsOf, requireUser } from './rules/users.ts';
import { createState, type Membership, type Seed, type User } from './state.ts';
import { signTokens } from './tokens.ts';

/** The routes of the Frontend API. Those of the Backend API are not in its contract. */
export const routes: Routes = {
  ...clientRoutes,
  ...handshakeRoutes,
  ...signInRoutes,
  ...meRoutes,
  ...organizationRoutes,
};

function routerOf(table: Routes): TrieRouter<Handler> {
  const router = new TrieRouter<Handler>();
  for (const [operation, handler] of Object.entries(table)) {
    const [method = '', path = ''] = operation.split(' ');
    router.add(method, path, handler);
  }
  return router;
}

const routers = { Frontend: routerOf(routes), Backend: routerOf(backendRoutes) };

/** Only the latest requests are kept, since the demo's server may run for days. */
const KEPT_REQUESTS = 1000;

/** A request and its response. */
export interface Exchange extends RecordedRequest {
  /** The JSON of the response; `undefined` if it is not JSON. */
  body: unknown;
}

export type ClerkStub = Readonly<ReturnType<typeof createClerkStub>>;

/**
 * Creates an instance from a copy of the seed.
 *
 * @param onExchange called before each response is returned, but not when a fault fails the connection
 */
export function createClerkStub(seed: Seed, { onExchange }: { onExchange?: (exchange: Exchange) => void } = {}) {
  const state = createState(seed);
  const { apply, clear, controls } = createFaults(state);
  const requests: RecordedRequest[] = [];

  async function answerTo(record: RecordedRequest, call: Omit<Call, 'param'>): Promise<Response> {
    const { method, path } = record;
    // Some paths are in both APIs.
    const api = hasSecretKey(call.headers) ? 'Backend' : 'Frontend';
    const [[handler, params] = []] = routers[api].match(method === 'HEAD' ? 'GET' : method, path)[0];
    if (!handler) throw clerkErrors.routeUnknown(api, method, path);
    const response = await handler(createCall(call, params));
    if (response instanceof Response) return response;
    // In Clerk's envelope with the whole client, with which the SDK replaces its own.
    return Response.json({ response, client: clientJson(state, call.client) });
  }

  async function route(request: Request, record: RecordedRequest, upload: string | null): Promise<Response> {
    const { client, token, isNew, isNative } = clientOf(state, request);
    const call = { ...record, state, client, token, headers: request.headers, upload };
    const answer = await answerTo(record, call).catch((error) => {
      if (error instanceof UnsupportedError) Object.assign(record, { answeredBy: 'none', unsupported: error.message });
      return responseTo(error);
    });
    const response = new Response(await signTokens(await answer.text()), answer);
    if (isNative) response.headers.set('Authorization', token);
    const cookies = isNew && !isNative ? clientCookies(token, request) : [];
    for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
    return response;
  }

  async function respond(request: Request): Promise<Response> {
    const { record, upload } = await readRequest(request);
    requests.push(record);
    if (requests.length > KEPT_REQUESTS) requests.shift();
    if (state.latency > 0) await new Promise((resolve) => setTimeout(resolve, state.latency));
    const fault = await apply(record);
    const response = fault ?? (await route(request, record, upload).catch(responseTo));
    record.status = response.status;
    if (onExchange) {
      const copy = response.clone();
      onExchange({ ...record, body: await copy.json().catch(() => undefined) });
    }
    response.headers.set('Cache-Control', 'no-store');
    return response;
  }

  // The SDK sends credentials, so a page on another origin needs its own origin echoed. `*` fails every call.
  const app = new Hono()
    .use(cors({ origin: (origin) => origin, credentials: true, exposeHeaders: ['Authorization', 'Retry-After'] }))
    .all('*', ({ req }) => respond(req.raw))
    .onError((error) => {
      throw error;
    });
  return {
    ...controls,
    /**
     * Handles a request to `https://<any host>/v1/...`. The client is found by the `__clerk_db_jwt` parameter, the `__client`
     * cookie or, for a native client, the `Authorization` header. Rejects with `ConnectionFailure`, and nothing else, if a
     * fault fails the connection; the caller must then abort the request.
     */
    fetch: async (request: Request): Promise<Response> => app.fetch(request),
    /** The instance's data. Tests may read and change it. */
    state,
    /** The public key of the tokens in PEM, for `verifyToken(token, { jwtKey })` of `@clerk/backend`. */
    jwtKey,
    /** The last 1,000 requests, oldest first. */
    requests: requests as readonly RecordedRequest[],
    /** Those that the stub does not support. A test should fail if there are any. */
    get unknownRequests(): readonly RecordedRequest[] {
      return requests.filter(({ answeredBy }) => answeredBy === 'none');
    },
    membership: (organizationId: string, userId: string): Membership | undefined =>
      state.organizations.get(organizationId)?.memberships.get(userId),
    /**
     * Starts over with this seed, by default the first one. Forgets faults, holds, requests and the latency. The sessions of open
     * pages end.
     */
    reset(next = seed): void {
      const { lastTime, lastId } = state;
      // Times and IDs go on, so that open pages accept the new data as newer, and no old session has the ID of a new one.
      Object.assign(state, createState(next), { lastTime, lastId });
      requests.length = 0;
      clear();
    },
    /**
     * Signs the user in on the client of the request. Returns `Set-Cookie` values for its browser. Throws if there is no such user,
     * or the user is not a member of the organization.
     *
     * @param organizationId the active organization, by default the user's first; `null` for none
     */
    signInAs(userId: string, request: Request, organizationId?: string | null): string[] {
      const ids = membershipsOf(state, requireUser(state, userId)).map(({ organization }) => organization.id);
      const active = organizationId === undefined ? (ids[0] ?? null) : organizationId;
      if (active !== null && !ids.includes(active)) throw new Error(`The user ${userId} is not a member of ${active}`);
      const { client, token } = clientOf(state, request);
      for (const session of client.sessions) endSession(state, client, session, 'removed');
      startSession(state, client, userId, active);
      return [...clientCookies(token, request), ...handshakeCookies];
    },
    /** Ends the sessions of the user, as an admin can in the Clerk Dashboard; without one, all sessions. Throws if there is no such user. */
    endSessions(userId?: string): void {
      if (userId !== undefined) requireUser(state, userId);
      for (const client of state.clients.values()) {
        for (const session of client.sessions)
          if (userId === undefined || session.userId === userId) endSession(state, client, session, 'ended');
      }
    },
    /** The signed-in user of the client of the request. For a new client, the user of the default session. */
    signedInUser(request: Request): User | undefined {
      const client = knownClient(state, request);
      const session = client ? activeSession(state, client) : state.defaultSession;
      return state.users.get(session?.userId ?? '');
    },
  };
}

function responseTo(error: unknown): Response {
  if (error instanceof ClerkStubError) return errorResponse(error);
  console.error(error);
  return errorResponse(clerkErrors.internal());
}
