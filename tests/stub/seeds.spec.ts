/** The seeds that a stub accepts, and what it makes of them. */
import { expect, test } from '@playwright/test';
import { analyticalEngines, moonshot, organization, seed, withAdmins } from '../../clerk-stub/seeds/organizations.ts';
import { people } from '../../clerk-stub/seeds/people.ts';
import { ADMIN, MEMBER } from '../../clerk-stub/seeds/roles.ts';
import type { Seed } from '../../clerk-stub/state.ts';
import { type ClerkStub, createClerkStub } from '../../clerk-stub/stub.ts';
import { pendingInvitation, send } from './sdk-page.ts';

const { ada } = people;

/** As the default user. */
async function createOrganization(stub: ClerkStub): Promise<void> {
  const { response } = await (await send(stub, '/client')).json();
  const body = new URLSearchParams({ name: 'Difference Engines' });
  await send(stub, `/organizations?_clerk_session_id=${response.sessions[0].id}`, { method: 'POST', body });
}

test('a seed has public metadata of users, organizations and memberships', async () => {
  const engines = analyticalEngines();
  const memberships = engines.memberships.map((membership) => ({ ...membership, publicMetadata: { desk: 'north' } }));
  const stub = createClerkStub(
    seed({
      users: [{ ...ada, publicMetadata: { onboarded: true } }],
      organizations: [{ ...engines, memberships, publicMetadata: { plan: 'team' } }],
    }),
  );
  const { response } = await (await send(stub, '/client')).json();
  expect(response.sessions[0].user).toMatchObject({
    public_metadata: { onboarded: true },
    organization_memberships: [
      { public_metadata: { desk: 'north' }, organization: { public_metadata: { plan: 'team' } } },
    ],
  });
});

test('a seed changes the settings of the instance', async () => {
  const stub = createClerkStub(seed({ environment: { display_config: { application_name: 'Engines' } } }));
  const { display_config, user_settings } = await (await send(stub, '/environment')).json();
  expect(display_config).toMatchObject({ application_name: 'Engines', home_url: '/' });
  expect(user_settings).toHaveProperty('attributes.email_address.enabled', true);
});

test('users and organizations follow the settings of the seed', async () => {
  const environment = {
    user_settings: { actions: { create_organization: false, delete_self: true } },
    organization_settings: { max_allowed_memberships: 3, actions: { admin_delete: false } },
  };
  const stub = createClerkStub(seed({ environment }));
  await createOrganization(stub);
  const { user } = (await (await send(stub, '/client')).json()).response.sessions[0];
  expect(user).toMatchObject({ create_organization_enabled: false, delete_self_enabled: true });
  expect(user.organization_memberships.at(-1).organization).toMatchObject({
    name: 'Difference Engines',
    admin_delete_enabled: false,
    max_allowed_memberships: 3,
  });
});

for (const [what, user, strategies] of [
  ['with a password', ada, ['password', 'email_code']],
  ['without a password', { ...ada, password: '' }, ['email_code']],
] as const) {
  test(`a user ${what} can sign in by ${strategies.join(' and ')}`, async () => {
    const stub = createClerkStub(seed({ users: [user], organizations: [], defaultSession: null }));
    const body = new URLSearchParams({ identifier: user.email });
    const { response } = await (await send(stub, '/client/sign_ins', { method: 'POST', body })).json();
    const factors: { strategy: string }[] = response.supported_first_factors;
    expect(factors.map(({ strategy }) => strategy)).toEqual(strategies);
  });
}

test('a user without a password has none to change', async () => {
  const users = [{ ...ada, password: '' }];
  const stub = createClerkStub(
    seed({ users, organizations: [], defaultSession: { userId: ada.id, organizationId: null } }),
  );
  const { response } = await (await send(stub, '/client')).json();
  expect(response.sessions[0].user.password_enabled).toBe(false);
});

test('with multi-session, a second sign-in in one browser is reported as unsupported', async () => {
  const stub = createClerkStub(seed({ environment: { auth_config: { single_session_mode: false } } }));
  const body = new URLSearchParams({ identifier: 'grace@example.com' });
  expect((await send(stub, '/client/sign_ins', { method: 'POST', body })).status).toBe(422);
  expect(stub.unknownRequests.map(({ path }) => path)).toEqual(['/v1/client/sign_ins']);
});

test('a seed without the role that creators of organizations get is refused', () => {
  expect(() => createClerkStub(seed({ roles: [] }))).toThrow('org:admin');
});

const nobody = { userId: 'user_nobody', organizationId: null };
const invitation = pendingInvitation('kurt@example.com');
const notAMember = { userId: 'user_hedy', organizationId: 'org_engines' };

const slips: [string, Partial<Seed>, string][] = [
  [
    'two users with one ID',
    { users: [ada, { ...ada, email: 'other@example.com' }], organizations: [], defaultSession: null },
    'user_ada',
  ],
  [
    'two users with one email address',
    { users: [...Object.values(people), { ...ada, id: 'user_other', email: 'Ada@example.com' }] },
    'ada@example.com',
  ],
  [
    'two organizations with one slug',
    { organizations: [analyticalEngines(), { ...moonshot(), slug: 'engines' }] },
    'engines',
  ],
  [
    'memberships of two organizations with one ID',
    { organizations: [moonshot(), { ...analyticalEngines(), memberships: moonshot().memberships }] },
    'orgmem_moonshot_margaret',
  ],
  [
    'a malformed permission',
    { roles: [{ ...ADMIN, permissions: ['org:reports', ''] }, MEMBER] },
    'org:reports of org:admin',
  ],
  ['an invitation with an unknown role', { invitations: [{ ...invitation, role: 'org:boss' }] }, 'orginv_kurt'],
  [
    'an invitation to an unknown organization',
    { invitations: [{ ...invitation, organizationId: 'org_nowhere' }] },
    'orginv_kurt',
  ],
  ['a default session of an unknown user', { defaultSession: nobody }, 'user_nobody'],
  [
    'a default session in an organization of which the user is not a member',
    { defaultSession: notAMember },
    'org_engines',
  ],
  [
    'a member with an unknown role',
    { roles: [ADMIN], organizations: [{ ...moonshot(), roleSet: [] }] },
    'org_moonshot',
  ],
  [
    'a role set with an unknown role',
    { organizations: [{ ...analyticalEngines(), roleSet: ['org:boss'] }] },
    'org:boss',
  ],
];

for (const [what, change, name] of slips) {
  test(`a seed with ${what} is rejected by an error that names it`, () => {
    expect(() => createClerkStub(seed(change))).toThrow(name);
  });
}

test('email addresses of a seed are stored in lower case', () => {
  const invitations = [pendingInvitation('Kurt@Example.com')];
  const { state } = createClerkStub(seed({ users: [{ ...ada, email: 'Ada@Example.com' }], invitations }));
  const emails = [...state.users.values(), ...state.invitations.values()].map(({ email }) => email);
  expect(emails).toEqual(['ada@example.com', 'kurt@example.com']);
});

test('an organization that is created when there is none has all roles', async () => {
  const stub = createClerkStub(
    seed({ organizations: [], defaultSession: { userId: 'user_ada', organizationId: null } }),
  );
  await createOrganization(stub);
  expect([...stub.state.organizations.values()]).toMatchObject([{ roleSet: ['org:admin', 'org:member'] }]);
});

test('what users create does not replace what the seed has', async () => {
  const numbered = ['1', '2', '3', '4', '5'].map((slug) => organization('Engines', slug, withAdmins([ada], [ada])));
  const stub = createClerkStub(
    seed({ organizations: numbered, defaultSession: { userId: 'user_ada', organizationId: 'org_1' } }),
  );
  await createOrganization(stub);
  expect(stub.state.organizations.size).toBe(6);
});
