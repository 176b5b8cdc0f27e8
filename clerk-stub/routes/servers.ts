/** What a server-rendered application needs: keys, the handshake that signs a browser in, and a part of the Backend API. */
import { now } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import { tokenJson } from '../resources/tokens.ts';
import { userJson } from '../resources/users.ts';
import { activateOrganization, activeSession, findOrganizationOfMember } from '../rules/sessions.ts';
import { requireUser } from '../rules/users.ts';
import { jwks, sign, unsignedToken } from '../tokens.ts';
import type { Call, Routes } from './route.ts';

/** Seconds: a year. */
const COOKIE_LIFETIME = 31_536_000;

export const handshakeRoutes: Routes = {
  'GET /.well-known/jwks.json': () => Response.json(jwks),
  'GET /v1/client/handshake': async (call) => {
    const target = call.query.get('redirect_url') ?? '';
    if (!URL.canParse(target)) throw clerkErrors.paramValueInvalid('redirect_url', 'must be a URL');
    const url = new URL(target);
    url.searchParams.set('__clerk_handshake', await sign(unsignedToken({ handshake: await cookies(call) })));
    return new Response(null, { status: 307, headers: { Location: url.href } });
  },
};

/** What Clerk's server SDKs request for the keys of tokens, for `currentUser()` and for `users.getCount()`. */
export const backendRoutes: Routes = {
  'GET /v1/jwks': () => Response.json(jwks),
  'GET /v1/users/count': ({ state }) => Response.json({ object: 'total_count', total_count: state.users.size }),
  'GET /v1/users/:user_id': ({ state, param }) => Response.json(userJson(state, requireUser(state, param('user_id')))),
};

/** The `Set-Cookie` values. The SDK has cookies of its own whose names end with a hash of the key; those change, too. */
async function cookies({ state, client, query, token, headers }: Call): Promise<string[]> {
  const session = activeSession(state, client);
  const organization = query.get('organization_id');
  // As at Clerk, the active organization stays as it is if the user is not a member.
  const isMember = session && organization && findOrganizationOfMember(state, session, organization);
  if (session && organization !== null && (organization === '' || isMember)) {
    activateOrganization(state, session, organization);
    session.updatedAt = client.updatedAt = now(state);
  }
  const values = {
    __clerk_db_jwt: token,
    __client_uat: session ? Math.floor(client.updatedAt / 1000) : 0,
    __session: session ? await sign(tokenJson(state, client, session).jwt) : '',
  };
  const cookie = headers.get('cookie') ?? '';
  const suffixes = new Set(['', ...[...cookie.matchAll(/__client_uat(_[\w-]{8})=/g)].map(([, suffix = '']) => suffix)]);
  return [...suffixes].flatMap((suffix) =>
    Object.entries(values).map(
      ([name, value]) =>
        `${name}${suffix}=${value}; Path=/; SameSite=Lax; Max-Age=${value === '' ? 0 : COOKIE_LIFETIME}`,
    ),
  );
}
