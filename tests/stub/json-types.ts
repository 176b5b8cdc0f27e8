/**
 * Type-checked only: the stub's JSON has every key that the types of the SDK require. The exceptions are keys that the
 * published contract does not have. The JSON of memberships and permissions is typed where it is made.
 */
import type {
  ClientJSON,
  EnvironmentJSON,
  OrganizationInvitationJSON,
  OrganizationJSON,
  RoleJSON,
  SessionActivityJSON,
  SessionJSON,
  SignInJSON,
  TokenJSON,
  UserJSON,
  UserOrganizationInvitationJSON,
} from '@clerk/shared/types';
import type { environmentJson } from '../../clerk-stub/environment.ts';
import type {
  invitationJson,
  organizationJson,
  roleJson,
  userInvitationJson,
} from '../../clerk-stub/resources/organizations.ts';
import type { activeSessionJson, clientJson, sessionJson, signInJson } from '../../clerk-stub/resources/sessions.ts';
import type { tokenJson } from '../../clerk-stub/resources/tokens.ts';
import type { userJson } from '../../clerk-stub/resources/users.ts';

type RequiredKey<T> = keyof { [K in keyof T as Pick<T, K> extends Required<Pick<T, K>> ? K : never]: never };

type Missing<Expected, Actual> = Exclude<RequiredKey<Expected>, keyof Actual>;

type Environment = typeof environmentJson;
/** For each part of the environment, the keys that it lacks. */
type MissingInEnvironment = {
  [Part in keyof Environment & keyof EnvironmentJSON]: Missing<EnvironmentJSON[Part], Environment[Part]>;
}[keyof Environment & keyof EnvironmentJSON];

/** Does not compile if a key is missing that is not excepted. */
type Complete<_Missing extends Excepted, Excepted = never> = never;

export type Checked = [
  Complete<Missing<EnvironmentJSON, Environment>, 'id' | 'object'>,
  Complete<MissingInEnvironment, 'id' | 'object' | 'organization_creation_defaults'>,
  Complete<Missing<ClientJSON, ReturnType<typeof clientJson>>>,
  Complete<Missing<SessionJSON, ReturnType<typeof sessionJson>>>,
  Complete<Missing<SessionActivityJSON, ReturnType<typeof activeSessionJson>['latest_activity']>>,
  Complete<Missing<SignInJSON, ReturnType<typeof signInJson>>, 'timezone'>,
  Complete<Missing<TokenJSON, ReturnType<typeof tokenJson>>, 'id'>,
  Complete<Missing<UserJSON, ReturnType<typeof userJson>>, 'profile_image_id' | 'timezone'>,
  Complete<Missing<OrganizationJSON, ReturnType<typeof organizationJson>>>,
  Complete<Missing<RoleJSON, ReturnType<typeof roleJson>>>,
  Complete<Missing<OrganizationInvitationJSON, ReturnType<typeof invitationJson>>>,
  Complete<Missing<UserOrganizationInvitationJSON, ReturnType<typeof userInvitationJson>>>,
];
