/** Signing in with a password or an email code. */
import { setting } from '../environment.ts';
import { clerkErrors } from '../errors.ts';
import { clientJson, signInJson } from '../resources/sessions.ts';
import { activeSession } from '../rules/sessions.ts';
import {
  attemptFirstFactor,
  createSignIn,
  prepareFirstFactor,
  requireSignIn,
  requireStrategy,
} from '../rules/sign-in.ts';
import { type Routes, required, routesWith } from './route.ts';

export const signInRoutes: Routes = {
  'POST /v1/client/sign_ins': ({ state, client, form }) => {
    // The SDK may send a password without a strategy.
    const strategy = form.get('strategy') ?? (form.has('password') ? 'password' : null);
    if (!form.has('identifier')) {
      throw clerkErrors.unsupported(`a sign-in without an identifier${strategy ? ` (strategy: ${strategy})` : ''}`);
    }
    if (strategy !== null) requireStrategy(strategy);
    const identifier = required(form, 'identifier');
    if (activeSession(state, client)) {
      const isSingleSession = setting(state, 'auth_config', 'single_session_mode') === true;
      throw isSingleSession
        ? clerkErrors.sessionExists(clientJson(state, client))
        : clerkErrors.unsupported('multi-session (a second sign-in in one browser)');
    }
    const signIn = createSignIn(state, identifier, form.get('sign_up_if_missing') === 'true');
    if (strategy === 'password') attemptFirstFactor(state, client, signIn, strategy, form);
    else if (strategy !== null) prepareFirstFactor(signIn, strategy);
    // At the end: if the password is wrong, the SDK continues with the sign-in it had before.
    if (signIn.status !== 'complete') client.signIn = signIn;
    return signInJson(state, signIn);
  },

  ...routesWith(({ state, client, param }) => requireSignIn(state, client, param('sign_in_id')), {
    'GET /v1/client/sign_ins/:sign_in_id': ({ state }, signIn) => signInJson(state, signIn),
    'POST /v1/client/sign_ins/:sign_in_id/prepare_first_factor': ({ state, form }, signIn) => {
      prepareFirstFactor(signIn, required(form, 'strategy'));
      return signInJson(state, signIn);
    },
    'POST /v1/client/sign_ins/:sign_in_id/attempt_first_factor': ({ state, client, form }, signIn) => {
      attemptFirstFactor(state, client, signIn, required(form, 'strategy'), form);
      return signInJson(state, signIn);
    },
  }),
};
