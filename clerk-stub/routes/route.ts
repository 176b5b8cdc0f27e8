/** The interface of a route, and the parts that routes share. */
import { clerkErrors } from '../errors.ts';
import { clientJson } from '../resources/sessions.ts';
import { authenticate } from '../rules/access.ts';
import type { Client, Session, State, User } from '../state.ts';
import type { Signer } from '../tokens.ts';

export interface Route {
  /** The method and the path from `/v1` on, with `:name` for its parameters. */
  operation: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`;
  /** What the stub checks and does, for `SUPPORTED.md`. */
  enforces: string;
  /** Where the stub differs from Clerk, for `SUPPORTED.md`. */
  omits?: string;
  /** The JSON to answer with status 200, or the response. Throws a `ClerkStubError` for any other status. */
  handle(call: Call): object | Promise<Response>;
}

/** A request as a route reads it. */
export interface Call extends Context {
  /** A path parameter by its name in the template. */
  param(name: string): string;
  form: Form;
  /** The user of the request's session. Throws Clerk's 401 if the session is not active. */
  caller(): { session: Session; user: User };
}

interface Context {
  state: State;
  client: Client;
  /** Identifies the client. */
  token: string;
  signer: Signer;
  query: URLSearchParams;
  /** The header. */
  cookie: string;
}

export const createCall = (context: Context, params: Record<string, string>, form: URLSearchParams): Call => ({
  ...context,
  param: (name) => params[name] ?? '',
  form: readForm(form),
  caller: () => authenticate(context.state, context.client, context.query.get('_clerk_session_id')),
});

/** A urlencoded body. */
export interface Form {
  /** The parameter, trimmed. Throws `form_param_missing` if it is absent or empty. */
  required(name: string): string;
  /** The parameter as sent; `null` if it is absent. */
  optional(name: string): string | null;
  all(name: string): string[];
  /** Throws `form_param_unknown` for any other parameter. For endpoints whose contract lists all of them. */
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

/** Clerk's envelope: the response, and the whole client, with which the SDK replaces its own. */
export const enveloped = ({ state, client }: Call, response: unknown) => ({
  response,
  client: clientJson(state, client),
});

/** A page of a list. `limit` is 1 to 500, default 10; `offset` counts from 0. Only the items of the page are converted. */
export function pageOf<T>(query: URLSearchParams, items: readonly T[], json: (item: T) => object) {
  const limit = integer(query, 'limit', 10);
  const offset = integer(query, 'offset', 0);
  if (limit < 1 || limit > 500) throw clerkErrors.paramValueInvalid('limit', 'must be between 1 and 500');
  if (offset < 0) throw clerkErrors.paramValueInvalid('offset', 'must be at least 0');
  return { data: items.slice(offset, offset + limit).map(json), total_count: items.length };
}

/** The page in its envelope. Without items it is empty, but `limit` and `offset` are checked. */
export const envelopedPage = <T>(call: Call, items: readonly T[] = [], json: (item: T) => object = () => ({})) =>
  enveloped(call, pageOf(call.query, items, json));

function integer(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^-?\d+$/.test(text)) throw clerkErrors.paramValueInvalid(name, 'must be a whole number');
  return Number(text);
}
