/** The JSON of clients, sessions and session tokens. */
import { sessionExpiry } from '../rules/sessions.ts';
import { existingUser, membershipsOf } from '../rules/users.ts';
import type { Client, Session, State } from '../state.ts';
import { publicUserDataJson } from './memberships.ts';
import { signInJson } from './sign-in.ts';
import { userJson } from './users.ts';

/** Seconds. Clerk's default. */
const TOKEN_LIFETIME = 60;

export const clientJson = (state: State, client: Client) => ({
  object: 'client' as const,
  id: client.id,
  sessions: client.sessions
    .filter((session) => session.status === 'active')
    .map((session) => sessionJson(state, session)),
  sign_in: client.signIn ? signInJson(state, client.signIn) : null,
  sign_up: null,
  last_active_session_id: client.lastActiveSessionId,
  last_authentication_strategy: null,
  // With a date less than eight days away, the SDK sends every redirect through GET /v1/client/touch.
  cookie_expires_at: null,
  captcha_bypass: false,
  created_at: client.createdAt,
  updated_at: client.updatedAt,
});

export function sessionJson(state: State, session: Session) {
  const user = existingUser(state, session.userId);
  const { expireAt, abandonAt } = sessionExpiry(session);
  return {
    object: 'session' as const,
    id: session.id,
    status: session.status,
    expire_at: expireAt,
    abandon_at: abandonAt,
    last_active_at: session.lastActiveAt,
    last_active_organization_id: session.lastActiveOrganizationId,
    // Without it, the SDK requests a token before it is ready.
    last_active_token: tokenJson(state, session),
    actor: null,
    tasks: null,
    factor_verification_age: [0, -1],
    user: userJson(state, user),
    public_user_data: publicUserDataJson(user),
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}

/** A session token with the claims of Clerk's token version 2. The SDK decodes it only, so it has no valid signature. */
export function tokenJson(state: State, session: Session) {
  const now = Math.floor(Date.now() / 1000);
  const user = existingUser(state, session.userId);
  const active = membershipsOf(state, user).find(
    ({ organization }) => organization.id === session.lastActiveOrganizationId,
  );
  const claims = {
    exp: now + TOKEN_LIFETIME,
    iat: now,
    nbf: now - 10,
    iss: 'https://clerk-stub.test',
    jti: `${session.id}-${now}`,
    sid: session.id,
    sub: user.id,
    sts: 'active',
    v: 2,
    fva: [0, -1],
    ...(active && {
      o: {
        id: active.organization.id,
        slg: active.organization.slug,
        rol: active.membership.role.replace(/^org:/, ''),
      },
    }),
  };
  const header = { alg: 'RS256', typ: 'JWT', kid: 'ins_stub' };
  const encode = (part: unknown) => base64url(JSON.stringify(part));
  return { object: 'token' as const, jwt: `${encode(header)}.${encode(claims)}.${base64url('not signed')}` };
}

function base64url(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
