/** The part of Clerk's Backend API that Clerk's server SDKs request for the keys of tokens and for `currentUser()`. */
import { userJson } from '../resources/users.ts';
import { existingUser } from '../rules/users.ts';
import type { Routes } from './route.ts';

export const backendRoutes: Routes = {
  'GET /v1/jwks': ({ signer }) => Response.json(signer.jwks),
  'GET /v1/users/:user_id': ({ state, param }) => Response.json(userJson(state, existingUser(state, param('user_id')))),
};
