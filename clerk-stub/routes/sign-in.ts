/** Signing in: with a password, or with a code by e-mail. */
import { signInJson } from '../resources/sign-in.ts';
import { attemptFirstFactor, createSignIn, prepareFirstFactor, signInOf } from '../rules/sign-in.ts';
import { type Call, enveloped, type Route } from './route.ts';

export const signInRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/client/sign_ins',
    enforces: 'Known e-mail address (422), nobody signed in yet (400); with a password, at once (422 if wrong)',
    omits: 'Sign-up, social and enterprise connections, passkeys, second factors, lockout, rate limits',
    handle: (call) => {
      const { state, client, form } = call;
      const signIn = createSignIn(state, client, form.required('identifier'));
      // A password says by itself that it is one.
      const strategy = form.optional('strategy') ?? (form.optional('password') === null ? null : 'password');
      if (strategy === 'password') attempt(call, signIn, strategy);
      return enveloped(call, signInJson(state, signIn));
    },
  },
  {
    method: 'GET',
    path: '/v1/client/sign_ins/:sign_in_id',
    enforces: "The browser's own, unfinished attempt (404)",
    handle: (call) => enveloped(call, signInJson(call.state, signInOf(call.client, call.param('sign_in_id')))),
  },
  {
    method: 'POST',
    path: '/v1/client/sign_ins/:sign_in_id/prepare_first_factor',
    enforces: 'Strategy `email_code` (422). No mail is sent: the code is always 424242',
    handle: (call) => {
      const signIn = signInOf(call.client, call.param('sign_in_id'));
      prepareFirstFactor(signIn, call.form.required('strategy'));
      return enveloped(call, signInJson(call.state, signIn));
    },
  },
  {
    method: 'POST',
    path: '/v1/client/sign_ins/:sign_in_id/attempt_first_factor',
    enforces: 'The right password or code (422). A new session starts in no organization',
    handle: (call) => {
      const signIn = signInOf(call.client, call.param('sign_in_id'));
      attempt(call, signIn, call.form.required('strategy'));
      return enveloped(call, signInJson(call.state, signIn));
    },
  },
];

function attempt({ state, client, form }: Call, signIn: ReturnType<typeof signInOf>, strategy: string): void {
  attemptFirstFactor(state, client, signIn, {
    strategy,
    password: form.optional('password') ?? '',
    code: form.optional('code') ?? '',
  });
}
