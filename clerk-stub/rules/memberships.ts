/** Memberships: find, add, change and remove, within the limit of seats. */
import { nextId, now, timestamps } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import type { Invitation, Membership, Organization, State, User } from '../state.ts';
import { requireAssignableRole, requireMinimumPermissions } from './roles.ts';
import { isMembershipRequired, sessionsOf, touchClientsOf } from './sessions.ts';
import { membershipsOf, requireUser } from './users.ts';

/** Newest first. The query matches part of the email address, user ID or full name, in any case. */
export function findMemberships(state: State, organization: Organization, query: string): Membership[] {
  const text = query.trim().toLowerCase();
  const matches = ({ userId }: Membership) => {
    if (text === '') return true;
    const user = state.users.get(userId);
    const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ');
    return [userId, user?.email ?? '', name].some((value) => value.toLowerCase().includes(text));
  };
  return [...organization.memberships.values()].filter(matches).sort((a, b) => b.createdAt - a.createdAt);
}

export const invitationsOf = ({ invitations }: State, { id }: Organization): Invitation[] =>
  [...invitations.values()].filter(({ organizationId }) => organizationId === id);

export const pendingInvitations = (state: State, organization: Organization): Invitation[] =>
  invitationsOf(state, organization).filter(({ status }) => status === 'pending');

/** Throws Clerk's 403 if the organization has too few free seats. Pending invitations take a seat, too. */
export function requireSeats(state: State, organization: Organization, count: number): void {
  const limit = organization.maxAllowedMemberships;
  const taken = organization.memberships.size + pendingInvitations(state, organization).length;
  if (limit > 0 && taken + count > limit) throw clerkErrors.membershipQuotaExceeded(limit);
}

export function addMember(state: State, organization: Organization, userId: string, role: string): Membership {
  requireUser(state, userId);
  if (organization.memberships.has(userId)) throw clerkErrors.alreadyAMember(userId);
  requireAssignableRole(organization, role);
  requireSeats(state, organization, 1);
  return createMembership(state, organization, userId, role);
}

/** Adds the member without checks. */
export function createMembership(state: State, organization: Organization, userId: string, role: string): Membership {
  const membership = { id: nextId(state, 'orgmem'), userId, role, ...timestamps(state) };
  organization.memberships.set(userId, membership);
  organization.updatedAt = membership.createdAt;
  const user = state.users.get(userId);
  if (user) user.nextOrganizationId = organization.id;
  touchClientsOf(state, userId);
  return membership;
}

export function updateMember(state: State, organization: Organization, userId: string, role: string): Membership {
  const membership = requireMembership(organization, userId);
  requireAssignableRole(organization, role);
  requireMinimumPermissions(state, organization, { userId, role });
  membership.role = role;
  membership.updatedAt = now(state);
  touchClientsOf(state, userId);
  return membership;
}

export function removeMember(state: State, organization: Organization, userId: string): Membership {
  const membership = requireMembership(organization, userId);
  requireMinimumPermissions(state, organization, { userId, role: null });
  organization.memberships.delete(userId);
  organization.updatedAt = now(state);
  clearActiveOrganization(state, organization, userId);
  return membership;
}

/** The user leaves, which Clerk refuses in the user's last organization where membership is required. */
export function leaveOrganization(state: State, organization: Organization, user: User): Membership {
  if (isMembershipRequired(state) && membershipsOf(state, user).length < 2)
    throw clerkErrors.personalAccountsNotAllowed();
  return removeMember(state, organization, user.id);
}

function requireMembership(organization: Organization, userId: string): Membership {
  const membership = organization.memberships.get(userId);
  if (!membership) throw clerkErrors.membershipNotFound();
  return membership;
}

/** The organization is no longer the active one of these users, now and after the next sign-in. */
export function clearActiveOrganization(state: State, { id }: Organization, ...userIds: readonly string[]): void {
  for (const userId of userIds) {
    const user = state.users.get(userId);
    if (user?.nextOrganizationId === id) user.nextOrganizationId = null;
  }
  for (const { session } of sessionsOf(state, ...userIds)) {
    if (session.lastActiveOrganizationId === id) session.lastActiveOrganizationId = null;
  }
  touchClientsOf(state, ...userIds);
}
