/** The SDK's methods for memberships and roles. */
import { removeMember, updateMember } from '../../clerk-stub/rules/memberships.ts';
import { expect, organization as organizationOf, test } from '../fixtures.ts';
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

test('members without an uploaded image have avatars in different colors', async ({ page }) => {
  const organization = await activeOrganization(await openSdk(page));
  const images = await organization.evaluate(async (organization) => {
    const { data } = await organization.getMemberships();
    return data.map(({ publicUserData }) => publicUserData?.imageUrl);
  });
  expect(new Set(images).size).toBeGreaterThan(5);
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
