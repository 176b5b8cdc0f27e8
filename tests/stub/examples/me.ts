/** Examples of the routes under `/v1/me`. */
import type { ClerkStub } from '../../../clerk-stub/stub.ts';
import { ADA, ENGINES, type Examples, FIRST_PAGE, invalidPages, nonMembers, signedOut } from './example.ts';

const ADAS_INVITATION = { organization_id: 'org_moonshot', public_organization_data: { name: 'Moonshot Software' } };

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
  'GET /v1/me/organization_memberships': [
    { params: FIRST_PAGE, body: { response: { total_count: 2, data: ADA.organization_memberships } } },
    { ...signedOut, params: FIRST_PAGE },
    ...invalidPages({}),
  ],
  'DELETE /v1/me/organization_memberships/:organization_id': [
    { params: ENGINES },
    { scenario: 'last-admin', params: ENGINES, error: [400, 'organization_minimum_permissions_needed'] },
    ...nonMembers({}),
  ],
  'GET /v1/me/organization_invitations': [
    {
      setUp: inviteAda,
      params: { status: 'pending', limit: '10', offset: '0' },
      body: { response: { total_count: 1, data: [{ ...ADAS_INVITATION, status: 'pending' }] } },
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
    { ...signedOut, params: { invitation_id: 'orginv_ada' } },
  ],
  'GET /v1/me/organization_suggestions': [
    { params: { status: ['pending', 'accepted'], limit: '10', offset: '0' } },
    signedOut,
    ...invalidPages({}),
  ],
};
