/** The shape of an example, and what the examples share. */
import { expect } from '@playwright/test';
import type { ScenarioName } from '../../../clerk-stub/scenarios.ts';
import type { ClerkStub } from '../../../clerk-stub/stub.ts';

/** A request to a route of the stub, and the expected response. */
export interface Example {
  /** Default: `default`. */
  scenario?: ScenarioName;
  /** Changes the instance before the request, unknown to the client. */
  setUp?: (stub: ClerkStub) => void;
  /** Earlier requests of the same client. They must succeed. */
  before?: readonly (readonly [route: string, params: Params])[];
  /** The session ID to send. Default: the client's own session; `null` for none. */
  session?: string | null;
  /** Path parameters by their names in the route. The others go into the query of a GET, or else into the body. */
  params?: Params;
  /** A file, as a data: URL, instead of the params in the body. */
  file?: string;
  /** The expected HTTP status of success. Default: 200. */
  status?: number;
  /** The expected HTTP status and Clerk's error code, with its long message where applications show it. Default: success. */
  error?: readonly [status: number, code: string, longMessage?: string];
  /** A part of the expected JSON, where the contract does not require it. */
  body?: object;
}

export type Params = Readonly<Record<string, string | readonly string[]>>;

/** By route. */
export type Examples = Readonly<Record<string, readonly Example[]>>;

/** The dev browser token of the client. */
export const BROWSER = 'the-browser';

// The stub numbers its IDs. The client is client_new1.
export const SESSION = { session_id: 'sess_new2' };

export const ENGINES = { organization_id: 'org_engines' };
export const FIRST_PAGE = { paginated: 'true', limit: '10', offset: '0' };

const TOKEN_PATTERN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
export const TOKEN = { object: 'token', jwt: expect.stringMatching(TOKEN_PATTERN) };
export const ADA = {
  image_url: expect.stringMatching(/^data:image/),
  has_image: false,
  unsafe_metadata: {},
  organization_memberships: [
    { role: 'org:admin', public_user_data: { user_id: 'user_ada' } },
    { role: 'org:member', public_user_data: { user_id: 'user_ada' } },
  ],
};

/** Leaves this many free seats. */
export function fillSeats({ state }: ClerkStub, free = 0): void {
  const organization = state.organizations.get('org_engines');
  if (organization) organization.maxAllowedMemberships = organization.memberships.size + free;
}

/** Gives the role `org:member` these permissions instead of its own. */
export const membersMay =
  (...permissions: string[]) =>
  ({ state }: ClerkStub): void => {
    const role = state.roles.get('org:member');
    if (role) state.roles.set(role.key, { ...role, permissions });
  };

/** A pixel. */
export const IMAGE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Images of all types but PNG. */
export const otherImages: readonly string[] = ['jpeg', 'gif', 'webp'].map((type) => IMAGE.replace('png', type));

/** Missing or invalid images. */
export const invalidImages = (params: Params): Example[] => [
  { params, error: [400, 'form_param_missing', 'There was no image file present in the request'] },
  ...['data:text/html;base64,PGI+', 'pixel.png'].map(
    (file): Example => ({ params, file, error: [400, 'request_body_invalid'] }),
  ),
  { params, file: `data:image/png;base64,${'A'.repeat(14_000_000)}`, error: [413, 'image_too_large'] },
];

export const signedOut: Example = { session: null, error: [401, 'signed_out'] };

/** The errors of every organization endpoint for a client that is signed out, and for a user who is not a member. */
export const nonMembers = (params: Params): Example[] => [
  { params: { ...params, ...ENGINES }, session: null, error: [401, 'signed_out'] },
  { params: { ...params, ...ENGINES }, session: 'sess_gone', error: [401, 'authentication_invalid'] },
  { params: { ...params, organization_id: 'org_nowhere' }, error: [403, 'not_a_member_in_organization'] },
];

export const withoutPermission = (params: Params): Example => ({
  scenario: 'member',
  params: { ...params, ...ENGINES },
  error: [403, 'missing_organization_permission'],
});

/** The errors of every list. The SDK sends a negative offset for `initialPage: 0`. */
export const invalidPages = (params: Params): Example[] =>
  [{ limit: '0' }, { limit: '501' }, { limit: 'ten' }, { offset: '-10' }].map((page) => ({
    params: { ...params, ...page },
    error: [422, 'form_param_value_invalid'],
  }));

export const undeclaredParam = (params: Params): Example => ({
  params: { ...params, ...ENGINES, color: 'red' },
  error: [422, 'form_param_unknown'],
});
