/**
 * For every route of the stub, what the SDK asks of it and what must come back: what is granted and what is refused. All of it
 * is asked directly, without a browser, in the form the SDK gives its requests.
 */
import { expect } from '@playwright/test';
import { type ScenarioName, scenarios } from '../../clerk-stub/scenarios.ts';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { type ClerkStub, createClerkStub, type Exchange } from '../../clerk-stub/stub.ts';

export interface Example {
  /** The situation it happens in; `default` if absent. */
  scenario?: ScenarioName;
  /** What happened there meanwhile, behind the asking browser's back. */
  meanwhile?: (stub: ClerkStub) => void;
  /** What the browser asked before, and was granted. */
  after?: readonly (readonly [route: string, send: Parameters])[];
  /** The session that asks: the browser's own if absent, none if `null`. */
  session?: string | null;
  /** Parameters of the path by their names in the route; the others go into the query of a GET, or else into the body. */
  send?: Parameters;
  /** HTTP status and Clerk's code; absent when it is granted, with status 200. */
  refused?: readonly [status: number, code: string];
  /** What the JSON has, where the contract leaves it open and it matters. */
  granted?: object;
}

export type Parameters = Readonly<Record<string, string | readonly string[]>>;

/** The token of the browser that asks, as a dev browser has it. */
const BROWSER = 'the-browser';

// Ids are counted from the browser's own on, which is client_1.
const SESSION = { session_id: 'sess_2' };
const SIGN_IN = { sign_in_id: 'sia_2' };

const ENGINES = { organization_id: 'org_engines' };
const NOWHERE = { organization_id: 'org_nowhere' };
const PAGE = { paginated: 'true', limit: '10', offset: '0' };

const TOKEN = { object: 'token', jwt: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) };
const ADA = {
  image_url: '',
  unsafe_metadata: {},
  organization_memberships: [
    { role: 'org:admin', public_user_data: { user_id: 'user_ada' } },
    { role: 'org:member', public_user_data: { user_id: 'user_ada' } },
  ],
};
const ADAS_SESSION = { last_active_token: TOKEN, user: ADA, actor: null, tasks: null };
const ADAS_INVITATION = { organization_id: 'org_moonshot', public_organization_data: { name: 'Moonshot Software' } };

const signInStarted = ['POST /v1/client/sign_ins', { identifier: 'ada@example.com' }] as const;
const invited = [
  'POST /v1/organizations/:organization_id/invitations',
  { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' },
] as const;
const KURT = { invitation_id: 'orginv_3' };

/** Ada is invited where she is no member yet. */
function adaInvited({ state }: ClerkStub, status: 'pending' | 'revoked' = 'pending'): void {
  state.organizations.get('org_moonshot')?.memberships.delete('user_ada');
  state.invitations.set('orginv_ada', {
    id: 'orginv_ada',
    organizationId: 'org_moonshot',
    email: 'ada@example.com',
    role: 'org:member',
    status,
    createdAt: 1,
    updatedAt: 1,
  });
}

/** One seat is left, and nobody is invited. */
function oneSeat({ state }: ClerkStub): void {
  const organization = state.organizations.get('org_engines');
  if (organization) organization.maxAllowedMemberships = organization.memberships.size;
}

/** What every endpoint of an organization refuses: a person signed out, and one who is not in it. */
const strangers = (send: Parameters): Example[] => [
  { send: { ...send, ...ENGINES }, session: null, refused: [401, 'signed_out'] },
  { send: { ...send, ...ENGINES }, session: 'sess_gone', refused: [401, 'authentication_invalid'] },
  { send: { ...send, ...NOWHERE }, refused: [403, 'not_a_member_in_organization'] },
];

const withoutPermission = (send: Parameters): Example => ({
  scenario: 'member',
  send: { ...send, ...ENGINES },
  refused: [403, 'missing_organization_permission'],
});

/** What every list refuses: pages that cannot be. `initialPage: 0` is how the SDK comes to ask for a negative offset. */
const impossiblePages = (send: Parameters): Example[] =>
  [{ limit: '0' }, { limit: '501' }, { limit: 'ten' }, { offset: '-10' }].map((page) => ({
    send: { ...send, ...page },
    refused: [422, 'form_param_value_invalid'],
  }));

const undeclared = (send: Parameters): Example => ({
  send: { ...send, ...ENGINES, color: 'red' },
  refused: [422, 'form_param_unknown'],
});

const signedOut: Example = { session: null, refused: [401, 'signed_out'] };

/** By route, as `routes` has them. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  'GET /v1/environment': [{}],
  'PATCH /v1/environment': [{}],
  'POST /v1/dev_browser': [{ granted: { id: BROWSER } }],
  'GET /v1/client': [
    { granted: { response: { sessions: [ADAS_SESSION] } } },
    { scenario: 'signed-out' },
    { scenario: 'signed-out', after: [signInStarted] },
  ],

  'DELETE /v1/client/sessions': [{}],
  'POST /v1/client/sessions/:session_id/touch': [
    {
      send: { ...SESSION, active_organization_id: 'org_moonshot', intent: 'select_org' },
      granted: { response: { last_active_organization_id: 'org_moonshot' } },
    },
    { send: { ...SESSION, active_organization_id: '', intent: 'focus' } },
    { send: { session_id: 'sess_gone' }, refused: [401, 'authentication_invalid'] },
    {
      send: { ...SESSION, active_organization_id: 'org_nowhere', intent: 'select_org' },
      refused: [404, 'organization_not_found_or_unauthorized'],
    },
  ],
  'POST /v1/client/sessions/:session_id/tokens': [
    { send: { ...SESSION, organization_id: 'org_moonshot', tab_state: 'focused' }, granted: TOKEN },
    { send: { session_id: 'sess_gone' }, refused: [401, 'authentication_invalid'] },
    {
      send: { ...SESSION, organization_id: 'org_nowhere' },
      refused: [404, 'organization_not_found_or_unauthorized'],
    },
  ],
  'POST /v1/client/sessions/:session_id/end': [
    { send: SESSION },
    { send: { session_id: 'sess_gone' }, refused: [404, 'resource_not_found'] },
  ],
  'POST /v1/client/sessions/:session_id/remove': [
    { send: SESSION },
    { send: { session_id: 'sess_gone' }, refused: [404, 'resource_not_found'] },
  ],

  'POST /v1/client/sign_ins': [
    { scenario: 'signed-out', send: { identifier: 'ada@example.com', locale: 'en-US', timezone: 'UTC' } },
    { scenario: 'signed-out', send: { identifier: 'ada@example.com', strategy: 'password', password: PASSWORD } },
    { send: { identifier: 'ada@example.com' }, refused: [400, 'session_exists'] },
    { scenario: 'signed-out', send: { identifier: '' }, refused: [422, 'form_param_missing'] },
    { scenario: 'signed-out', send: { identifier: 'nobody@example.com' }, refused: [422, 'form_identifier_not_found'] },
    {
      scenario: 'signed-out',
      send: { identifier: 'ada@example.com', strategy: 'password', password: 'wrong' },
      refused: [422, 'form_password_incorrect'],
    },
  ],
  'GET /v1/client/sign_ins/:sign_in_id': [
    { scenario: 'signed-out', after: [signInStarted], send: SIGN_IN },
    { scenario: 'signed-out', send: SIGN_IN, refused: [404, 'resource_not_found'] },
  ],
  'POST /v1/client/sign_ins/:sign_in_id/prepare_first_factor': [
    {
      scenario: 'signed-out',
      after: [signInStarted],
      send: { ...SIGN_IN, strategy: 'email_code', email_address_id: 'idn_ada' },
    },
    {
      scenario: 'signed-out',
      after: [signInStarted],
      send: { ...SIGN_IN, strategy: 'phone_code' },
      refused: [422, 'form_param_value_invalid'],
    },
    { scenario: 'signed-out', send: { ...SIGN_IN, strategy: 'email_code' }, refused: [404, 'resource_not_found'] },
  ],
  'POST /v1/client/sign_ins/:sign_in_id/attempt_first_factor': [
    { scenario: 'signed-out', after: [signInStarted], send: { ...SIGN_IN, strategy: 'password', password: PASSWORD } },
    { scenario: 'signed-out', after: [signInStarted], send: { ...SIGN_IN, strategy: 'email_code', code: '424242' } },
    {
      scenario: 'signed-out',
      after: [signInStarted],
      send: { ...SIGN_IN, strategy: 'password', password: 'wrong' },
      refused: [422, 'form_password_incorrect'],
    },
    {
      scenario: 'signed-out',
      after: [signInStarted],
      send: { ...SIGN_IN, strategy: 'email_code', code: '000000' },
      refused: [422, 'form_code_incorrect'],
    },
    {
      scenario: 'signed-out',
      after: [signInStarted],
      send: { ...SIGN_IN, strategy: 'passkey' },
      refused: [422, 'form_param_value_invalid'],
    },
    { scenario: 'signed-out', send: { ...SIGN_IN, strategy: 'password' }, refused: [404, 'resource_not_found'] },
  ],

  'GET /v1/me': [{ granted: { response: ADA } }, signedOut],
  'GET /v1/me/organization_memberships': [
    { send: PAGE, granted: { response: { total_count: 2, data: ADA.organization_memberships } } },
    { ...signedOut, send: PAGE },
    ...impossiblePages({}),
  ],
  'DELETE /v1/me/organization_memberships/:organization_id': [
    { send: ENGINES },
    { scenario: 'last-admin', send: ENGINES, refused: [400, 'organization_minimum_permissions_needed'] },
    ...strangers({}),
  ],
  'GET /v1/me/organization_invitations': [
    {
      meanwhile: adaInvited,
      send: { status: 'pending', limit: '10', offset: '0' },
      granted: { response: { total_count: 1, data: [{ ...ADAS_INVITATION, status: 'pending' }] } },
    },
    { ...signedOut },
    ...impossiblePages({}),
  ],
  'POST /v1/me/organization_invitations/:invitation_id/accept': [
    {
      meanwhile: adaInvited,
      send: { invitation_id: 'orginv_ada' },
      granted: { response: { ...ADAS_INVITATION, status: 'accepted' } },
    },
    {
      meanwhile: (stub) => adaInvited(stub, 'revoked'),
      send: { invitation_id: 'orginv_ada' },
      refused: [404, 'organization_invitation_not_pending'],
    },
    { send: { invitation_id: 'orginv_nobody' }, refused: [404, 'organization_invitation_not_found'] },
    { ...signedOut, send: { invitation_id: 'orginv_ada' } },
  ],
  'GET /v1/me/organization_suggestions': [
    { send: { status: ['pending', 'accepted'], limit: '10', offset: '0' } },
    signedOut,
    ...impossiblePages({}),
  ],

  'POST /v1/organizations': [
    { send: { name: 'Difference Engines', slug: 'difference' } },
    { send: { name: 'Difference Engines' } },
    { send: { name: '' }, refused: [422, 'form_param_missing'] },
    { send: { name: 'Analytical Engines', slug: 'engines' }, refused: [422, 'form_identifier_exists'] },
    { ...signedOut, send: { name: 'Difference Engines' } },
    { send: { name: 'Difference Engines', color: 'red' }, refused: [422, 'form_param_unknown'] },
  ],
  'GET /v1/organizations/:organization_id': [{ send: ENGINES }, ...strangers({})],
  'PATCH /v1/organizations/:organization_id': [
    { send: { ...ENGINES, name: 'Difference Engines', slug: 'difference' } },
    { send: { ...ENGINES, slug: 'moonshot' }, refused: [422, 'form_identifier_exists'] },
    withoutPermission({ name: 'Difference Engines' }),
    ...strangers({ name: 'Difference Engines' }),
    undeclared({}),
  ],
  'DELETE /v1/organizations/:organization_id': [{ send: ENGINES }, withoutPermission({}), ...strangers({})],

  'GET /v1/organizations/:organization_id/roles': [
    { send: { ...ENGINES, limit: '20', offset: '0' } },
    { scenario: 'custom-roles', send: ENGINES },
    {
      scenario: 'role-migration',
      send: ENGINES,
      granted: { response: { total_count: 2, has_role_set_migration: true } },
    },
    ...strangers({}),
  ],
  'GET /v1/organizations/:organization_id/memberships': [
    { send: { ...ENGINES, ...PAGE } },
    {
      send: { ...ENGINES, ...PAGE, query: 'ada', role: 'org:admin' },
      granted: { response: { total_count: 1, data: [{ public_user_data: { user_id: 'user_ada' } }] } },
    },
    { send: { ...ENGINES, ...PAGE, role: ['org:admin', 'org:member'] } },
    { scenario: 'custom-roles', send: { ...ENGINES, ...PAGE } },
    { scenario: 'member', send: { ...ENGINES, ...PAGE } },
    ...strangers(PAGE),
    ...impossiblePages(ENGINES),
  ],
  'POST /v1/organizations/:organization_id/memberships': [
    { send: { ...ENGINES, user_id: 'user_hedy', role: 'org:member' } },
    {
      send: { ...ENGINES, user_id: 'user_alan', role: 'org:member' },
      refused: [400, 'already_a_member_in_organization'],
    },
    { send: { ...ENGINES, user_id: 'user_nobody', role: 'org:member' }, refused: [404, 'resource_not_found'] },
    { send: { ...ENGINES, user_id: 'user_hedy', role: 'org:nothing' }, refused: [404, 'resource_not_found'] },
    { send: { ...ENGINES, user_id: '', role: 'org:member' }, refused: [422, 'form_param_missing'] },
    {
      meanwhile: oneSeat,
      send: { ...ENGINES, user_id: 'user_hedy', role: 'org:member' },
      refused: [403, 'organization_membership_quota_exceeded'],
    },
    withoutPermission({ user_id: 'user_hedy', role: 'org:member' }),
    ...strangers({ user_id: 'user_hedy', role: 'org:member' }),
    undeclared({ user_id: 'user_hedy', role: 'org:member' }),
  ],
  'PATCH /v1/organizations/:organization_id/memberships/:user_id': [
    {
      send: { ...ENGINES, user_id: 'user_alan', role: 'org:admin' },
      granted: { response: { role: 'org:admin', public_user_data: { user_id: 'user_alan' } } },
    },
    { send: { ...ENGINES, user_id: 'user_hedy', role: 'org:admin' }, refused: [404, 'resource_not_found'] },
    { send: { ...ENGINES, user_id: 'user_alan', role: 'org:nothing' }, refused: [404, 'resource_not_found'] },
    { send: { ...ENGINES, user_id: 'user_alan', role: '' }, refused: [422, 'form_param_missing'] },
    {
      scenario: 'last-admin',
      send: { ...ENGINES, user_id: 'user_ada', role: 'org:member' },
      refused: [400, 'organization_minimum_permissions_needed'],
    },
    withoutPermission({ user_id: 'user_alan', role: 'org:admin' }),
    ...strangers({ user_id: 'user_alan', role: 'org:admin' }),
    undeclared({ user_id: 'user_alan', role: 'org:admin' }),
  ],
  'DELETE /v1/organizations/:organization_id/memberships/:user_id': [
    { send: { ...ENGINES, user_id: 'user_alan' } },
    { scenario: 'custom-roles', send: { ...ENGINES, user_id: 'user_deleted' } },
    { send: { ...ENGINES, user_id: 'user_hedy' }, refused: [404, 'resource_not_found'] },
    {
      scenario: 'last-admin',
      send: { ...ENGINES, user_id: 'user_ada' },
      refused: [400, 'organization_minimum_permissions_needed'],
    },
    withoutPermission({ user_id: 'user_grace' }),
    ...strangers({ user_id: 'user_alan' }),
  ],

  'GET /v1/organizations/:organization_id/invitations': [
    {
      after: [invited],
      send: { ...ENGINES, status: 'pending', limit: '10', offset: '0' },
      granted: { response: { total_count: 1, data: [{ ...ENGINES, status: 'pending' }] } },
    },
    withoutPermission({}),
    ...strangers({}),
    ...impossiblePages(ENGINES),
  ],
  'POST /v1/organizations/:organization_id/invitations': [
    { send: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' } },
    {
      after: [invited],
      send: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' },
      refused: [400, 'organization_invitation_not_unique'],
    },
    ...['alan@example.com', 'Alan@Example.com'].map(
      (address): Example => ({
        send: { ...ENGINES, email_address: address, role: 'org:member' },
        refused: [400, 'already_a_member_in_organization'],
      }),
    ),
    { send: { ...ENGINES, email_address: 'kurt', role: 'org:member' }, refused: [422, 'form_param_format_invalid'] },
    {
      send: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:nothing' },
      refused: [404, 'resource_not_found'],
    },
    {
      meanwhile: oneSeat,
      send: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' },
      refused: [403, 'organization_membership_quota_exceeded'],
    },
    withoutPermission({ email_address: 'kurt@example.com', role: 'org:member' }),
    ...strangers({ email_address: 'kurt@example.com', role: 'org:member' }),
    undeclared({ email_address: 'kurt@example.com', role: 'org:member' }),
  ],
  'POST /v1/organizations/:organization_id/invitations/bulk': [
    {
      send: { ...ENGINES, email_address: ['kurt@example.com', 'emmy@example.com'], role: 'org:member' },
      granted: { response: [{ email_address: 'kurt@example.com' }, { email_address: 'emmy@example.com' }] },
    },
    {
      after: [invited],
      send: { ...ENGINES, email_address: ['emmy@example.com', 'kurt@example.com'], role: 'org:member' },
      refused: [400, 'organization_invitation_not_unique'],
    },
    { send: { ...ENGINES, email_address: [], role: 'org:member' }, refused: [422, 'form_param_missing'] },
    {
      send: { ...ENGINES, email_address: ['kurt@example.com', 'emmy'], role: 'org:member' },
      refused: [422, 'form_param_format_invalid'],
    },
    withoutPermission({ email_address: 'kurt@example.com', role: 'org:member' }),
    ...strangers({ email_address: 'kurt@example.com', role: 'org:member' }),
    undeclared({ email_address: 'kurt@example.com', role: 'org:member' }),
  ],
  'POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke': [
    { after: [invited], send: { ...ENGINES, ...KURT }, granted: { response: { ...ENGINES, status: 'revoked' } } },
    {
      after: [
        invited,
        ['POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke', { ...ENGINES, ...KURT }],
      ],
      send: { ...ENGINES, ...KURT },
      refused: [404, 'organization_invitation_not_pending'],
    },
    { send: { ...ENGINES, ...KURT }, refused: [404, 'organization_invitation_not_found'] },
    withoutPermission(KURT),
    ...strangers(KURT),
  ],
  'GET /v1/organizations/:organization_id/membership_requests': [
    { send: { ...ENGINES, status: 'pending', limit: '10', offset: '0' } },
    withoutPermission({}),
    ...strangers({}),
    ...impossiblePages(ENGINES),
  ],
  'GET /v1/organizations/:organization_id/domains': [
    { send: { ...ENGINES, limit: '10', offset: '0' } },
    withoutPermission({}),
    ...strangers({}),
    ...impossiblePages(ENGINES),
  ],
};

/** Plays an example on a stub of its own. Returns what was asked and answered for it, what came before not included. */
export async function play(route: string, example: Example): Promise<Exchange> {
  const exchanges: Exchange[] = [];
  const stub = createClerkStub(scenarios[example.scenario ?? 'default'].seed(), {
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const session = example.scenario === 'signed-out' ? null : SESSION.session_id;
  await stub.fetch(sdkRequest('GET /v1/client', {}, null));
  example.meanwhile?.(stub);
  for (const [earlier, send] of example.after ?? []) {
    const { ok, status } = await stub.fetch(sdkRequest(earlier, send, session));
    if (!ok) throw new Error(`${earlier}, asked before ${route}, was answered ${status}`);
  }
  await stub.fetch(sdkRequest(route, example.send ?? {}, example.session === undefined ? session : example.session));
  const exchange = exchanges.at(-1);
  if (!exchange) throw new Error(`${route} was not asked`);
  return exchange;
}

/** As the SDK sends it: GET or POST only, the method that is meant in the query, and so the session, but not to `/v1/client`. */
function sdkRequest(route: string, send: Parameters, session: string | null): Request {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replaceAll(/:(\w+)/g, (_, name) => String(send[name]));
  const own = new URLSearchParams(
    Object.entries(send)
      .filter(([name]) => !template.split('/').includes(`:${name}`))
      .flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
  );
  const query = new URLSearchParams({ __clerk_api_version: '2026-08-20', _clerk_js_version: '6.40.0' });
  query.set('__clerk_db_jwt', BROWSER);
  if (method !== 'GET' && method !== 'POST') query.set('_method', method);
  if (session !== null && !path.startsWith('/v1/client')) query.set('_clerk_session_id', session);
  if (method === 'GET') return new Request(`https://clerk-stub.test${path}?${query}&${own}`);
  return new Request(`https://clerk-stub.test${path}?${query}`, { method: 'POST', body: own });
}
