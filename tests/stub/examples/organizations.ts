/** Examples of the organization, role and membership routes. */
import {
  ENGINES,
  type Examples,
  FIRST_PAGE,
  fillSeats,
  IMAGE,
  invalidImages,
  invalidPages,
  membersMay,
  nonMembers,
  signedOut,
  undeclaredParam,
  withoutPermission,
} from './example.ts';

/** At least one member must have all of them. */
const MINIMUM_PERMISSIONS = ['org:sys_memberships:manage', 'org:sys_memberships:read', 'org:sys_profile:delete'];

export const organizationExamples: Examples = {
  'POST /v1/organizations': [
    { params: { name: 'Difference Engines', slug: 'difference' } },
    {
      params: { name: ' Difference & Engines' },
      body: { response: { name: 'Difference & Engines', slug: 'difference-engines-org_new3' } },
    },
    { params: { name: '日本' }, body: { response: { slug: 'org_new3' } } },
    { params: { name: '' }, error: [422, 'form_param_missing'] },
    { params: { name: 'E'.repeat(257) }, error: [422, 'form_param_max_length_exceeded'] },
    { params: { name: '<b>Engines</b>' }, error: [422, 'form_param_value_invalid'] },
    { params: { name: 'Difference Engines', slug: 'Not a slug' }, error: [422, 'form_param_format_invalid'] },
    { params: { name: 'Analytical Engines', slug: 'engines' }, error: [422, 'form_identifier_exists'] },
    { ...signedOut, params: { name: 'Difference Engines' } },
    { params: { name: 'Difference Engines', color: 'red' }, error: [422, 'form_param_unknown'] },
  ],
  'GET /v1/organizations/:organization_id': [
    { params: ENGINES },
    {
      before: [
        [
          'POST /v1/organizations/:organization_id/invitations',
          { ...ENGINES, email_address: 'kurt@example.com', role: 'org:member' },
        ],
      ],
      params: ENGINES,
      body: { response: { members_count: 12, pending_invitations_count: 1 } },
    },
    { setUp: fillSeats, params: ENGINES, body: { response: { max_allowed_memberships: 12 } } },
    { params: { organization_id: '%E0%A4%A' }, error: [403, 'not_a_member_in_organization'] },
    ...nonMembers({}),
  ],
  'PATCH /v1/organizations/:organization_id': [
    { params: { ...ENGINES, name: 'Difference Engines', slug: 'difference' } },
    { params: { ...ENGINES, name: 'Moonshot', slug: 'moonshot' }, error: [422, 'form_identifier_exists'] },
    { params: { ...ENGINES, name: 'Difference Engines', slug: 'engines' } },
    { params: { ...ENGINES, slug: 'e'.repeat(256) } },
    ...['../moonshot', 'e'.repeat(257)].map((slug) => ({
      params: { ...ENGINES, slug },
      error: [422, 'form_param_format_invalid'] as const,
    })),
    { params: { ...ENGINES, name: 'E'.repeat(257) }, error: [422, 'form_param_max_length_exceeded'] },
    ...['   ', 'https://engines.test', 'www.engines.test'].map((name) => ({
      params: { ...ENGINES, name },
      error: [422, 'form_param_value_invalid'] as const,
    })),
    withoutPermission({ name: 'Difference Engines' }),
    ...nonMembers({ name: 'Difference Engines' }),
    undeclaredParam({}),
  ],
  'DELETE /v1/organizations/:organization_id': [{ params: ENGINES }, withoutPermission({}), ...nonMembers({})],

  'PUT /v1/organizations/:organization_id/logo': [
    { params: ENGINES, file: IMAGE, body: { response: { image_url: IMAGE, has_image: true } } },
    ...invalidImages(ENGINES),
    { ...withoutPermission({}), file: IMAGE },
    ...nonMembers({}),
  ],
  'DELETE /v1/organizations/:organization_id/logo': [
    { params: ENGINES, body: { response: { deleted: true } } },
    withoutPermission({}),
    ...nonMembers({}),
  ],

  'GET /v1/organizations/:organization_id/roles': [
    { params: { ...ENGINES, limit: '20', offset: '0' } },
    {
      params: ENGINES,
      body: { response: { data: [{ is_creator_eligible: true }, { is_creator_eligible: false }] } },
    },
    {
      scenario: 'member',
      setUp: membersMay('org:sys_memberships:read', 'org:invoices:read'),
      params: ENGINES,
      body: { response: { data: [{}, { permissions: [{ type: 'system' }, { type: 'user' }] }] } },
    },
    { scenario: 'custom-roles', params: ENGINES, body: { response: { total_count: 4 } } },
    {
      scenario: 'custom-roles',
      before: [['POST /v1/organizations', { name: 'Difference Engines' }]],
      params: { organization_id: 'org_new3' },
      body: { response: { total_count: 4 } },
    },
    {
      scenario: 'role-migration',
      params: ENGINES,
      body: { response: { total_count: 2, has_role_set_migration: true } },
    },
    ...nonMembers({}),
  ],
  'GET /v1/organizations/:organization_id/memberships': [
    { params: { ...ENGINES, ...FIRST_PAGE } },
    {
      params: { ...ENGINES, ...FIRST_PAGE, query: 'ada', role: 'org:admin' },
      body: { response: { total_count: 1, data: [{ public_user_data: { user_id: 'user_ada' } }] } },
    },
    { params: { ...ENGINES, ...FIRST_PAGE, role: ['org:admin', 'org:member'] } },
    { scenario: 'custom-roles', params: { ...ENGINES, ...FIRST_PAGE } },
    { scenario: 'member', params: { ...ENGINES, ...FIRST_PAGE } },
    ...nonMembers(FIRST_PAGE),
    ...invalidPages(ENGINES),
  ],
  'POST /v1/organizations/:organization_id/memberships': [
    { params: { ...ENGINES, user_id: 'user_hedy', role: 'org:member' } },
    {
      params: { ...ENGINES, user_id: 'user_alan', role: 'org:member' },
      error: [400, 'already_a_member_in_organization'],
    },
    { params: { ...ENGINES, user_id: 'user_nobody', role: 'org:member' }, error: [404, 'resource_not_found'] },
    { params: { ...ENGINES, user_id: 'user_hedy', role: 'org:nothing' }, error: [404, 'resource_not_found'] },
    { params: { ...ENGINES, user_id: '', role: 'org:member' }, error: [422, 'form_param_missing'] },
    {
      setUp: fillSeats,
      params: { ...ENGINES, user_id: 'user_hedy', role: 'org:member' },
      error: [403, 'organization_membership_quota_exceeded'],
    },
    withoutPermission({ user_id: 'user_hedy', role: 'org:member' }),
    ...nonMembers({ user_id: 'user_hedy', role: 'org:member' }),
    undeclaredParam({ user_id: 'user_hedy', role: 'org:member' }),
  ],
  'PATCH /v1/organizations/:organization_id/memberships/:user_id': [
    {
      params: { ...ENGINES, user_id: 'user_alan', role: 'org:admin' },
      body: { response: { role: 'org:admin', public_user_data: { user_id: 'user_alan' } } },
    },
    { params: { ...ENGINES, user_id: 'user_hedy', role: 'org:admin' }, error: [404, 'resource_not_found'] },
    { params: { ...ENGINES, user_id: 'user_alan', role: 'org:nothing' }, error: [404, 'resource_not_found'] },
    { params: { ...ENGINES, user_id: 'user_alan', role: '' }, error: [422, 'form_param_missing'] },
    {
      scenario: 'last-admin',
      params: { ...ENGINES, user_id: 'user_ada', role: 'org:member' },
      error: [400, 'organization_minimum_permissions_needed'],
    },
    ...MINIMUM_PERMISSIONS.map((missing) => ({
      scenario: 'last-admin' as const,
      setUp: membersMay(...MINIMUM_PERMISSIONS.filter((permission) => permission !== missing)),
      params: { ...ENGINES, user_id: 'user_ada', role: 'org:member' },
      error: [400, 'organization_minimum_permissions_needed'] as const,
    })),
    withoutPermission({ user_id: 'user_alan', role: 'org:admin' }),
    ...nonMembers({ user_id: 'user_alan', role: 'org:admin' }),
    undeclaredParam({ user_id: 'user_alan', role: 'org:admin' }),
  ],
  'DELETE /v1/organizations/:organization_id/memberships/:user_id': [
    { params: { ...ENGINES, user_id: 'user_alan' } },
    { scenario: 'custom-roles', params: { ...ENGINES, user_id: 'user_deleted' } },
    { params: { ...ENGINES, user_id: 'user_hedy' }, error: [404, 'resource_not_found'] },
    {
      scenario: 'last-admin',
      params: { ...ENGINES, user_id: 'user_ada' },
      error: [400, 'organization_minimum_permissions_needed'],
    },
    withoutPermission({ user_id: 'user_grace' }),
    ...nonMembers({ user_id: 'user_alan' }),
  ],
};
