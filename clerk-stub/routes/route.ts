/** The interface of a route, and the parts that routes share. */
import { clerkErrors } from '../errors.ts';
import { clientJson } from '../resources/sessions.ts';
import { authenticate } from '../rules/access.ts';
import type { Client, Session, State, User } from '../state.ts';
import type { Signer } from '../tokens.ts';

export interface Route {
  /** The method and the path from `/v1` on, with `:name` for its parameters. */
  operation: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
  /** What the stub checks and does, for `SUPPORTED.md`. */
  enforces: string;
  /** Where the stub differs from Clerk, for `SUPPORTED.md`. */
  omits?: string;
  /** Sends what `handle` returns as it is, without Clerk's envelope. */
  isBare?: true;
  /** The body is a file instead of a form. */
  isUpload?: true;
  /** The JSON to answer with status 200, or the response. Throws a `ClerkStubError` for any other status. */
  handle(call: Call): object | Promise<Response>;
}

/** A request as a route reads it. */
export interface Call {
  state: State;
  client: Client;
  /** Identifies the client. */
  token: string;
  signer: Signer;
  headers: Headers;
  query: URLSearchParams;
  /** The parameters of a urlencoded body. */
  form: URLSearchParams;
  /** The file of the body as a data: URL. */
  upload: string | null;
  /** A path parameter by its name in the template. */
  param(name: string): string;
  /** The user of the request's session. Throws Clerk's 401 if the session is not active. */
  caller(): { session: Session; user: User };
}

export const createCall = (context: Omit<Call, 'param' | 'caller'>, params: Record<string, string>): Call => ({
  ...context,
  param: (name) => params[name] ?? '',
  caller: () => authenticate(context.state, context.client, context.query.get('_clerk_session_id')),
});

/** The response of a route: in Clerk's envelope with the whole client, with which the SDK replaces its own. */
export async function respond({ operation, handle, isBare, isUpload }: Route, call: Call): Promise<Response> {
  const isJson = /^application\/json/.test(call.headers.get('content-type') ?? '') && !operation.startsWith('GET');
  if (isJson || (call.upload !== null && !isUpload)) throw clerkErrors.contentTypeUnsupported();
  const response = await handle(call);
  if (response instanceof Response) return response;
  return Response.json(isBare ? response : { response, client: clientJson(call.state, call.client) });
}

/** The parameter, trimmed. Throws `form_param_missing` if it is absent or empty. */
export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)?.trim();
  if (!value) throw clerkErrors.paramMissing(name);
  return value;
}

/** Throws `form_param_unknown` for any other parameter. For endpoints whose contract lists all of them. */
export function allow(form: URLSearchParams, ...names: string[]): void {
  for (const name of form.keys()) if (!names.includes(name)) throw clerkErrors.paramUnknown(name);
}

/**
 * A page of a list, by default an empty one. `limit` is 1 to 500, default 10; `offset` counts from 0. Only the items of the
 * page are converted.
 */
export function pageOf<T>(query: URLSearchParams, items: readonly T[] = [], json: (item: T) => object = () => ({})) {
  const limit = integer(query, 'limit', 10);
  const offset = integer(query, 'offset', 0);
  if (limit < 1 || limit > 500) throw clerkErrors.paramValueInvalid('limit', 'must be between 1 and 500');
  if (offset < 0) throw clerkErrors.paramValueInvalid('offset', 'must be at least 0');
  return { data: items.slice(offset, offset + limit).map(json), total_count: items.length };
}

function integer(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name) ?? String(fallback);
  if (!/^-?\d+$/.test(text)) throw clerkErrors.paramValueInvalid(name, 'must be a whole number');
  return Number(text);
}
