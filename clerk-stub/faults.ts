/** Faults for tests and demos: error responses, failed connections and held requests. */
import { METHOD_NAME_ALL } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';
import { ClerkStubError, clerkErrors, errorResponse } from './errors.ts';
import type { RecordedRequest } from './requests.ts';
import type { State } from './state.ts';

/** Matches requests. A property that is absent matches every value. */
export interface RequestPattern {
  /** `PATCH` for what the SDK sends as `POST ...?_method=PATCH`. */
  method?: string;
  /** From `/v1` on, without the query. `:name` matches one segment, a final `*` any number of them. */
  path?: string;
  /** Parameters that the request must have, with their values. */
  query?: Record<string, string>;
}

/** Replaces the response to a matching request. */
export interface Fault extends RequestPattern {
  /** HTTP status; default 500. */
  status?: number;
  /** Clerk's error code; default `internal_clerk_error`. */
  code?: string;
  message?: string;
  longMessage?: string;
  meta?: Record<string, unknown>;
  /** Seconds, sent as `Retry-After`. */
  retryAfter?: number;
  /** Sent as it is, for a response that is not Clerk's, such as the HTML page of a proxy. */
  body?: string;
  /** The connection fails without a response. */
  network?: boolean;
  /** How many requests fail; default 1. */
  times?: number;
}

/** Thrown instead of a response. The caller must abort the request. */
export class ConnectionFailure extends Error {}

/**
 * What a server sends in place of a failed connection. Browsers repeat a request when a reused connection is closed without a response,
 * and Firefox takes invalid bytes for a response. In every browser and in Node, `fetch` fails at a redirect to a data: URL.
 */
export const lostConnection = (): Response => new Response(null, { status: 307, headers: { Location: 'data:,' } });

type Matcher = (request: RecordedRequest) => boolean;

/** `state.failEvery`: every n-th request to an organization fails with Clerk's 500; 0 for none. */
export function createFaults(state: Pick<State, 'failEvery'>) {
  const queue: { fault: Fault; left: number; isMatched: boolean; matches: Matcher }[] = [];
  const holds = new Set<{ matches: Matcher; wait(): Promise<void>; release(): void }>();
  /** Released holds that no request has matched, neither before nor since. */
  const unmatchedHolds = new Set<{ pattern: RequestPattern; matches: Matcher }>();
  let organizationRequests = 0;

  const controls = {
    /** Fails the next matching request, or the next `times`. Throws if the path, `status` or `times` is invalid. */
    failNext(fault: Fault): void {
      // Checked now, so that the call that sets the fault fails, and not the request.
      if (!fault.network) responseTo(fault);
      const left = fault.times ?? 1;
      if (!(left >= 0) || left % 1 > 0) throw new RangeError(`A fault cannot fail ${left} requests`);
      const waiting = { fault, left, isMatched: false, matches: matcherOf(fault) };
      if (left > 0) queue.push(waiting);
    },
    /** The faults that wait for a matching request, oldest first. */
    waitingFaults: () => queue.map(({ fault }) => fault),
    /** Faults and released holds that no request has matched. */
    unmatched: (): RequestPattern[] => [
      ...queue.filter(({ isMatched }) => !isMatched).map(({ fault }) => fault),
      ...[...unmatchedHolds].map(({ pattern }) => pattern),
    ],
    dropWaitingFaults: () => void queue.splice(0),
    /**
     * Delays matching requests until the returned function is called. With a limit, the hold also ends `seconds` after the first
     * request, and when more than `requests` wait.
     */
    hold(pattern: RequestPattern, limit?: { seconds: number; requests: number }): () => void {
      const waiting: (() => void)[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;
      const hold = {
        matches: matcherOf(pattern),
        wait: () =>
          new Promise<void>((resolve) => {
            waiting.push(resolve);
            if (!limit) return;
            timer ??= setTimeout(hold.release, limit.seconds * 1000);
            if (waiting.length > limit.requests) hold.release();
          }),
        release() {
          if (!holds.delete(hold)) return;
          clearTimeout(timer);
          if (waiting.length === 0) unmatchedHolds.add({ pattern, matches: hold.matches });
          for (const resolve of waiting) resolve();
        },
      };
      holds.add(hold);
      return hold.release;
    },
    isHolding: () => holds.size > 0,
  };

  return {
    controls,
    /** Forgets all faults and releases all holds. */
    clear() {
      queue.length = organizationRequests = 0;
      for (const { release } of holds) release();
      unmatchedHolds.clear();
    },
    /** Waits for holds. Resolves with a fault's response, or `undefined` if there is none. Rejects with `ConnectionFailure`. */
    async apply(request: RecordedRequest): Promise<Response | undefined> {
      for (const hold of unmatchedHolds) if (hold.matches(request)) unmatchedHolds.delete(hold);
      await Promise.all([...holds].filter(({ matches }) => matches(request)).map(({ wait }) => wait()));

      const next = queue.find(({ matches }) => matches(request));
      if (next) {
        next.left -= 1;
        next.isMatched = true;
        if (next.left === 0) queue.splice(queue.indexOf(next), 1);
        return fail(request, next.fault);
      }
      if (state.failEvery > 0 && request.path.startsWith('/v1/organizations/')) {
        organizationRequests += 1;
        if (organizationRequests % state.failEvery === 0) return fail(request, {});
      }
      return undefined;
    },
  };
}

function fail(request: RecordedRequest, fault: Fault): Response {
  request.answeredBy = 'fault';
  return responseTo(fault);
}

function responseTo(fault: Fault): Response {
  if (fault.network) throw new ConnectionFailure('A fault of the stub fails this connection');
  const status = fault.status ?? 500;
  const headers = new Headers(fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) });
  if (fault.body !== undefined) {
    headers.set('Content-Type', 'text/html');
    return new Response(fault.body, { status, headers });
  }
  const internal = clerkErrors.internal().body;
  const { code = internal.code, message = internal.message, meta } = fault;
  const longMessage = fault.longMessage ?? fault.message ?? internal.long_message;
  return errorResponse(new ClerkStubError(status, code, message, meta).explain(longMessage), headers);
}

/** Throws if the pattern is invalid. */
function matcherOf({ method, path = '*', query }: RequestPattern): Matcher {
  if (!/^[/*][^?]*$/.test(path)) throw new Error(`A path begins with "/" and has no query: "${path}"`);
  const params = Object.entries(query ?? {});
  const router = new TrieRouter<true>();
  router.add(method?.toUpperCase() ?? METHOD_NAME_ALL, path, true);
  return (request) =>
    router.match(request.method, request.path)[0].length > 0 &&
    params.every(([name, value]) => request.query.get(name) === value);
}
