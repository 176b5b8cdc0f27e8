/**
 * The stubbed Clerk: Clerk's Frontend API over an in-memory instance, to run the real `@clerk/clerk-js` on. It needs no
 * server and no test runner:
 *
 *     const stub = createClerkStub(scenarios.default.seed());
 *     const response = await stub.fetch(new Request('https://clerk.test/v1/environment'));
 */
import { Hono } from 'hono';
import { ClerkStubError, clerkErrors, errorResponse } from './errors.ts';
import { createFaults, type Fault, type RequestPattern } from './faults.ts';
import { clientRoutes } from './routes/client.ts';
import { meRoutes } from './routes/me.ts';
import { organizationRoutes } from './routes/organizations.ts';
import { createCall, type Route } from './routes/route.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { createClient, endSession, startSession } from './rules/sessions.ts';
import { existingUser, membershipsOf } from './rules/users.ts';
import {
  type Client,
  createState,
  type Data,
  type Membership,
  restoreState,
  type Seed,
  type State,
  type User,
} from './state.ts';

export const routes: readonly Route[] = [...clientRoutes, ...signInRoutes, ...meRoutes, ...organizationRoutes];

/** `requests` keeps the latest ones only, since the demo's server may run for days. */
const KEPT_REQUESTS = 1000;

/** A request, with the method that the SDK means, and the status of its response. */
export interface RecordedRequest {
  /** `PATCH` where the SDK sends `POST ...?_method=PATCH`. */
  method: string;
  /** From `/v1` on. */
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  /** HTTP status; 0 before the response, and if the connection failed. */
  status: number;
  /** When the request arrived, in unix milliseconds. */
  at: number;
}

/** A request and its response. */
export interface Exchange extends RecordedRequest {
  /** `none`: no route matches the request. */
  answeredBy: 'route' | 'fault' | 'none';
  /** The JSON of the response; `undefined` if it is not JSON. */
  body: unknown;
}

export interface ClerkStubOptions {
  /** Milliseconds before every response; default 0. */
  latency?: number;
  /** Every n-th request to an organization fails with Clerk's 500; default 0, none. */
  failEvery?: number;
  /** The data of a former instance, used instead of the seed. */
  data?: Data | undefined;
  /** Called before each response is returned. Not called when a fault fails the connection. */
  onExchange?: (exchange: Exchange) => void;
}

export interface ClerkStub {
  /**
   * Handles a request to `https://<any host>/v1/...`. The client is found by the `__clerk_db_jwt` parameter or the `__client`
   * cookie. Rejects with `ConnectionFailure` if a fault fails the connection; the caller must then abort the request.
   */
  fetch(request: Request): Promise<Response>;
  /** The instance's data. Tests may read and change it. */
  readonly state: State;
  /** Signs in the client of the request, in the first of the user's organizations. Returns its `Set-Cookie` values. */
  signInAs(userId: string, request: Request): string[];
  /** The user who is signed in, or will be at the first request, in the client of the request. */
  signedInUser(request: Request): User | undefined;
  membership(organizationId: string, userId: string): Membership | undefined;
  /** The last 1,000 requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Requests that match no route. They get status 404; a test should fail if there are any. */
  readonly unknownRequests: readonly RecordedRequest[];
  /** Fails the next matching request, or the next `times`. */
  failNext(fault: Fault): void;
  /** The faults that wait for a matching request, oldest first. */
  waitingFaults(): Fault[];
  dropWaitingFaults(): void;
  /** Delays matching requests until the returned function is called. */
  hold(pattern: RequestPattern): () => void;
  /** Milliseconds before every response. */
  latency: number;
}

/** Creates an instance from a copy of the seed. */
export function createClerkStub(
  seed: Seed,
  { latency = 0, failEvery = 0, data, onExchange }: ClerkStubOptions = {},
): ClerkStub {
  const state = data ? restoreState(data) : createState(seed);
  const faults = createFaults(failEvery);
  const requests: RecordedRequest[] = [];
  const unknownRequests: RecordedRequest[] = [];
  const router = createRouter(state, (record) => unknownRequests.push(record));

  async function route(request: Request, record: RecordedRequest): Promise<Response> {
    const { client, token, isNew } = clientOf(state, request);
    // The SDK requests the environment and the client in parallel: only the latter may create a client.
    const isNewClient = isNew && record.path !== '/v1/environment';
    if (isNewClient) state.clients.set(token, client);
    const routed = new Request(`http://clerk${record.path}`, { method: record.method });
    const response = await router.fetch(routed, { client, record });
    if (isNewClient) for (const cookie of clientCookies(token, request)) response.headers.append('Set-Cookie', cookie);
    return response;
  }

  const stub: ClerkStub = {
    state,
    requests,
    unknownRequests,
    signInAs(userId, request) {
      const { client, token } = clientOf(state, request);
      state.clients.set(token, client);
      for (const session of client.sessions) endSession(state, client, session, 'removed');
      const [first] = membershipsOf(state, existingUser(state, userId));
      startSession(state, client, userId, first?.organization.id ?? null);
      return clientCookies(token, request);
    },
    membership: (organizationId, userId) => state.organizations.get(organizationId)?.memberships.get(userId),
    signedInUser(request) {
      const { sessions, lastActiveSessionId } = clientOf(state, request).client;
      return state.users.get(sessions.find(({ id }) => id === lastActiveSessionId)?.userId ?? '');
    },
    failNext: faults.failNext,
    waitingFaults: faults.waiting,
    dropWaitingFaults: faults.dropWaiting,
    hold: faults.hold,
    latency,
    async fetch(request) {
      const record = await recordOf(request);
      requests.push(record);
      if (requests.length > KEPT_REQUESTS) requests.shift();
      if (stub.latency > 0) await new Promise((resolve) => setTimeout(resolve, stub.latency));
      const fault = await faults.apply(record);
      const response = fault ?? (await route(request, record));
      record.status = response.status;
      if (onExchange) {
        const answeredBy = fault ? 'fault' : unknownRequests.includes(record) ? 'none' : 'route';
        onExchange({ ...record, answeredBy, body: await jsonOf(response.clone()) });
      }
      allowOrigin(request, response);
      response.headers.set('Cache-Control', 'no-store');
      return response;
    },
  };
  return stub;
}

async function recordOf(request: Request): Promise<RecordedRequest> {
  const { pathname: path, searchParams: query } = new URL(request.url);
  // The SDK sends GET and POST only, with the intended method in the query.
  const method = (query.get('_method') ?? request.method).toUpperCase();
  return { method, path, query, form: new URLSearchParams(await request.text()), status: 0, at: Date.now() };
}

const jsonOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

/** Passed to the router's handlers beside the URL. */
interface Env {
  client: Client;
  record: RecordedRequest;
}

function createRouter(state: State, onUnknown: (record: RecordedRequest) => void): Hono<{ Bindings: Env }> {
  const router = new Hono<{ Bindings: Env }>();
  for (const { method, path, handle } of routes) {
    router.on(method, path, ({ env: { client, record }, req, json }) =>
      json(handle(createCall(state, client, req.param(), record.query, record.form))),
    );
  }
  router.onError((error) => {
    if (error instanceof ClerkStubError) return errorResponse(error);
    throw error;
  });
  router.notFound(({ env: { record } }) => {
    onUnknown(record);
    return errorResponse(clerkErrors.routeUnknown(record.method, record.path));
  });
  return router;
}

/**
 * The client of the browser that sent the request, by its token. An unknown token gets a new client under the same token,
 * because a browser keeps its cookie when the server restarts.
 */
function clientOf(state: State, request: Request): { client: Client; token: string; isNew: boolean } {
  const cookie = /(?:^|;\s*)__client=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const token = new URL(request.url).searchParams.get('__clerk_db_jwt') ?? cookie ?? crypto.randomUUID();
  const known = state.clients.get(token);
  return { client: known ?? createClient(state), token, isNew: known === undefined };
}

/**
 * In a frame of another site, browsers accept only a partitioned cookie. Safari accepts no `Secure` cookie over HTTP, not even
 * from localhost, so there the other one is needed.
 */
function clientCookies(token: string, request: Request): string[] {
  const fallback = new URL(request.url).protocol === 'https:' ? 'SameSite=None; Secure' : 'SameSite=Lax';
  return ['SameSite=None; Secure; Partitioned', fallback].map((site) => `__client=${token}; Path=/; HttpOnly; ${site}`);
}

/** The SDK sends credentials, so a page on another origin needs its own origin echoed. `*` fails every call. */
function allowOrigin(request: Request, response: Response): void {
  const origin = request.headers.get('origin');
  if (!origin) return;
  response.headers.set('Access-Control-Allow-Origin', origin);
  response.headers.set('Access-Control-Allow-Credentials', 'true');
  response.headers.set('Vary', 'Origin');
}
