/** Seats: the membership limit of an organization. */
import { clerkErrors } from '../errors.ts';
import type { Invitation, Organization, State } from '../state.ts';

export const pendingInvitations = (state: State, { id }: Organization): Invitation[] =>
  [...state.invitations.values()].filter(({ organizationId, status }) => organizationId === id && status === 'pending');

/** Throws Clerk's 403 if the organization has too few free seats. Pending invitations take a seat, too. */
export function requireSeats(state: State, organization: Organization, count: number): void {
  const limit = organization.maxAllowedMemberships;
  const taken = organization.memberships.size + pendingInvitations(state, organization).length;
  if (limit > 0 && taken + count > limit) throw clerkErrors.membershipQuotaExceeded(limit);
}
