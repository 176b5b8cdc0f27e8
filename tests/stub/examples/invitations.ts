/** Examples of the invitation routes, and of the lists that are always empty. */
import type { ClerkStub } from '../../../clerk-stub/stub.ts';
import {
  ENGINES,
  type Example,
  type Examples,
  fillSeats,
  invalidPages,
  nonMembers,
  undeclaredParam,
  withoutPermission,
} from './example.ts';

const inviteKurt = [
  'POST /v1/organizations/:organization_id/invitations',
  { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' },
] as const;
const KURTS_INVITATION = { invitation_id: 'orginv_new3' };

function makeAdaAdminOfMoonshot(stub: ClerkStub): void {
  const membership = stub.membership('org_moonshot', 'user_ada');
  if (membership) membership.role = 'org:admin';
}

export const invitationExamples: Examples = {
  'GET /v1/organizations/:organization_id/invitations': [
    {
      before: [inviteKurt],
      params: { ...ENGINES, status: 'pending', limit: '10', offset: '0' },
      body: { response: { total_count: 1, data: [{ ...ENGINES, status: 'pending' }] } },
    },
    withoutPermission({}),
    ...nonMembers({}),
    ...invalidPages(ENGINES),
  ],
  'POST /v1/organizations/:organization_id/invitations': [
    { params: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' } },
    {
      before: [inviteKurt],
      params: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' },
      error: [
        400,
        'organization_invitation_not_unique',
        'Organizations cannot have duplicate pending invitations for an email address.',
      ],
    },
    ...['alan@example.com', 'Alan@Example.com'].map(
      (address): Example => ({
        params: { ...ENGINES, email_address: address, role: 'org:member' },
        error: [400, 'already_a_member_in_organization'],
      }),
    ),
    {
      params: { ...ENGINES, email_address: 'kurt', role: 'org:member' },
      error: [422, 'form_param_format_invalid', 'email_address must be a valid email address.'],
    },
    {
      params: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:nothing' },
      error: [404, 'resource_not_found'],
    },
    {
      setUp: fillSeats,
      params: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' },
      error: [403, 'organization_membership_quota_exceeded'],
    },
    { params: { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member', notify: 'false' } },
    withoutPermission({ email_address: 'kurt@example.com', role: 'org:member' }),
    ...nonMembers({ email_address: 'kurt@example.com', role: 'org:member' }),
    undeclaredParam({ email_address: 'kurt@example.com', role: 'org:member' }),
  ],
  'POST /v1/organizations/:organization_id/invitations/bulk': [
    {
      params: { ...ENGINES, email_address: ['kurt@example.com', 'emmy@example.com'], role: 'org:member' },
      body: { response: [{ email_address: 'kurt@example.com' }, { email_address: 'emmy@example.com' }] },
    },
    {
      before: [inviteKurt],
      params: { ...ENGINES, email_address: ['emmy@example.com', 'kurt@example.com'], role: 'org:member' },
      error: [400, 'organization_invitation_not_unique'],
    },
    {
      params: { ...ENGINES, email_address: ['kurt@example.com', ''], role: 'org:member' },
      body: { response: [{ email_address: 'kurt@example.com' }] },
    },
    {
      params: { ...ENGINES, email_address: ['kurt@example.com', 'Kurt@example.com'], role: 'org:member' },
      error: [400, 'organization_invitation_not_unique'],
    },
    { params: { ...ENGINES, email_address: [], role: 'org:member' }, error: [422, 'form_param_missing'] },
    // The addresses are checked before the role.
    { params: { ...ENGINES, email_address: ['kurt'], role: 'org:boss' }, error: [422, 'form_param_format_invalid'] },
    {
      setUp: (stub) => fillSeats(stub, 1),
      params: { ...ENGINES, email_address: ['kurt@example.com', 'emmy@example.com'], role: 'org:member' },
      error: [403, 'organization_membership_quota_exceeded'],
    },
    {
      params: { ...ENGINES, email_address: ['kurt', 'kurt@example.com', 'emmy'], role: 'org:member' },
      error: [422, 'form_param_format_invalid', 'The following email addresses are invalid: kurt, emmy'],
    },
    withoutPermission({ email_address: 'kurt@example.com', role: 'org:member' }),
    ...nonMembers({ email_address: 'kurt@example.com', role: 'org:member' }),
    undeclaredParam({ email_address: 'kurt@example.com', role: 'org:member' }),
  ],
  'POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke': [
    {
      before: [inviteKurt],
      params: { ...ENGINES, ...KURTS_INVITATION },
      body: { response: { ...ENGINES, status: 'revoked' } },
    },
    {
      before: [
        inviteKurt,
        [
          'POST /v1/organizations/:organization_id/invitations/:invitation_id/revoke',
          { ...ENGINES, ...KURTS_INVITATION },
        ],
      ],
      params: { ...ENGINES, ...KURTS_INVITATION },
      error: [
        404,
        'organization_invitation_not_pending',
        "The organization invitation is not in the 'pending' status.",
      ],
    },
    {
      params: { ...ENGINES, ...KURTS_INVITATION },
      error: [404, 'organization_invitation_not_found', 'No invitation found with id orginv_new3.'],
    },
    {
      before: [inviteKurt],
      setUp: makeAdaAdminOfMoonshot,
      params: { ...KURTS_INVITATION, organization_id: 'org_moonshot' },
      error: [404, 'organization_invitation_not_found'],
    },
    withoutPermission(KURTS_INVITATION),
    ...nonMembers(KURTS_INVITATION),
  ],
  'GET /v1/organizations/:organization_id/membership_requests': [
    { params: { ...ENGINES, status: 'pending', limit: '10', offset: '0' } },
    withoutPermission({}),
    ...nonMembers({}),
    ...invalidPages(ENGINES),
  ],
  'GET /v1/organizations/:organization_id/domains': [
    { params: { ...ENGINES, limit: '10', offset: '0' } },
    withoutPermission({}),
    ...nonMembers({}),
    ...invalidPages(ENGINES),
  ],
};
