/** The client that sent a request, and its cookies. */
import type { Context } from 'hono';
import { createClient } from './rules/sessions.ts';
import type { Client, State } from './state.ts';

/** Only the most recently used clients are kept, since the demo's server may run for days. */
const KEPT_CLIENTS = 1000;

/** Clerk's cookie suffix for the stub's publishable key. */
const COOKIE_SUFFIX = '_aQqW8j2W';

/** The cookies in which a browser keeps the token of its client. */
export const clientCookieNames: readonly string[] = ['__client', `__clerk_db_jwt${COOKIE_SUFFIX}`];

/** Requests that need no client: the environment, which the SDK requests in parallel with the client, and the public keys. */
const WITHOUT_CLIENT = /^\/v1\/environment$|^\/\.well-known\//;

/** Whether the request is for the Backend API: only servers send a secret key. */
export const hasSecretKey = (headers: Headers): boolean => /^Bearer sk_/.test(headers.get('authorization') ?? '');

/** The token of the client that sent the request. A malformed token is ignored. */
function tokenOf({ url, headers }: Request): string | undefined {
  const { searchParams } = new URL(url);
  const cookie = /(?:^|;\s*)__client=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];
  const sent = searchParams.get('__clerk_db_jwt') || (isNativeClient(url) ? headers.get('authorization') : cookie);
  return sent && /^[\w.~-]+$/.test(sent) ? sent : undefined;
}

const isNativeClient = (url: string) => new URL(url).searchParams.has('_is_native');

/** The client that sent the request, if it has sent one before. */
export const knownClient = (state: State, request: Request): Client | undefined =>
  state.clients.get(tokenOf(request) ?? '');

/**
 * The client that sent the request, found by its token. An unknown token gets a new client under the same token, because a
 * browser keeps its cookie when the server restarts. Stores the client, with the origin and the browser of the request.
 */
export function clientOf(state: State, request: Request) {
  const { url, headers } = request;
  const token = tokenOf(request) ?? crypto.randomUUID();
  const known = state.clients.get(token);
  const isNew = !known && !hasSecretKey(headers) && !WITHOUT_CLIENT.test(new URL(url).pathname);
  const client = known ?? createClient(state, isNew);
  // Browsers send no `Origin` with a GET to the page's own origin.
  const origin = headers.get('origin') ?? new URL(url).origin;
  client.origin = origin === 'null' ? null : origin;
  client.userAgent = headers.get('user-agent') ?? '';
  if (known || isNew) keepClient(state, token, client);
  return { client, token, isNew, isNative: isNativeClient(url) };
}

/** Stores the client as the most recently used one. */
function keepClient({ clients }: State, token: string, client: Client): void {
  clients.delete(token);
  clients.set(token, client);
  const [oldest] = clients.keys();
  if (clients.size > KEPT_CLIENTS && oldest !== undefined) clients.delete(oldest);
}

/**
 * The cookies of a client. In development, Clerk's backends require the cookie of the dev browser beside the session cookie, and
 * with the stub's key the SDK requests no dev browser.
 *
 * In a frame of another site, browsers accept only a partitioned cookie. Safari accepts no `Secure` cookie over HTTP, not even
 * from localhost, so there the other one is needed.
 */
export function clientCookies(token: string, request: Request): string[] {
  const fallback = new URL(request.url).protocol === 'https:' ? 'SameSite=None; Secure' : 'SameSite=Lax';
  return clientCookieNames.flatMap((name) =>
    ['SameSite=None; Secure; Partitioned', fallback].map((site) => `${name}=${token}; Path=/; HttpOnly; ${site}`),
  );
}

/** Cookies that make a server ask for a handshake at the next page. Otherwise it would render the page for the previous user. */
export const handshakeCookies: readonly string[] = ['', COOKIE_SUFFIX].flatMap((suffix) => [
  `__client_uat${suffix}=1; Path=/; SameSite=Lax`,
  `__session${suffix}=; Path=/; SameSite=Lax; Max-Age=0`,
]);

export function setCookies(context: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) context.header('Set-Cookie', cookie, { append: true });
}
