/** Seats: the membership limit of an organization. */
import { clerkErrors } from '../errors.ts';
import type { Invitation, Organization, State } from '../state.ts';

export function pendingInvitations(state: State, organization: Organization): Invitation[] {
  return [...state.invitations.values()].filter(
    (invitation) => invitation.organizationId === organization.id && invitation.status === 'pending',
  );
}

/** Pending invitations take a seat, too. */
export function requireSeats(state: State, organization: Organization, count: number): void {
  const limit = organization.maxAllowedMemberships;
  const taken = organization.memberships.size + pendingInvitations(state, organization).length;
  if (limit > 0 && taken + count > limit) throw clerkErrors.membershipQuotaExceeded(limit);
}
