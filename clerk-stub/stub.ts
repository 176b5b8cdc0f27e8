/**
 * The stubbed Clerk: Clerk's Frontend API over an in-memory instance, for the real `@clerk/clerk-js` to run against.
 *
 * It knows no server and no test runner. Give it a `Request`, get a `Response`:
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
import { type Client, createState, type Membership, type Seed, type State } from './state.ts';

export const routes: readonly Route[] = [...clientRoutes, ...signInRoutes, ...meRoutes, ...organizationRoutes];

/** How many requests the ledger keeps; older ones go first. */
const LEDGER_SIZE = 1000;

/** A request as the SDK meant it, and how it was answered. */
export interface RecordedRequest {
  /** `PATCH`, where the wire says `POST ...?_method=PATCH`. */
  method: string;
  /** From `/v1` on. */
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  /** HTTP status; 0 while it is not answered, and when the connection was made to fail. */
  status: number;
  /** Unix milliseconds of its arrival. */
  at: number;
}

/** A request together with its answer. */
export interface Exchange extends RecordedRequest {
  /** Who answered: a route, as Clerk would; a fault that was asked for; or nobody, since no route knew the request. */
  answeredBy: 'route' | 'fault' | 'nobody';
  /** The JSON answered; `undefined` if the answer was not JSON. */
  body: unknown;
}

export interface ClerkStubOptions {
  /** Milliseconds before each answer; default 0. */
  latency?: number;
  /** Every n-th request to an organization fails with Clerk's 500; default 0, none. */
  failEvery?: number;
  /** Told of every exchange, before its answer goes out: to check what was said. A connection made to fail is none. */
  onExchange?: (exchange: Exchange) => void;
}

export interface ClerkStub {
  /**
   * Answers a request to `https://<any host>/v1/...`; rejects with `ConnectionFailure` where a connection was asked to fail,
   * which the caller must bring about. A browser is told apart by the `__client` cookie or the `__clerk_db_jwt` parameter.
   */
  fetch(request: Request): Promise<Response>;
  /** The instance's data, to read in assertions and to change behind the page's back. */
  readonly state: State;
  /**
   * Signs the browser that sent the request in as a person of the instance, in the first of their organizations.
   * Returns the `Set-Cookie` value the browser is known by afterwards.
   */
  signInAs(userId: string, browser: Request): string;
  /** The membership of a user in an organization, both by id. */
  membership(organizationId: string, userId: string): Membership | undefined;
  /** Every request so far, oldest first, at most the last 1,000. */
  readonly requests: readonly RecordedRequest[];
  /** Requests no route knew. They were answered with status 501; a test should fail when there is one. */
  readonly unknownRequests: readonly RecordedRequest[];
  /** The next request (or the next `times`) that matches fails as told. */
  failNext(fault: Fault): void;
  /** Requests that match wait, unlooked at, until the returned function is called. */
  hold(pattern: RequestPattern): () => void;
  /** Milliseconds before each answer. */
  latency: number;
}

/** A fresh instance from the seed, which is copied. */
export function createClerkStub(
  seed: Seed,
  { latency = 0, failEvery = 0, onExchange }: ClerkStubOptions = {},
): ClerkStub {
  const state = createState(seed);
  const faults = createFaults(latency, failEvery);
  const requests: RecordedRequest[] = [];
  const unknownRequests: RecordedRequest[] = [];

  const router = createRouter(state, (record) => unknownRequests.push(record));

  async function answer(request: Request, record: RecordedRequest): Promise<Response> {
    const browser = recognize(state, request);
    // The environment is the same for everybody and is asked for beside the client: it must not make a second one.
    const isMet = browser.isNew && record.path !== '/v1/environment';
    if (isMet) state.clients.set(browser.token, browser.client);
    const meant = new Request(`http://clerk${record.path}`, { method: record.method });
    const response = await router.fetch(meant, { client: browser.client, record });
    if (isMet) response.headers.append('Set-Cookie', clientCookie(browser.token, request));
    return response;
  }

  return {
    state,
    requests,
    unknownRequests,
    signInAs(userId, browser) {
      const { client, token } = recognize(state, browser);
      state.clients.set(token, client);
      for (const session of client.sessions) endSession(state, client, session, 'removed');
      const [first] = membershipsOf(state, existingUser(state, userId));
      startSession(state, client, userId, first?.organization.id ?? null);
      return clientCookie(token, browser);
    },
    membership: (organizationId, userId) => state.organizations.get(organizationId)?.memberships.get(userId),
    failNext: faults.failNext,
    hold: faults.hold,
    get latency() {
      return faults.latency;
    },
    set latency(milliseconds) {
      faults.latency = milliseconds;
    },
    async fetch(request) {
      const url = new URL(request.url);
      const record: RecordedRequest = {
        // The SDK sends GET and POST only, and names the method it means in the query.
        method: (url.searchParams.get('_method') ?? request.method).toUpperCase(),
        path: url.pathname,
        query: url.searchParams,
        form: new URLSearchParams(await request.text()),
        status: 0,
        at: Date.now(),
      };
      requests.push(record);
      if (requests.length > LEDGER_SIZE) requests.shift();
      const fault = await faults.apply(record);
      const response = fault ?? (await answer(request, record));
      record.status = response.status;
      if (onExchange) {
        const answeredBy = fault ? 'fault' : unknownRequests.includes(record) ? 'nobody' : 'route';
        onExchange({ ...record, answeredBy, body: await jsonOf(response.clone()) });
      }
      allowOrigin(request, response);
      response.headers.set('Cache-Control', 'no-store');
      return response;
    },
  };
}

const jsonOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

/** What the router's handlers get beside the path: who asks, and the whole request. */
interface Asked {
  client: Client;
  record: RecordedRequest;
}

function createRouter(state: State, onUnknown: (record: RecordedRequest) => void): Hono<{ Bindings: Asked }> {
  const router = new Hono<{ Bindings: Asked }>();
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
 * The browser that sent the request, by its token. One that is not known gets a new client, under the token it came with:
 * a browser outlives the instance when the server starts again.
 */
function recognize(state: State, request: Request): { client: Client; token: string; isNew: boolean } {
  const cookie = /(?:^|;\s*)__client=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const token = new URL(request.url).searchParams.get('__clerk_db_jwt') ?? cookie ?? crypto.randomUUID();
  const known = state.clients.get(token);
  return { client: known ?? createClient(state), token, isNew: known === undefined };
}

function clientCookie(token: string, request: Request): string {
  const crossSite = new URL(request.url).protocol === 'https:' ? 'SameSite=None; Secure' : 'SameSite=Lax';
  return `__client=${token}; Path=/; HttpOnly; ${crossSite}`;
}

/** The SDK sends credentials, so a page on another origin needs its own origin echoed: `*` would fail every call. */
function allowOrigin(request: Request, response: Response): void {
  const origin = request.headers.get('origin');
  if (!origin) return;
  response.headers.set('Access-Control-Allow-Origin', origin);
  response.headers.set('Access-Control-Allow-Credentials', 'true');
  response.headers.set('Vary', 'Origin');
}
