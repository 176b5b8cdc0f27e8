/** Invitations: create, revoke and accept. */
import { nextId, now, timestamps } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import type { Invitation, Organization, State, User } from '../state.ts';
import { createMembership, pendingInvitations, requireSeats } from './memberships.ts';
import { requireAssignableRole } from './roles.ts';
import { userByEmail } from './users.ts';

export const isEmailAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** Creates an invitation for every address, or none if one of them is refused. */
export function inviteMembers(state: State, organization: Organization, addresses: readonly string[], role: string) {
  const emails = addresses.map((address) => address.trim().toLowerCase());
  const invalid = emails.filter((email) => !isEmailAddress(email));
  if (invalid.length > 0) throw clerkErrors.emailAddressesInvalid(invalid);
  const invited = new Set(pendingInvitations(state, organization).map(({ email }) => email));
  for (const email of emails) {
    if (invited.has(email)) throw clerkErrors.invitationNotUnique();
    invited.add(email);
    const user = userByEmail(state, email);
    if (user && organization.memberships.has(user.id)) throw clerkErrors.alreadyAMember(email);
  }
  requireAssignableRole(organization, role);
  requireSeats(state, organization, emails.length);
  return emails.map((email) => {
    const id = nextId(state, 'orginv');
    const status: Invitation['status'] = 'pending';
    const invitation = { id, organizationId: organization.id, email, role, status, ...timestamps(state) };
    state.invitations.set(id, invitation);
    return invitation;
  });
}

export function revokeInvitation(state: State, organization: Organization, invitationId: string): Invitation {
  const invitation = state.invitations.get(invitationId);
  if (invitation?.organizationId !== organization.id) throw clerkErrors.invitationNotFound(invitationId);
  return closeInvitation(state, invitation, 'revoked');
}

export function acceptInvitation(state: State, user: User, invitationId: string): Invitation {
  const invitation = state.invitations.get(invitationId);
  if (invitation?.email !== user.email) throw clerkErrors.invitationNotFound(invitationId);
  closeInvitation(state, invitation, 'accepted');
  const organization = state.organizations.get(invitation.organizationId);
  if (organization && !organization.memberships.has(user.id)) {
    createMembership(state, organization, user.id, invitation.role);
  }
  return invitation;
}

function closeInvitation(state: State, invitation: Invitation, status: 'accepted' | 'revoked'): Invitation {
  if (invitation.status !== 'pending') throw clerkErrors.invitationNotPending();
  invitation.status = status;
  invitation.updatedAt = now(state);
  return invitation;
}
