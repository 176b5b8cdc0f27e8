/** The JSON of clients, sessions and sign-ins, which accept a password or an email code. */
import {
  activeOrganizationId,
  activeSession,
  factorVerificationAge,
  isActive,
  sessionExpiry,
  sessionStatus,
  sessionTasks,
} from '../rules/sessions.ts';
import { requireUser } from '../rules/users.ts';
import type { Client, Session, SignIn, State } from '../state.ts';
import { tokenJson } from './tokens.ts';
import { emailAddressId, publicUserDataJson, userDataJson, userJson } from './users.ts';

export function clientJson(state: State, client: Client) {
  const session = activeSession(state, client);
  return {
    object: 'client' as const,
    id: client.id,
    sessions: session ? [sessionJson(state, client, session)] : [],
    sign_in: client.signIn && state.users.has(client.signIn.userId) ? signInJson(state, client.signIn) : null,
    sign_up: null,
    last_active_session_id: session?.id ?? null,
    last_authentication_strategy: null,
    // With a date less than eight days away, the SDK sends every redirect through GET /v1/client/touch.
    cookie_expires_at: null,
    captcha_bypass: false,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}

const sessionBaseJson = (state: State, session: Session) => ({
  object: 'session' as const,
  id: session.id,
  status: sessionStatus(state, session),
  ...sessionExpiry(session),
  last_active_at: session.lastActiveAt,
  actor: null,
});

/** A session as the user sees it among their devices. */
export function activeSessionJson(state: State, { userAgent }: Client, session: Session) {
  const [, name = 'Browser', version = ''] = /(Firefox|Chrome|Safari)\/([\d.]+)/.exec(userAgent) ?? [];
  return {
    ...sessionBaseJson(state, session),
    latest_activity: {
      object: 'session_activity' as const,
      id: session.id.replace(/^sess_/, 'sess_activity_'),
      browser_name: name,
      browser_version: version,
      ip_address: '127.0.0.1',
      city: 'localhost',
      is_mobile: userAgent.includes('Mobile'),
    },
  };
}

export function sessionJson(state: State, client: Client, session: Session) {
  const user = requireUser(state, session.userId);
  return {
    ...sessionBaseJson(state, session),
    last_active_organization_id: activeOrganizationId(state, session),
    // Without it, the SDK requests a token before it is ready.
    last_active_token: isActive(state, session) ? tokenJson(state, client, session) : null,
    tasks: sessionTasks(state, session),
    factor_verification_age: factorVerificationAge(state, session),
    user: userJson(state, user),
    public_user_data: publicUserDataJson(user),
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}

export function signInJson(state: State, signIn: SignIn) {
  const user = requireUser(state, signIn.userId);
  // After a day.
  const abandonAt = signIn.createdAt + 24 * 60 * 60 * 1000;
  return {
    object: 'sign_in_attempt' as const,
    id: signIn.id,
    status: signIn.status,
    supported_identifiers: ['email_address'],
    supported_first_factors: [
      ...(user.password ? [{ strategy: 'password' }] : []),
      { strategy: 'email_code', safe_identifier: user.email, email_address_id: emailAddressId(user), primary: true },
    ],
    supported_second_factors: null,
    first_factor_verification: signIn.verification && { ...signIn.verification, expire_at: abandonAt },
    second_factor_verification: null,
    identifier: user.email,
    user_data: userDataJson(user),
    created_session_id: signIn.createdSessionId,
    abandon_at: abandonAt,
  };
}
