/** Examples of the routes under `/v1/me`. */
import { PASSWORD } from '../../../clerk-stub/seeds/people.ts';
import type { ClerkStub } from '../../../clerk-stub/stub.ts';
import { pendingInvitation } from '../sdk-page.ts';
import {
  ADA,
  ENGINES,
  type Examples,
  FIRST_PAGE,
  IMAGE,
  invalidImages,
  invalidPages,
  nonMembers,
  otherImages,
  SESSION,
  signedOut,
} from './example.ts';

const ADAS_INVITATION = { organization_id: 'org_moonshot', public_organization_data: { name: 'Moonshot Software' } };

/** Invites somebody else, who has another email address. */
const inviteKurt = ({ state }: ClerkStub) =>
  void state.invitations.set('orginv_kurt', pendingInvitation('kurt@example.com'));

const ACTIVE = { id: SESSION.session_id, status: 'active' };

/** Invites Ada to Moonshot Software, of which she is no longer a member. */
function inviteAda({ state }: ClerkStub, status: 'pending' | 'revoked' = 'pending'): void {
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

export const meExamples: Examples = {
  'GET /v1/me': [{ body: { response: ADA } }, signedOut],
  'PATCH /v1/me': [
    {
      params: { first_name: 'Augusta', last_name: '' },
      body: { response: { first_name: 'Augusta', last_name: null } },
    },
    { params: { first_name: 'Augusta' }, body: { response: { last_name: 'Lovelace' } } },
    { params: { first_name: 'A'.repeat(256) } },
    ...['first_name', 'last_name'].map((name) => ({
      params: { [name]: 'A'.repeat(257) },
      error: [422, 'form_param_max_length_exceeded'] as const,
    })),
    { params: { username: 'ada' }, error: [422, 'clerk_stub_unsupported'] },
    signedOut,
  ],
  'PATCH /v1/me/metadata': [
    { params: { unsafe_metadata: '{"theme":"dark"}' }, body: { response: { unsafe_metadata: { theme: 'dark' } } } },
    {
      params: { unsafe_metadata: '{"jwt":"not.signed"}' },
      body: { response: { unsafe_metadata: { jwt: 'not.signed' } } },
    },
    { params: { unsafe_metadata: '["dark"]' }, error: [422, 'form_param_value_invalid'] },
    { params: { unsafe_metadata: 'dark' }, error: [422, 'form_param_value_invalid'] },
    { error: [422, 'form_param_missing'] },
    { ...signedOut, params: { unsafe_metadata: '{}' } },
  ],
  'POST /v1/me/profile_image': [
    { file: IMAGE, body: { response: { public_url: IMAGE }, client: { sessions: [{ user: { image_url: IMAGE } }] } } },
    ...otherImages.map((file) => ({ file })),
    ...invalidImages({}),
    { ...signedOut, file: IMAGE },
  ],
  'DELETE /v1/me/profile_image': [{}, signedOut],
  'POST /v1/me/change_password': [
    { params: { current_password: PASSWORD, new_password: 'difference', sign_out_of_other_sessions: 'true' } },
    { params: { current_password: 'wrong', new_password: 'difference' }, error: [422, 'form_password_incorrect'] },
    ...[8, 72].map((length) => ({ params: { current_password: PASSWORD, new_password: 'x'.repeat(length) } })),
    {
      params: { current_password: PASSWORD, new_password: 'x'.repeat(7) },
      error: [422, 'form_password_length_too_short'],
    },
    {
      params: { current_password: PASSWORD, new_password: 'x'.repeat(73) },
      error: [422, 'form_password_length_too_long'],
    },
    { params: { new_password: 'difference' }, error: [422, 'form_password_incorrect'] },
    { params: { current_password: PASSWORD }, error: [422, 'form_password_length_too_short'] },
    {
      params: { current_password: PASSWORD, new_password: 'difference', color: 'red' },
      error: [422, 'form_param_unknown'],
    },
    signedOut,
  ],
  'GET /v1/me/sessions/active': [{ body: [{ ...ACTIVE, latest_activity: { is_mobile: false } }] }, signedOut],
  'POST /v1/me/sessions/:session_id/revoke': [
    { params: SESSION, body: { response: { status: 'revoked' }, client: { sessions: [] } } },
    { params: { session_id: 'sess_gone' }, error: [404, 'resource_not_found'] },
    { ...signedOut, params: SESSION },
  ],
  'GET /v1/me/organization_memberships': [
    { params: FIRST_PAGE, body: { response: { total_count: 2, data: ADA.organization_memberships } } },
    { ...signedOut, params: FIRST_PAGE },
    ...invalidPages({}),
  ],
  'DELETE /v1/me/organization_memberships/:organization_id': [
    { params: ENGINES },
    { scenario: 'last-admin', params: ENGINES, error: [400, 'organization_minimum_permissions_needed'] },
    {
      scenario: 'membership-required',
      before: [['DELETE /v1/me/organization_memberships/:organization_id', { organization_id: 'org_moonshot' }]],
      params: ENGINES,
      error: [422, 'personal_accounts_not_allowed'],
    },
    ...nonMembers({}),
  ],
  'GET /v1/me/organization_invitations': [
    {
      setUp: inviteAda,
      params: { status: 'pending', limit: '10', offset: '0' },
      body: { response: { total_count: 1, data: [{ ...ADAS_INVITATION, status: 'pending' }] } },
    },
    { setUp: inviteKurt, body: { response: { total_count: 0, data: [] } } },
    {
      setUp: (stub) => inviteAda(stub, 'revoked'),
      params: { status: 'pending' },
      body: { response: { total_count: 0, data: [] } },
    },
    { ...signedOut },
    ...invalidPages({}),
  ],
  'POST /v1/me/organization_invitations/:invitation_id/accept': [
    {
      setUp: inviteAda,
      params: { invitation_id: 'orginv_ada' },
      body: { response: { ...ADAS_INVITATION, status: 'accepted' } },
    },
    {
      setUp: (stub) => inviteAda(stub, 'revoked'),
      params: { invitation_id: 'orginv_ada' },
      error: [404, 'organization_invitation_not_pending'],
    },
    { params: { invitation_id: 'orginv_nobody' }, error: [404, 'organization_invitation_not_found'] },
    {
      setUp: inviteKurt,
      params: { invitation_id: 'orginv_kurt' },
      error: [404, 'organization_invitation_not_found'],
    },
    {
      // The invitation is for another role than the one she has.
      setUp: ({ state }) => void state.invitations.set('orginv_ada', pendingInvitation('ada@example.com')),
      params: { invitation_id: 'orginv_ada' },
      body: { client: { sessions: [{ user: ADA }] } },
    },
    { ...signedOut, params: { invitation_id: 'orginv_ada' } },
  ],
  'GET /v1/me/organization_suggestions': [
    { params: { status: ['pending', 'accepted'], limit: '10', offset: '0' } },
    signedOut,
    ...invalidPages({}),
  ],
};
