/** The SDK's methods for invitations and organizations. */
import { updateOrganization } from '../../clerk-stub/rules/organizations.ts';
import { PASSWORD } from '../../clerk-stub/seeds/people.ts';
import { expect, organization, test } from '../fixtures.ts';
import { activeOrganization, openSdk, pendingInvitation, sessionsOf, signedInUser } from './sdk-page.ts';

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

test('an invited user finds the invitation after signing in, and becomes a member by accepting it', async ({
  page,
  clerk,
}) => {
  const sdk = await openSdk(page);
  const found = await sdk.evaluate(async (clerk, password) => {
    await clerk.organization?.inviteMember({ emailAddress: 'hedy@example.com', role: 'org:member' });
    await clerk.signOut();
    const signIn = await clerk.client?.signIn.create({ identifier: 'hedy@example.com', password });
    await clerk.setActive({ session: signIn?.createdSessionId ?? null });
    const invitations = await clerk.user?.getOrganizationInvitations({ status: 'pending' });
    return invitations?.data.map(({ publicOrganizationData, role }) => `${role} of ${publicOrganizationData.name}`);
  }, PASSWORD);
  expect(found).toEqual(['org:member of Analytical Engines']);
  await expect(signedInUser(page)).toHaveText('hedy@example.com, in no organization');
  expect(clerk.membership('org_engines', 'user_hedy')).toBeUndefined();

  await sdk.evaluate(async (clerk) => {
    await (await clerk.user?.getOrganizationInvitations())?.data[0]?.accept();
    await clerk.setActive({ organization: 'org_engines' });
  });
  await expect(signedInUser(page)).toHaveText('hedy@example.com, org:member of Analytical Engines');
  expect([...clerk.state.invitations.values()].map(({ status }) => status)).toEqual(['accepted']);
});

test('an organization is renamed, reloaded and deleted', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const organization = await activeOrganization(sdk);
  const renamed = await organization.evaluate(async (organization) => {
    await organization.update({ name: 'Difference Engines', slug: 'difference' });
    await organization.addMember({ userId: 'user_hedy', role: 'org:member' });
    const { name, slug, membersCount } = await organization.reload();
    return { name, slug, membersCount };
  });
  expect(renamed).toEqual({ name: 'Difference Engines', slug: 'difference', membersCount: 13 });
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Difference Engines');

  clerk.state.invitations.set('orginv_ada', { ...pendingInvitation('ada@example.com'), status: 'accepted' });
  await organization.evaluate((organization) => organization.destroy());
  expect(clerk.state.organizations.has('org_engines')).toBe(false);
  await expect(signedInUser(page)).toHaveText('ada@example.com, in no organization');
  expect(await sdk.evaluate(async ({ user }) => (await user?.getOrganizationInvitations())?.data)).toEqual([]);
});

test('a rename by another admin arrives with the next response', async ({ page, clerk }) => {
  const sdk = await openSdk(page);
  const request = () =>
    sdk.evaluate(async (clerk) => {
      await clerk.organization?.getRoles();
      // The SDK tells its listeners of no new user unless this is greater.
      return clerk.client?.updatedAt?.getTime() ?? 0;
    });
  const before = await request();
  updateOrganization(clerk.state, organization(clerk), { name: 'Difference Engines', slug: null });
  expect(await request()).toBeGreaterThan(before);
  await expect(signedInUser(page)).toHaveText('ada@example.com, org:admin of Difference Engines');
});

test('the slug of an organization with a long name can be set again', async ({ page }) => {
  const sdk = await openSdk(page);
  const isSame = await sdk.evaluate(async (clerk) => {
    const created = await clerk.createOrganization({ name: 'Engines '.repeat(32) });
    const slug = created.slug ?? '';
    await created.update({ name: 'Engines', slug: `${slug}-2` });
    return slug.length < 256 && (await created.update({ name: 'Engines', slug })).slug === slug;
  });
  expect(isSame).toBe(true);
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
