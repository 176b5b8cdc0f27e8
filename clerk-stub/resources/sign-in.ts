/** The JSON of sign-ins, which accept a password or an email code. */
import { existingUser } from '../rules/users.ts';
import type { SignIn, State } from '../state.ts';
import { emailAddressId, userDataJson } from './user-data.ts';

/** Milliseconds. */
const SIGN_IN_LIFETIME = 24 * 60 * 60 * 1000;

export function signInJson(state: State, signIn: SignIn) {
  const user = existingUser(state, signIn.userId);
  return {
    object: 'sign_in_attempt' as const,
    id: signIn.id,
    status: signIn.status,
    supported_identifiers: ['email_address'],
    supported_first_factors: [
      { strategy: 'password' },
      {
        strategy: 'email_code',
        safe_identifier: user.email,
        email_address_id: emailAddressId(user),
        primary: true,
      },
    ],
    supported_second_factors: null,
    first_factor_verification: signIn.verification
      ? { ...signIn.verification, expire_at: signIn.createdAt + SIGN_IN_LIFETIME }
      : null,
    second_factor_verification: null,
    identifier: user.email,
    user_data: userDataJson(user),
    created_session_id: signIn.createdSessionId,
    abandon_at: signIn.createdAt + SIGN_IN_LIFETIME,
  };
}
