/** What changes has a greater `updated_at`: the SDK does not notify its listeners of an object that has not. */
import { expect, test } from '@playwright/test';
import { inviteMembers, revokeInvitation } from '../../clerk-stub/rules/invitations.ts';
import { addMember, removeMember, updateMember } from '../../clerk-stub/rules/memberships.ts';
import { updateOrganization } from '../../clerk-stub/rules/organizations.ts';
import { updateUser } from '../../clerk-stub/rules/profile.ts';
import { requireUser } from '../../clerk-stub/rules/users.ts';
import { scenarios } from '../../clerk-stub/scenarios.ts';
import { type ClerkStub, createClerkStub } from '../../clerk-stub/stub.ts';
import { organization } from '../fixtures.ts';
import { send } from './sdk-page.ts';

const newStub = () => createClerkStub(scenarios.default.seed());

/** What the stub answers to the browser in which Ada is signed in. */
const read = async (stub: ClerkStub, path = '/client') => (await (await send(stub, path)).json()).response;

function sessionOf(stub: ClerkStub) {
  const [client] = stub.state.clients.values();
  return read(stub, `/client/sessions/${client?.sessions[0]?.id}`);
}

const userOf = async (stub: ClerkStub) => (await sessionOf(stub)).user;
const membershipOf = async (stub: ClerkStub) => (await userOf(stub)).organization_memberships[0];
const organizationOf = async (stub: ClerkStub) => (await membershipOf(stub)).organization;

const makeAdaAMember = (stub: ClerkStub) => updateMember(stub.state, organization(stub), 'user_ada', 'org:member');
const removeAda = (stub: ClerkStub) => removeMember(stub.state, organization(stub, 'org_moonshot'), 'user_ada');

type Change = [
  what: string,
  find: (stub: ClerkStub) => Promise<{ updated_at: number }>,
  change: (stub: ClerkStub) => unknown,
];
const changes: Change[] = [
  ['a user who was changed', userOf, (stub) => updateUser(stub.state, requireUser(stub.state, 'user_ada'), {})],
  ['a membership with another role', membershipOf, makeAdaAMember],
  ['a renamed organization', organizationOf, (stub) => updateOrganization(stub.state, organization(stub), {})],
  [
    'an organization with a new member',
    organizationOf,
    (stub) => addMember(stub.state, organization(stub), 'user_hedy', 'org:member'),
  ],
  [
    'an organization with one member fewer',
    organizationOf,
    (stub) => removeMember(stub.state, organization(stub), 'user_tim'),
  ],
  ['a session that was ended', sessionOf, (clerk) => clerk.endSessions()],
  ['a session whose user has another role', sessionOf, makeAdaAMember],
  ['a client whose session was ended', read, (clerk) => clerk.endSessions()],
  ['a client whose user has another role', read, makeAdaAMember],
  ['a client whose user was removed from an organization', read, removeAda],
];

for (const [what, find, change] of changes) {
  test(`${what} gets a greater updated_at`, async () => {
    const stub = newStub();
    await read(stub);
    const before = (await find(stub)).updated_at;
    await change(stub);
    expect((await find(stub)).updated_at).toBeGreaterThan(before);
  });
}

test('a client whose user was added to an organization gets a greater updated_at', async () => {
  const stub = newStub();
  removeAda(stub);
  const before = (await read(stub)).updated_at;
  addMember(stub.state, organization(stub, 'org_moonshot'), 'user_ada', 'org:member');
  expect((await read(stub)).updated_at).toBeGreaterThan(before);
});

test('an invitation that was revoked gets a greater updatedAt', () => {
  const stub = newStub();
  const { state } = stub;
  const engines = organization(stub);
  const [invitation] = inviteMembers(state, engines, ['kurt@example.com'], 'org:member');
  const before = invitation?.updatedAt;
  expect(revokeInvitation(state, engines, invitation?.id ?? '').updatedAt).toBeGreaterThan(before ?? Infinity);
});

test('a session says when it was used last', async () => {
  const stub = newStub();
  await read(stub);
  const { id, last_active_at } = await sessionOf(stub);
  await send(stub, `/client/sessions/${id}/touch`, { method: 'POST' });
  expect((await sessionOf(stub)).last_active_at).toBeGreaterThan(last_active_at);
});

test('times go on after reset, also if they are ahead of the clock', async () => {
  const stub = newStub();
  stub.state.lastTime = Date.now() + 60_000;
  const before = (await read(stub)).updated_at;
  stub.reset();
  expect((await read(stub)).updated_at).toBeGreaterThan(before);
});
