/** Faults on demand: errors, lost connections, answers held back, latency. For tests, and for a look at a bad day. */
import { ClerkStubError, clerkErrors, errorResponse } from './errors.ts';

/** Which requests are meant; what is left out matches all. */
export interface RequestPattern {
  /** The method the SDK means (`PATCH`), not the one on the wire (`POST` with `_method=PATCH`). */
  method?: string;
  /** Path from `/v1` on; a `:name` stands for any one segment, a `*` at the end for the rest. */
  path?: string;
  /** Query parameters the request must have, each with this value. */
  query?: Record<string, string>;
}

/** What happens to a matching request, instead of its being answered. */
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
  /** A body sent as it is, for answers that are not Clerk's: a proxy's HTML, an empty `errors` list. */
  body?: string;
  /** The connection fails and no answer comes. */
  network?: boolean;
  /** How many requests it happens to; default 1. */
  times?: number;
}

/** Thrown in place of an answer: whoever carries the stub's requests must fail the connection. */
export class ConnectionFailure extends Error {}

export interface Faults {
  /** Waits as long as latency and holds say, then answers in place of the route, throws, or lets the request through. */
  apply(request: { method: string; path: string; query: URLSearchParams }): Promise<Response | undefined>;
  failNext(fault: Fault): void;
  hold(pattern: RequestPattern): () => void;
  /** Milliseconds before any request is looked at. */
  latency: number;
}

/** @param failEvery every n-th request to an organization fails with Clerk's 500; 0 for none */
export function createFaults(latency: number, failEvery: number): Faults {
  const queue: { fault: Fault; left: number }[] = [];
  const holds = new Set<{ pattern: RequestPattern; released: Promise<void> }>();
  let organizationRequests = 0;

  return {
    latency,
    failNext: (fault) => void queue.push({ fault, left: fault.times ?? 1 }),
    hold(pattern) {
      const { promise: released, resolve } = withResolvers();
      const hold = { pattern, released };
      holds.add(hold);
      return () => {
        holds.delete(hold);
        resolve();
      };
    },
    async apply(request) {
      if (this.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.latency));
      await Promise.all([...holds].filter(({ pattern }) => matches(pattern, request)).map(({ released }) => released));

      const due = queue.find(({ fault }) => matches(fault, request));
      if (due) {
        due.left -= 1;
        if (due.left === 0) queue.splice(queue.indexOf(due), 1);
        return answer(due.fault);
      }
      if (failEvery > 0 && request.path.startsWith('/v1/organizations/')) {
        organizationRequests += 1;
        if (organizationRequests % failEvery === 0) return answer({});
      }
      return undefined;
    },
  };
}

function answer(fault: Fault): Response {
  if (fault.network) throw new ConnectionFailure('The stub was asked to fail this connection');
  const status = fault.status ?? 500;
  const headers = new Headers(fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) });
  if (fault.body !== undefined) {
    headers.set('Content-Type', 'text/html');
    return new Response(fault.body, { status, headers });
  }
  const internal = clerkErrors.internal().body;
  const error = new ClerkStubError(
    status,
    fault.code ?? internal.code,
    fault.message ?? internal.message,
    fault.longMessage ?? fault.message ?? internal.long_message,
    fault.meta,
  );
  return errorResponse(error, headers);
}

function matches(pattern: RequestPattern, request: { method: string; path: string; query: URLSearchParams }): boolean {
  return (
    (pattern.method === undefined || pattern.method.toUpperCase() === request.method) &&
    (pattern.path === undefined || matchesPath(pattern.path, request.path)) &&
    Object.entries(pattern.query ?? {}).every(([name, value]) => request.query.get(name) === value)
  );
}

function matchesPath(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  const openEnded = wanted.at(-1) === '*';
  if (openEnded) wanted.pop();
  return (
    (openEnded ? given.length >= wanted.length : given.length === wanted.length) &&
    wanted.every((segment, index) => segment.startsWith(':') || segment === given[index])
  );
}

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
