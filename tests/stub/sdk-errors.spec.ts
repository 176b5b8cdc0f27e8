/** Clerk's errors for the SDK's methods. */
import { expect, organization as organizationOf, test } from '../fixtures.ts';
import { activeOrganization, openSdk } from './sdk-page.ts';

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
      withoutMembership: await window.outcomeOf(clerk.getOrganization('org_moonshot')),
      unknown: await window.outcomeOf(clerk.getOrganization('org_nothing')),
      activating: await window.outcomeOf(clerk.setActive({ organization: 'org_moonshot' })),
    }));
    expect(outcomes).toEqual({
      withoutMembership: '403 not_a_member_in_organization',
      unknown: '403 not_a_member_in_organization',
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
  clerk.endSessions();
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
