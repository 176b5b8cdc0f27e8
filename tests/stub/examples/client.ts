/** Examples of the environment, client, session and sign-in routes. */
import { expect } from '@playwright/test';
import { PASSWORD } from '../../../clerk-stub/seeds/people.ts';
import type { ClerkStub } from '../../../clerk-stub/stub.ts';
import { ADA, BROWSER, type Examples, SESSION, TOKEN } from './example.ts';

const SIGN_IN = { sign_in_id: 'sia_new2' };
const startSignIn = ['POST /v1/client/sign_ins', { identifier: 'ada@example.com' }] as const;
const signIn = [startSignIn[0], { ...startSignIn[1], strategy: 'password', password: PASSWORD }] as const;
const sendCode = [
  'POST /v1/client/sign_ins/:sign_in_id/prepare_first_factor',
  { ...SIGN_IN, strategy: 'email_code', email_address_id: 'idn_ada' },
] as const;
const chooseMoonshot = [
  'POST /v1/client/sessions/:session_id/touch',
  { ...SESSION, active_organization_id: 'org_moonshot' },
] as const;
const ADAS_SESSION = { last_active_token: TOKEN, user: ADA, actor: null, tasks: null };

const deleteAda = ({ state }: ClerkStub) => void state.users.delete('user_ada');
const addTemplate = ({ state }: ClerkStub) => void state.jwtTemplates.set('supabase', { role: 'authenticated' });

export const clientExamples: Examples = {
  'GET /.well-known/jwks.json': [{ body: { keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig' }] } }],
  'GET /v1/client/handshake': [
    { params: { redirect_url: 'https://app.test/' }, status: 307 },
    { params: { redirect_url: 'https://app.test/', organization_id: 'org_nowhere' }, status: 307 },
    { params: { redirect_url: 'app' }, error: [422, 'form_param_value_invalid'] },
    { error: [422, 'form_param_value_invalid'] },
  ],
  'GET /v1/environment': [{}],
  'PATCH /v1/environment': [{}],
  'POST /v1/dev_browser': [{ body: { id: BROWSER } }],
  'GET /v1/client': [
    { body: { response: { sessions: [ADAS_SESSION] } } },
    { body: { response: { sessions: [{ user: { last_sign_in_at: expect.any(Number) } }] } } },
    { scenario: 'signed-out' },
    { scenario: 'signed-out', before: [startSignIn] },
    { scenario: 'signed-out', before: [startSignIn], setUp: deleteAda, body: { response: { sign_in: null } } },
    { scenario: 'signed-out', before: [signIn], body: { response: { sign_in: null } } },
  ],

  'DELETE /v1/client/sessions': [{}],
  'GET /v1/client/sessions/:session_id': [
    { params: SESSION, body: { response: ADAS_SESSION } },
    { params: { session_id: 'sess_gone' }, error: [404, 'resource_not_found'] },
  ],
  'POST /v1/client/sessions/:session_id/touch': [
    {
      params: { ...SESSION, active_organization_id: 'org_moonshot', intent: 'select_org' },
      body: { response: { last_active_organization_id: 'org_moonshot' } },
    },
    {
      params: { ...SESSION, active_organization_id: '', intent: 'focus' },
      body: { response: { last_active_organization_id: null } },
    },
    {
      scenario: 'membership-required',
      before: [chooseMoonshot],
      params: { ...SESSION, active_organization_id: '', intent: 'focus' },
      body: { response: { status: 'active', last_active_organization_id: 'org_moonshot' } },
    },
    { params: { session_id: 'sess_gone' }, error: [401, 'authentication_invalid'] },
    {
      params: { ...SESSION, active_organization_id: 'org_nowhere', intent: 'select_org' },
      error: [404, 'organization_not_found_or_unauthorized'],
    },
  ],
  'POST /v1/client/sessions/:session_id/tokens': [
    { params: { ...SESSION, organization_id: 'org_moonshot', tab_state: 'focused' }, body: TOKEN },
    { params: { session_id: 'sess_gone' }, error: [401, 'authentication_invalid'] },
    {
      params: { ...SESSION, organization_id: 'org_nowhere' },
      error: [404, 'organization_not_found_or_unauthorized'],
    },
  ],
  'POST /v1/client/sessions/:session_id/tokens/:template_name': [
    { setUp: addTemplate, params: { ...SESSION, template_name: 'supabase' }, body: TOKEN },
    {
      params: { ...SESSION, template_name: 'supabase' },
      error: [404, 'resource_not_found', 'No JWT template exists with name: supabase'],
    },
    { params: { session_id: 'sess_gone', template_name: 'supabase' }, error: [401, 'authentication_invalid'] },
  ],
  'POST /v1/client/sessions/:session_id/end': [
    { params: SESSION },
    { params: { session_id: 'sess_gone' }, error: [404, 'resource_not_found'] },
  ],
  'POST /v1/client/sessions/:session_id/remove': [
    { params: SESSION },
    { params: { session_id: 'sess_gone' }, error: [404, 'resource_not_found'] },
  ],

  'POST /v1/client/sign_ins': [
    { scenario: 'signed-out', params: { identifier: 'ada@example.com', locale: 'en-US', timezone: 'UTC' } },
    { scenario: 'signed-out', params: { identifier: 'ada@example.com', strategy: 'password', password: PASSWORD } },
    { scenario: 'signed-out', params: { identifier: 'Ada@Example.com' } },
    { scenario: 'signed-out', params: { identifier: ' ada@example.com ' } },
    {
      params: { identifier: 'ada@example.com' },
      error: [400, 'session_exists'],
      body: { meta: { client: { sessions: [ADAS_SESSION] } } },
    },
    { scenario: 'signed-out', params: { identifier: '' }, error: [422, 'form_param_missing'] },
    { scenario: 'signed-out', params: { identifier: 'nobody@example.com' }, error: [422, 'form_identifier_not_found'] },
    {
      scenario: 'signed-out',
      params: { identifier: 'ada@example.com', strategy: 'password', password: 'wrong' },
      error: [422, 'form_password_incorrect'],
    },
    {
      scenario: 'signed-out',
      params: { identifier: 'ada@example.com', strategy: 'email_code' },
      body: { response: { first_factor_verification: { strategy: 'email_code', status: 'unverified' } } },
    },
    {
      scenario: 'signed-out',
      params: { identifier: 'ada@example.com', strategy: 'passkey' },
      error: [422, 'clerk_stub_unsupported'],
    },
    { scenario: 'signed-out', params: { transfer: 'true' }, error: [422, 'clerk_stub_unsupported'] },
  ],
  'GET /v1/client/sign_ins/:sign_in_id': [
    { scenario: 'signed-out', before: [startSignIn], params: SIGN_IN },
    { scenario: 'signed-out', params: SIGN_IN, error: [404, 'resource_not_found'] },
  ],
  'POST /v1/client/sign_ins/:sign_in_id/prepare_first_factor': [
    {
      scenario: 'signed-out',
      before: [startSignIn],
      params: { ...SIGN_IN, strategy: 'email_code', email_address_id: 'idn_ada' },
    },
    {
      scenario: 'signed-out',
      before: [startSignIn],
      params: { ...SIGN_IN, strategy: 'phone_code' },
      error: [422, 'clerk_stub_unsupported'],
    },
    { scenario: 'signed-out', params: { ...SIGN_IN, strategy: 'email_code' }, error: [404, 'resource_not_found'] },
  ],
  'POST /v1/client/sign_ins/:sign_in_id/attempt_first_factor': [
    { scenario: 'signed-out', before: [startSignIn], params: { ...SIGN_IN, strategy: 'password', password: PASSWORD } },
    {
      scenario: 'signed-out',
      before: [startSignIn, sendCode],
      params: { ...SIGN_IN, strategy: 'email_code', code: '424242' },
    },
    {
      scenario: 'signed-out',
      before: [startSignIn],
      params: { ...SIGN_IN, strategy: 'email_code', code: '424242' },
      error: [
        400,
        'verification_missing',
        'This strategy requires verification preparation before attempting to validate it.',
      ],
    },
    {
      scenario: 'signed-out',
      before: [startSignIn],
      params: { ...SIGN_IN, strategy: 'password', password: 'wrong' },
      error: [422, 'form_password_incorrect'],
    },
    {
      scenario: 'signed-out',
      before: [startSignIn, sendCode],
      params: { ...SIGN_IN, strategy: 'email_code', code: '000000' },
      error: [422, 'form_code_incorrect'],
    },
    {
      scenario: 'signed-out',
      before: [startSignIn],
      params: { ...SIGN_IN, strategy: 'passkey' },
      error: [422, 'clerk_stub_unsupported'],
    },
    {
      scenario: 'signed-out',
      before: [startSignIn],
      setUp: deleteAda,
      params: { ...SIGN_IN, strategy: 'password', password: PASSWORD },
      error: [400, 'sign_in_identification_or_user_deleted'],
    },
    { scenario: 'signed-out', params: { ...SIGN_IN, strategy: 'password' }, error: [404, 'resource_not_found'] },
  ],
};
