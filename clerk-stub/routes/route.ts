/** The interface of a route, and the parts that routes share. */
import { clerkErrors } from '../errors.ts';
import type { Client, State } from '../state.ts';

/**
 * Handlers by the method and the path from `/v1` on, with `:name` for its parameters. `SUPPORTED.md` says what each checks and
 * where it differs from Clerk.
 */
export type Routes = Readonly<Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Handler>>;

/** Returns the `response` of Clerk's envelope, or a whole response where Clerk has no envelope. Throws a `ClerkStubError`. */
export type Handler = (call: Call) => object | Promise<Response>;

/** A request as a route reads it. */
export interface Call {
  state: State;
  client: Client;
  /** Identifies the client. */
  token: string;
  headers: Headers;
  query: URLSearchParams;
  /** The body's parameters. Throws Clerk's 415 if it is not urlencoded. */
  readonly form: URLSearchParams;
  /** The body's file as a data: URL. */
  upload: string | null;
  /** A path parameter by its name in the template. */
  param(name: string): string;
}

export function createCall(context: Omit<Call, 'param'>, params: Record<string, string | number> = {}): Call {
  const { headers, form, upload } = context;
  return {
    ...context,
    get form() {
      const type = headers.get('content-type') ?? '';
      if (type.startsWith('application/json') || upload !== null) throw clerkErrors.contentTypeUnsupported(type);
      return form;
    },
    param: (name) => decoded(String(params[name] ?? '')),
  };
}

/** A malformed percent-encoding stays as it is. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Routes that share a check: `find` throws Clerk's error, or returns the second argument of the handlers. */
export const routesWith = <T>(
  find: (call: Call) => T,
  handlers: Record<keyof Routes, (call: Call, found: T) => ReturnType<Handler>>,
): Routes =>
  Object.fromEntries(
    Object.entries(handlers).map(([operation, handle]) => [operation, (call: Call) => handle(call, find(call))]),
  );

/** The parameter, trimmed. Throws `form_param_missing` if it is absent or empty. */
export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)?.trim();
  if (!value) throw clerkErrors.paramMissing(name);
  return value;
}

/** The items with one of the values of a filter; without values, all of them. The SDK sends an empty array as one empty value. */
export function filtered<K extends string, T extends Record<K, string>>(
  query: URLSearchParams,
  name: K,
  items: readonly T[],
): T[] {
  const values = query.getAll(name).filter(Boolean);
  return items.filter((item) => values.length === 0 || values.includes(item[name]));
}

/**
 * Throws for a parameter that is not in `names`.
 *
 * @param errorFor the error; by default Clerk's `form_param_unknown`, for endpoints whose contract lists all parameters
 */
export function allow(form: URLSearchParams, names: readonly string[], errorFor = clerkErrors.paramUnknown): void {
  const other = [...form.keys()].find((name) => !names.includes(name));
  if (other !== undefined) throw errorFor(other);
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
