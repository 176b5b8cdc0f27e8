/** Signing in with a password or an email code. */
import { clerkErrors } from '../errors.ts';
import { clientJson } from '../resources/sessions.ts';
import { signInJson } from '../resources/sign-in.ts';
import { activeSessions } from '../rules/sessions.ts';
import { attemptFirstFactor, createSignIn, prepareFirstFactor, signInOf } from '../rules/sign-in.ts';
import { type Call, type Route, required } from './route.ts';

export const signInRoutes: readonly Route[] = [
  {
    operation: 'POST /v1/client/sign_ins',
    enforces: 'No active session (400); a known email address (422); the right password, if one is sent (422)',
    omits: 'No sign-up, social or enterprise connections, passkeys, second factors, lockout or rate limits',
    handle: (call) => {
      const { state, client, form } = call;
      const identifier = required(form, 'identifier');
      if (activeSessions(client).length > 0) throw clerkErrors.sessionExists(clientJson(state, client));
      const signIn = createSignIn(state, client, identifier);
      // The SDK may send a password without a strategy.
      const strategy = form.get('strategy') ?? (form.get('password') === null ? null : 'password');
      if (strategy === 'password') attempt(call, signIn, strategy);
      return signInJson(state, signIn);
    },
  },
  {
    operation: 'GET /v1/client/sign_ins/:sign_in_id',
    enforces: 'An unfinished sign-in of this client (404)',
    handle: ({ state, client, param }) => signInJson(state, signInOf(client, param('sign_in_id'))),
  },
  {
    operation: 'POST /v1/client/sign_ins/:sign_in_id/prepare_first_factor',
    enforces: 'Unfinished sign-in (404); strategy `email_code` (422)',
    omits: 'No email is sent: the code is always 424242',
    handle: ({ state, client, param, form }) => {
      const signIn = signInOf(client, param('sign_in_id'));
      prepareFirstFactor(signIn, required(form, 'strategy'));
      return signInJson(state, signIn);
    },
  },
  {
    operation: 'POST /v1/client/sign_ins/:sign_in_id/attempt_first_factor',
    enforces:
      'Unfinished sign-in (404); the right password or code (422). The new session starts in the organization that the user used last, or has created or joined since',
    handle: (call) => {
      const signIn = signInOf(call.client, call.param('sign_in_id'));
      attempt(call, signIn, required(call.form, 'strategy'));
      return signInJson(call.state, signIn);
    },
  },
];

function attempt({ state, client, form }: Call, signIn: ReturnType<typeof signInOf>, strategy: string): void {
  attemptFirstFactor(state, client, signIn, {
    strategy,
    password: form.get('password') ?? '',
    code: form.get('code') ?? '',
  });
}
