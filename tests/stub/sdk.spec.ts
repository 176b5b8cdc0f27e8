/** The SDK without components: all that it documents for the members of an organization, and Clerk's codes on refusals. */
import { removeMember, updateMember } from '../../clerk-stub/rules/memberships.ts';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { endSessions, expect, organization as organizationOf, test } from '../fixtures.ts';
import { activeOrganization, openSdk, sessionsOf, signedInUser } from './sdk-page.ts';

test('memberships are listed by page, role and search query', async ({ page }) => {
  const organization = await activeOrganization(await openSdk(page));
  const read = await organization.evaluate(async (organization) => {
    const list = async (params: Parameters<typeof organization.getMemberships>[0]) => {
      const { data, total_count } = await organization.getMemberships(params);
      return [total_count, ...data.map(({ publicUserData }) => publicUserData?.identifier.replace(/@.*/, ''))];
    };
    return {
      byDefault: (await list({})).length - 1,
      page: await list({ initialPage: 3, pageSize: 5 }),
      beyondTheLast: await list({ initialPage: 9, pageSize: 5 }),
      role: await list({ role: ['org:admin'] }),
      roles: (await list({ role: ['org:admin', 'org:member'] }))[0],
      noRole: await list({ role: ['org:nothing'] }),
      name: await list({ query: 'LOVE' }),
      wholeName: await list({ query: 'Grace Hopper' }),
      address: await list({ query: 'tim@' }),
      userId: await list({ query: 'user_radia' }),
      roleAndName: await list({ role: ['org:member'], query: 'bar' }),
    };
  });
  expect(read).toEqual({
    byDefault: 10,
    page: [12, 'alan', 'grace'],
    beyondTheLast: [12],
    role: [3, 'ada', 'barbara', 'grace'],
    roles: 12,
    noRole: [0],
    name: [1, 'ada'],
    wholeName: [1, 'grace'],
    address: [1, 'tim'],
    userId: [1, 'radia'],
    roleAndName: [0],
  });
});

test('the organization adds, updates and removes a member', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  const role = () => clerk.membership('org_engines', 'user_hedy')?.role;

  const added = await organization.evaluate((organization) =>
    organization
      .addMember({ userId: 'user_hedy', role: 'org:member' })
      .then(({ id, role, roleName, publicUserData }) => ({ id, role, roleName, who: publicUserData?.identifier })),
  );
  expect(added).toEqual({
    id: clerk.membership('org_engines', 'user_hedy')?.id,
    role: 'org:member',
    roleName: 'Member',
    who: 'hedy@example.com',
  });
  expect(role()).toBe('org:member');

  const changed = await organization.evaluate((organization) =>
    organization
      .updateMember({ userId: 'user_hedy', role: 'org:admin' })
      .then(({ role, permissions }) => ({ role, manages: permissions.includes('org:sys_memberships:manage') })),
  );
  expect(changed).toEqual({ role: 'org:admin', manages: true });
  expect(role()).toBe('org:admin');

  const removed = await organization.evaluate((organization) =>
    organization.removeMember('user_hedy').then(({ id }) => id),
  );
  expect(removed).toBe(added.id);
  expect(role()).toBeUndefined();
});

test('a membership updates and removes itself', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  const findTim = () =>
    organization.evaluateHandle(async (organization) => {
      const [tim] = (await organization.getMemberships({ query: 'tim@example.com' })).data;
      if (!tim) throw new Error('Tim is not a member');
      return tim;
    });

  const tim = await findTim();
  expect(await tim.evaluate((tim) => tim.update({ role: 'org:admin' }).then(({ role }) => role))).toBe('org:admin');
  expect(clerk.membership('org_engines', 'user_tim')?.role).toBe('org:admin');
  await tim.evaluate((tim) => tim.destroy());
  expect(clerk.membership('org_engines', 'user_tim')).toBeUndefined();
  await expect(findTim()).rejects.toThrow('Tim is not a member');
});

test.describe('with custom roles', () => {
  test.use({ scenario: 'custom-roles' });

  test('an organization lists its assignable roles with their permissions', async ({ page }) => {
    const organization = await activeOrganization(await openSdk(page));
    const roles = await organization.evaluate((organization) =>
      organization
        .getRoles()
        .then(({ data, total_count }) => [
          total_count,
          ...data.map(({ key, name, permissions }) => ({ key, name, permits: permissions.map(({ key }) => key) })),
        ]),
    );
    expect(roles).toMatchObject([
      4,
      { key: 'org:admin', name: 'Admin' },
      { key: 'org:member', name: 'Member', permits: ['org:sys_memberships:read', 'org:sys_billing:read'] },
      {
        key: 'org:people_manager',
        name: 'People manager',
        permits: ['org:sys_memberships:read', 'org:sys_memberships:manage'],
      },
      { key: 'org:billing', name: 'Billing' },
    ]);
  });

  test('a user with the permission manages members without being an admin', async ({ page, clerk }) => {
    const sdk = await openSdk(page);
    const organization = await activeOrganization(sdk);
    expect(
      await sdk.evaluate(({ session }) => ({
        members: session?.checkAuthorization({ permission: 'org:sys_memberships:manage' }),
        profile: session?.checkAuthorization({ permission: 'org:sys_profile:manage' }),
      })),
    ).toEqual({ members: true, profile: false });
    const outcomes = await organization.evaluate(async (organization) => ({
      changing: await window.outcomeOf(organization.updateMember({ userId: 'user_alan', role: 'org:billing' })),
      changingToARetiredRole: await window.outcomeOf(
        organization.updateMember({ userId: 'user_alan', role: 'org:auditor' }),
      ),
      renaming: await window.outcomeOf(organization.update({ name: 'Mine' })),
      removingTheOnlyAdmin: await window.outcomeOf(organization.removeMember('user_ada')),
      removingADeletedUser: await window.outcomeOf(organization.removeMember('user_deleted')),
    }));
    expect(outcomes).toEqual({
      changing: 'done',
      changingToARetiredRole: '404 resource_not_found',
      renaming: '403 missing_organization_permission',
      removingTheOnlyAdmin: '400 organization_minimum_permissions_needed',
      removingADeletedUser: 'done',
    });
    expect(clerk.membership('org_engines', 'user_alan')?.role).toBe('org:billing');
  });
});

test('a change by another admin arrives with the next reload of the user', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const { state } = clerk;
  const organization = organizationOf(clerk);
  const reloadUser = () =>
    sdk.evaluate(async (clerk) => {
      await clerk.user?.reload();
      return {
        manages: clerk.session?.checkAuthorization({ permission: 'org:sys_memberships:manage' }),
        // The SDK ignores a client unless this is greater.
        updatedAt: clerk.client?.updatedAt?.getTime() ?? 0,
      };
    });
  const before = await reloadUser();
  expect(before.manages).toBe(true);
  updateMember(state, organization, 'user_ada', 'org:member');
  const after = await reloadUser();
  expect(after.manages).toBe(false);
  expect(after.updatedAt).toBeGreaterThan(before.updatedAt);
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:member of Analytical Engines');

  removeMember(state, organization, 'user_ada');
  expect((await reloadUser()).manages).toBe(false);
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(sessionsOf(clerk)).toEqual(['user_ada in none']);
});

test('people are invited one at a time or in bulk, and an invitation is revoked', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  const read = await organization.evaluate(async (organization) => {
    const invited = async (status: 'pending' | 'revoked') => {
      const { data, total_count } = await organization.getInvitations({ status: [status] });
      return [total_count, ...data.map(({ emailAddress, role }) => `${emailAddress} as ${role}`)];
    };
    const one = await organization.inviteMember({ emailAddress: 'hedy@example.com', role: 'org:admin' });
    const several = await organization.inviteMembers({
      emailAddresses: ['claude@example.com', 'joan@example.com'],
      role: 'org:member',
    });
    const before = await invited('pending');
    const revoked = await one.revoke();
    return {
      one: [one.emailAddress, one.role, one.organizationId],
      several: several.map(({ emailAddress, status }) => `${emailAddress} ${status}`),
      before,
      status: revoked.status,
      after: await invited('pending'),
      revoked: await invited('revoked'),
    };
  });
  expect(read).toEqual({
    one: ['hedy@example.com', 'org:admin', 'org_engines'],
    several: ['claude@example.com pending', 'joan@example.com pending'],
    before: [3, 'hedy@example.com as org:admin', 'claude@example.com as org:member', 'joan@example.com as org:member'],
    status: 'revoked',
    after: [2, 'claude@example.com as org:member', 'joan@example.com as org:member'],
    revoked: [1, 'hedy@example.com as org:admin'],
  });
  expect([...clerk.state.invitations.values()].map(({ status }) => status)).toEqual(['revoked', 'pending', 'pending']);
});

test('an invited user becomes a member by signing in', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  await sdk.evaluate(async (clerk, password) => {
    await clerk.organization?.inviteMember({ emailAddress: 'hedy@example.com', role: 'org:member' });
    await clerk.signOut();
    const signIn = await clerk.client?.signIn.create({ identifier: 'hedy@example.com', password });
    await clerk.setActive({ session: signIn?.createdSessionId ?? null, organization: 'org_engines' });
  }, PASSWORD);
  await expect(signedInUser(page)).toHaveText('hedy@example.com, org:member of Analytical Engines');
  expect(clerk.membership('org_engines', 'user_hedy')?.role).toBe('org:member');
  expect([...clerk.state.invitations.values()].map(({ status }) => status)).toEqual(['accepted']);
});

test('an organization is renamed, reloaded and deleted', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  const renamed = await organization.evaluate(async (organization) => {
    await organization.update({ name: 'Difference Engines', slug: 'difference' });
    await organization.addMember({ userId: 'user_hedy', role: 'org:member' });
    const { name, slug, membersCount } = await organization.reload();
    return { name, slug, membersCount };
  });
  expect(renamed).toEqual({ name: 'Difference Engines', slug: 'difference', membersCount: 13 });
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Difference Engines');

  await organization.evaluate((organization) => organization.destroy());
  expect(clerk.state.organizations.has('org_engines')).toBe(false);
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
});

test('an organization is created, activated by ID and by slug, and left', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const id = await sdk.evaluate(async (clerk) => {
    const { id } = await clerk.createOrganization({ name: 'Night Shift' });
    return id;
  });
  // Creating an organization does not activate it.
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Analytical Engines');
  await sdk.evaluate((clerk, organization) => clerk.setActive({ organization }), id);
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Night Shift');
  await sdk.evaluate((clerk) => clerk.setActive({ organization: 'moonshot' }));
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:member of Moonshot Software');
  expect(sessionsOf(clerk)).toEqual(['user_ada in org_moonshot']);

  const mine = () =>
    sdk.evaluate(async ({ user }) => {
      const { data } = (await user?.getOrganizationMemberships()) ?? { data: [] };
      return data.map(({ organization, role }) => `${role} of ${organization.name}`);
    });
  expect(await mine()).toEqual([
    'org:admin of Analytical Engines',
    'org:member of Moonshot Software',
    'org:admin of Night Shift',
  ]);
  await sdk.evaluate(({ user }) => user?.leaveOrganization('org_moonshot'));
  expect(await mine()).toEqual(['org:admin of Analytical Engines', 'org:admin of Night Shift']);
  expect(clerk.membership('org_moonshot', 'user_ada')).toBeUndefined();
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
});

test('an admin gets an error for invalid values', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const organization = await activeOrganization(sdk);
  const outcomes = await organization.evaluate(async (organization) => {
    const { outcomeOf } = window;
    const invite = (...emailAddresses: string[]) => organization.inviteMembers({ emailAddresses, role: 'org:member' });
    const invitation = await organization.inviteMember({ emailAddress: 'claude@example.com', role: 'org:member' });
    await invitation.revoke();
    await invite('joan@example.com');
    return {
      addingNobody: await outcomeOf(organization.addMember({ userId: 'user_nobody', role: 'org:member' })),
      addingTwice: await outcomeOf(organization.addMember({ userId: 'user_grace', role: 'org:member' })),
      addingAsNothing: await outcomeOf(organization.addMember({ userId: 'user_hedy', role: 'org:nothing' })),
      addingWithoutRole: await outcomeOf(organization.addMember({ userId: 'user_hedy', role: '' })),
      changingToNothing: await outcomeOf(organization.updateMember({ userId: 'user_tim', role: 'org:nothing' })),
      changingAStranger: await outcomeOf(organization.updateMember({ userId: 'user_hedy', role: 'org:admin' })),
      removingAStranger: await outcomeOf(organization.removeMember('user_hedy')),
      noRows: await outcomeOf(organization.getMemberships({ pageSize: 0 })),
      tooManyRows: await outcomeOf(organization.getMemberships({ pageSize: 501 })),
      mostRows: await outcomeOf(organization.getMemberships({ pageSize: 500 })),
      pageZero: await outcomeOf(organization.getMemberships({ initialPage: 0 })),
      invitingAMember: await outcomeOf(invite('hedy@example.com', 'grace@example.com')),
      invitingTwice: await outcomeOf(invite('joan@example.com')),
      invitingNoAddress: await outcomeOf(invite('hedy')),
      invitingAsNothing: await outcomeOf(
        organization.inviteMember({ emailAddress: 'hedy@example.com', role: 'org:nothing' }),
      ),
      revokingTwice: await outcomeOf(invitation.revoke()),
      takenSlug: await outcomeOf(organization.update({ name: 'Mine', slug: 'moonshot' })),
    };
  });
  expect(outcomes).toEqual({
    addingNobody: '404 resource_not_found',
    addingTwice: '400 already_a_member_in_organization',
    addingAsNothing: '404 resource_not_found',
    addingWithoutRole: '422 form_param_missing',
    changingToNothing: '404 resource_not_found',
    changingAStranger: '404 resource_not_found',
    removingAStranger: '404 resource_not_found',
    noRows: '422 form_param_value_invalid',
    tooManyRows: '422 form_param_value_invalid',
    mostRows: 'done',
    pageZero: '422 form_param_value_invalid',
    invitingAMember: '400 already_a_member_in_organization',
    invitingTwice: '400 organization_invitation_not_unique',
    invitingNoAddress: '422 form_param_format_invalid',
    invitingAsNothing: '404 resource_not_found',
    revokingTwice: '404 organization_invitation_not_pending',
    takenSlug: '422 form_identifier_exists',
  });
  // Nothing changed, not even the valid part of a bulk invitation.
  expect(organizationOf(clerk).memberships.size).toBe(12);
  expect([...clerk.state.invitations.values()].map(({ email }) => email)).toEqual([
    'claude@example.com',
    'joan@example.com',
  ]);
});

test.describe('for the last admin', () => {
  test.use({ scenario: 'last-admin' });

  test('changing the own role, removing oneself and leaving are errors', async ({ page, clerk }) => {
    const sdk = await openSdk(page);
    const outcomes = await sdk.evaluate(async ({ organization, user }) => ({
      steppingDown: await window.outcomeOf(
        Promise.resolve(organization?.updateMember({ userId: 'user_ada', role: 'org:member' })),
      ),
      removing: await window.outcomeOf(Promise.resolve(organization?.removeMember('user_ada'))),
      leaving: await window.outcomeOf(Promise.resolve(user?.leaveOrganization('org_engines'))),
    }));
    expect(outcomes).toEqual({
      steppingDown: '400 organization_minimum_permissions_needed',
      removing: '400 organization_minimum_permissions_needed',
      leaving: '400 organization_minimum_permissions_needed',
    });
    expect(clerk.membership('org_engines', 'user_ada')?.role).toBe('org:admin');
  });
});

test.describe('for a member', () => {
  test.use({ scenario: 'member' });

  test('reading succeeds, and everything else is an error', async ({ page, clerk }) => {
    const sdk = await openSdk(page);
    const organization = await activeOrganization(sdk);
    const outcomes = await organization.evaluate(async (organization) => {
      const { outcomeOf } = window;
      return {
        reading: await outcomeOf(organization.getMemberships()),
        roles: await outcomeOf(organization.getRoles()),
        adding: await outcomeOf(organization.addMember({ userId: 'user_hedy', role: 'org:member' })),
        changing: await outcomeOf(organization.updateMember({ userId: 'user_alan', role: 'org:admin' })),
        removing: await outcomeOf(organization.removeMember('user_grace')),
        invitations: await outcomeOf(organization.getInvitations()),
        inviting: await outcomeOf(organization.inviteMember({ emailAddress: 'a@b.c', role: 'org:member' })),
        renaming: await outcomeOf(organization.update({ name: 'Mine' })),
        deleting: await outcomeOf(organization.destroy()),
      };
    });
    const { reading, roles, ...others } = outcomes;
    expect({ reading, roles }).toEqual({ reading: 'done', roles: 'done' });
    expect(new Set(Object.values(others))).toEqual(new Set(['403 missing_organization_permission']));
    expect(organizationOf(clerk).memberships.size).toBe(12);
  });

  test('an unknown organization, and one without a membership, are errors', async ({ page }) => {
    const sdk = await openSdk(page);
    const outcomes = await sdk.evaluate(async (clerk) => ({
      ofOthers: await window.outcomeOf(clerk.getOrganization('org_moonshot')),
      ofNobody: await window.outcomeOf(clerk.getOrganization('org_nothing')),
      activating: await window.outcomeOf(clerk.setActive({ organization: 'org_moonshot' })),
    }));
    expect(outcomes).toEqual({
      ofOthers: '403 not_a_member_in_organization',
      ofNobody: '403 not_a_member_in_organization',
      activating: '404 organization_not_found_or_unauthorized',
    });
  });
});

test('a removed member and a signed-out user get an error', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const organization = await activeOrganization(sdk);
  const read = () => organization.evaluate((organization) => window.outcomeOf(organization.getMemberships()));
  organizationOf(clerk).memberships.delete('user_ada');
  expect(await read()).toBe('403 not_a_member_in_organization');
  endSessions(clerk);
  expect(await read()).toBe('401 authentication_invalid');
});

test('adding and inviting fail without a free seat', async ({ page, clerk }) => {
  const organization = await activeOrganization(await openSdk(page));
  organizationOf(clerk).maxAllowedMemberships = 13;
  const outcomes = await organization.evaluate(async (organization) => ({
    theLastSeat: await window.outcomeOf(
      organization.inviteMember({ emailAddress: 'joan@example.com', role: 'org:member' }),
    ),
    inviting: await window.outcomeOf(
      organization.inviteMember({ emailAddress: 'hedy@example.com', role: 'org:member' }),
    ),
    adding: await window.outcomeOf(organization.addMember({ userId: 'user_hedy', role: 'org:member' })),
  }));
  expect(outcomes).toEqual({
    theLastSeat: 'done',
    inviting: '403 organization_membership_quota_exceeded',
    adding: '403 organization_membership_quota_exceeded',
  });
});
