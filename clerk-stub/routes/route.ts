/** What a route is: a method and a path of the Frontend API, what it enforces, and how it answers. */
import { clerkErrors } from '../errors.ts';
import { clientJson } from '../resources/sessions.ts';
import { authenticate } from '../rules/access.ts';
import type { Client, Session, State, User } from '../state.ts';

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path template from `/v1` on, with `:name` for its parameters. */
  path: string;
  /** What the endpoint checks and does, for `SUPPORTED.md`: complete sentences without the full stop. */
  enforces: string;
  /** What Clerk does here and the stub does not. */
  omits?: string;
  /** The JSON to answer with status 200. Throws a `ClerkStubError` for any other status. */
  handle(call: Call): object;
}

/** One request, with all a route needs to answer it. */
export interface Call {
  state: State;
  client: Client;
  /** Path parameter by its name in the template. */
  param(name: string): string;
  query: URLSearchParams;
  form: Form;
  /** The person whose active session asks. Throws Clerk's 401 when there is none. */
  caller(): { session: Session; user: User };
}

export function createCall(
  state: State,
  client: Client,
  params: Record<string, string>,
  query: URLSearchParams,
  form: URLSearchParams,
): Call {
  return {
    state,
    client,
    param: (name) => params[name] ?? '',
    query,
    form: readForm(form),
    caller: () => authenticate(state, client, query.get('_clerk_session_id')),
  };
}

/** A urlencoded body. Where a contract names all parameters of an endpoint, `allow` refuses the others, as Clerk does. */
export interface Form {
  /** The parameter, trimmed. Throws `form_param_missing` when absent or empty. */
  required(name: string): string;
  /** The parameter as sent, or `null` when it was not. */
  optional(name: string): string | null;
  all(name: string): string[];
  allow(...names: string[]): void;
}

function readForm(form: URLSearchParams): Form {
  return {
    required: (name) => {
      const value = form.get(name)?.trim();
      if (!value) throw clerkErrors.paramMissing(name);
      return value;
    },
    optional: (name) => form.get(name),
    all: (name) => form.getAll(name),
    allow: (...names) => {
      for (const name of form.keys()) if (!names.includes(name)) throw clerkErrors.paramUnknown(name);
    },
  };
}

/** Clerk's envelope: the resource, and the whole client beside it, which the SDK takes over after every mutation. */
export const enveloped = ({ state, client }: Call, response: unknown) => ({
  response,
  client: clientJson(state, client),
});

/** A page of a list. `limit` is 1 to 500, 10 if absent; `offset` counts from 0. Both as documented by Clerk. */
export function page<T>(query: URLSearchParams, items: readonly T[]): { data: T[]; total_count: number } {
  const limit = integer(query, 'limit', 10);
  const offset = integer(query, 'offset', 0);
  if (limit < 1 || limit > 500) throw clerkErrors.paramValueInvalid('limit', 'must be between 1 and 500');
  if (offset < 0) throw clerkErrors.paramValueInvalid('offset', 'must be at least 0');
  return { data: items.slice(offset, offset + limit), total_count: items.length };
}

function integer(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^-?\d+$/.test(text)) throw clerkErrors.paramValueInvalid(name, 'must be a whole number');
  return Number(text);
}

/** The page with its items made into JSON; only the items of the page are. */
export function pageOf<T, J>(
  query: URLSearchParams,
  items: readonly T[],
  json: (item: T) => J,
): { data: J[]; total_count: number } {
  const { data, total_count } = page(query, items);
  return { data: data.map(json), total_count };
}
