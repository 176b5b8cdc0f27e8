/** Signing in with a password or an email code. */
import { nextId, now } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import type { Client, SignIn, State } from '../state.ts';
import { startSession } from './sessions.ts';
import { requireUser, userByEmail } from './users.ts';

/** Every email code is this one, as with Clerk's own test addresses. */
export const EMAIL_CODE = '424242';

/** Throws if the stub does not support the strategy. */
export function requireStrategy(strategy: string): asserts strategy is 'password' | 'email_code' {
  if (strategy !== 'password' && strategy !== 'email_code') throw clerkErrors.unsupported(`the strategy ${strategy}`);
}

export function createSignIn(state: State, identifier: string, signUpIfMissing: boolean): SignIn {
  const user = userByEmail(state, identifier.toLowerCase());
  if (!user)
    throw signUpIfMissing ? clerkErrors.unsupported('sign-up (signUpIfMissing)') : clerkErrors.identifierNotFound();
  return {
    id: nextId(state, 'sia'),
    userId: user.id,
    status: 'needs_first_factor',
    verification: null,
    isCodeSent: false,
    createdSessionId: null,
    createdAt: now(state),
  };
}

/** The client's unfinished sign-in. Throws Clerk's 404 if it has another ID, and 400 if its user was deleted. */
export function requireSignIn({ users }: State, client: Client, id: string): SignIn {
  if (client.signIn?.id !== id) throw clerkErrors.signInNotFound(id);
  if (!users.has(client.signIn.userId)) throw clerkErrors.signInUserDeleted();
  return client.signIn;
}

export function prepareFirstFactor(signIn: SignIn, strategy: string): void {
  if (strategy !== 'email_code') throw clerkErrors.unsupported(`the strategy ${strategy}`);
  signIn.verification = { strategy, status: 'unverified', attempts: 0 };
  signIn.isCodeSent = true;
}

/** Checks the `password` or `code` of the form. If it is right, the sign-in is complete and the session starts. */
export function attemptFirstFactor(
  state: State,
  client: Client,
  signIn: SignIn,
  strategy: string,
  form: URLSearchParams,
): void {
  requireStrategy(strategy);
  if (strategy === 'email_code' && !signIn.isCodeSent) throw clerkErrors.verificationMissing();
  const name = strategy === 'password' ? 'password' : 'code';
  const secret = form.get(name);
  if (!secret) throw clerkErrors.paramMissing(name);
  const attempts = signIn.verification?.strategy === strategy ? signIn.verification.attempts + 1 : 1;
  signIn.verification = { strategy, status: 'unverified', attempts };
  const { password } = requireUser(state, signIn.userId);
  if (strategy === 'password' && secret !== password) throw clerkErrors.passwordIncorrect();
  if (strategy === 'email_code' && secret !== EMAIL_CODE) throw clerkErrors.codeIncorrect();
  signIn.verification.status = 'verified';
  signIn.status = 'complete';
  signIn.createdSessionId = startSession(state, client, signIn.userId).id;
}
