/**
 * What Clerk allows, and what it does then. Every rule stands here once; the routes only read requests and write answers.
 *
 * A refusal is a thrown `ClerkStubError`. All functions change the given state in place.
 */
import { clerkErrors } from './errors.ts';
import type { Client, Invitation, Membership, Organization, Session, SignIn, State, User } from './state.ts';

export const MANAGE_MEMBERSHIPS = 'org:sys_memberships:manage';
export const READ_MEMBERSHIPS = 'org:sys_memberships:read';
export const MANAGE_PROFILE = 'org:sys_profile:manage';
export const DELETE_PROFILE = 'org:sys_profile:delete';
export const READ_DOMAINS = 'org:sys_domains:read';

/** The role of whoever creates an organization, and the least that some member must keep (Clerk's "creator role"). */
export const CREATOR_ROLE = 'org:admin';
const MINIMUM_PERMISSIONS = [MANAGE_MEMBERSHIPS, READ_MEMBERSHIPS, DELETE_PROFILE];

/** The code that every e-mail code sign-in accepts, the one of Clerk's own test addresses. */
export const EMAIL_CODE = '424242';

const WEEK = 7 * 24 * 60 * 60 * 1000;
const MONTH = 30 * 24 * 60 * 60 * 1000;

// Browsers and sessions ----------------------------------------------------------------------------------------------

/** A browser seen for the first time. The seed may say that its person is signed in already. */
export function createClient(state: State): Client {
  const now = state.now();
  const client: Client = {
    id: state.nextId('client'),
    sessions: [],
    lastActiveSessionId: null,
    signIn: null,
    createdAt: now,
    updatedAt: now,
  };
  if (state.visitor) startSession(state, client, state.visitor.userId, state.visitor.organizationId);
  return client;
}

/** A new session becomes the browser's active one. Pending invitations of the person's address are accepted by it. */
export function startSession(
  state: State,
  client: Client,
  userId: string,
  organizationId: string | null = null,
): Session {
  const now = state.now();
  const session: Session = {
    id: state.nextId('sess'),
    userId,
    status: 'active',
    lastActiveOrganizationId: organizationId,
    createdAt: now,
    lastActiveAt: now,
    updatedAt: now,
  };
  client.sessions.push(session);
  client.lastActiveSessionId = session.id;
  client.updatedAt = now;
  acceptInvitationsOf(state, existingUser(state, userId));
  return session;
}

/** Sessions end after a week, and can be taken up for a month: Clerk's defaults, in milliseconds. */
export function sessionExpiry(session: Session): { expireAt: number; abandonAt: number } {
  return { expireAt: session.createdAt + WEEK, abandonAt: session.createdAt + MONTH };
}

export function endSession(state: State, client: Client, session: Session, status: 'ended' | 'removed'): void {
  session.status = status;
  session.updatedAt = state.now();
  client.lastActiveSessionId = client.sessions.find((other) => other.status === 'active')?.id ?? null;
  client.updatedAt = state.now();
}

/** The browser's own session of that id, whatever its status. */
export function sessionOf(client: Client, sessionId: string): Session {
  const session = client.sessions.find((candidate) => candidate.id === sessionId);
  if (!session) throw clerkErrors.sessionNotFound(sessionId);
  return session;
}

/** Who is asking: the session named in the request, if it is this browser's and still active. */
export function authenticate(state: State, client: Client, sessionId: string | null): { session: Session; user: User } {
  if (!sessionId) throw clerkErrors.signedOut();
  const session = client.sessions.find((candidate) => candidate.id === sessionId && candidate.status === 'active');
  if (!session) throw clerkErrors.authenticationInvalid();
  return { session, user: existingUser(state, session.userId) };
}

/** Makes an organization (by id or slug) the session's active one; the empty string is the personal account. */
export function activateOrganization(state: State, session: Session, idOrSlug: string): void {
  session.lastActiveOrganizationId = idOrSlug === '' ? null : organizationOfMember(state, session, idOrSlug).id;
}

function organizationOfMember(state: State, session: Session, idOrSlug: string): Organization {
  const organization =
    state.organizations.get(idOrSlug) ?? [...state.organizations.values()].find(({ slug }) => slug === idOrSlug);
  if (!organization?.memberships.has(session.userId)) throw clerkErrors.organizationNotFoundOrUnauthorized();
  return organization;
}

// Signing in ---------------------------------------------------------------------------------------------------------

export function createSignIn(state: State, client: Client, identifier: string): SignIn {
  if (client.sessions.some((session) => session.status === 'active')) throw clerkErrors.sessionExists();
  const email = identifier.trim().toLowerCase();
  const user = [...state.users.values()].find((candidate) => candidate.email === email);
  if (!user) throw clerkErrors.identifierNotFound();
  client.signIn = {
    id: state.nextId('sia'),
    userId: user.id,
    status: 'needs_first_factor',
    verification: null,
    createdSessionId: null,
    createdAt: state.now(),
  };
  client.updatedAt = state.now();
  return client.signIn;
}

export function signInOf(client: Client, id: string): SignIn {
  if (client.signIn?.id !== id) throw clerkErrors.signInNotFound(id);
  return client.signIn;
}

export function prepareFirstFactor(signIn: SignIn, strategy: string): void {
  if (strategy !== 'email_code') throw clerkErrors.strategyNotAllowed();
  signIn.verification = { strategy, status: 'unverified', attempts: 0 };
}

/** Tries a password or a code; the right one completes the sign-in and starts the session. */
export function attemptFirstFactor(
  state: State,
  client: Client,
  signIn: SignIn,
  attempt: { strategy: string; password: string; code: string },
): void {
  const { strategy } = attempt;
  if (strategy !== 'password' && strategy !== 'email_code') throw clerkErrors.strategyNotAllowed();
  const attempts = signIn.verification?.strategy === strategy ? signIn.verification.attempts + 1 : 1;
  signIn.verification = { strategy, status: 'unverified', attempts };
  if (strategy === 'password' && attempt.password !== existingUser(state, signIn.userId).password) {
    throw clerkErrors.passwordIncorrect();
  }
  if (strategy === 'email_code' && attempt.code !== EMAIL_CODE) throw clerkErrors.codeIncorrect();
  signIn.verification.status = 'verified';
  signIn.status = 'complete';
  signIn.createdSessionId = startSession(state, client, signIn.userId).id;
  client.signIn = null;
}

// Organizations ------------------------------------------------------------------------------------------------------

export function existingUser(state: State, userId: string): User {
  const user = state.users.get(userId);
  if (!user) throw clerkErrors.userNotFound(userId);
  return user;
}

/**
 * The organization, for someone who must be its member. One that does not exist is refused in the same way as one of others:
 * the contract has no 404 for the lists of an organization.
 */
export function organizationFor(state: State, user: User, organizationId: string): Organization {
  const organization = state.organizations.get(organizationId);
  if (!organization?.memberships.has(user.id)) throw clerkErrors.notAMember();
  return organization;
}

/** The organization, for a member whose role must hold at least one of the permissions. */
export function organizationWithPermission(
  state: State,
  user: User,
  organizationId: string,
  ...anyOf: readonly [string, ...string[]]
): Organization {
  const organization = organizationFor(state, user, organizationId);
  const role = organization.memberships.get(user.id)?.role ?? '';
  if (!anyOf.some((permission) => permissionsOf(state, role).includes(permission))) {
    throw clerkErrors.missingPermission(anyOf[0]);
  }
  return organization;
}

export function permissionsOf(state: State, roleKey: string): readonly string[] {
  return state.roles.get(roleKey)?.permissions ?? [];
}

export function organizationsOf(state: State, user: User): Organization[] {
  return [...state.organizations.values()].filter((organization) => organization.memberships.has(user.id));
}

/** Newest member first. Matches are partial and without regard to case: identifier, user id, first and last name. */
export function findMemberships(
  state: State,
  organization: Organization,
  { roles, query }: { roles: readonly string[]; query: string },
): Membership[] {
  const wanted = query.trim().toLowerCase();
  const matches = (membership: Membership) => {
    if (roles.length > 0 && !roles.includes(membership.role)) return false;
    if (wanted === '') return true;
    const user = state.users.get(membership.userId);
    const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ');
    return [membership.userId, user?.email ?? '', name].some((text) => text.toLowerCase().includes(wanted));
  };
  return [...organization.memberships.values()].filter(matches).sort((a, b) => b.createdAt - a.createdAt);
}

export function createOrganization(state: State, user: User, name: string, slug: string | null): Organization {
  const now = state.now();
  const id = state.nextId('org');
  const organization: Organization = {
    id,
    name,
    slug: slug ? availableSlug(state, slug) : `${slugify(name)}-${id}`,
    roleSet: [...state.roles.keys()],
    hasRoleSetMigration: false,
    maxAllowedMemberships: 0,
    createdAt: now,
    updatedAt: now,
    memberships: new Map(),
  };
  state.organizations.set(id, organization);
  join(state, organization, user.id, CREATOR_ROLE);
  return organization;
}

export function updateOrganization(
  state: State,
  organization: Organization,
  change: { name: string | null; slug: string | null },
): void {
  if (change.name) organization.name = change.name;
  if (change.slug && change.slug !== organization.slug) organization.slug = availableSlug(state, change.slug);
  organization.updatedAt = state.now();
}

export function deleteOrganization(state: State, organization: Organization): void {
  state.organizations.delete(organization.id);
  for (const userId of organization.memberships.keys()) leaveSessions(state, organization, userId);
  for (const { id } of pendingInvitations(state, organization)) state.invitations.delete(id);
}

function availableSlug(state: State, slug: string): string {
  if ([...state.organizations.values()].some((organization) => organization.slug === slug)) {
    throw clerkErrors.slugTaken(slug);
  }
  return slug;
}

function slugify(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

// Memberships --------------------------------------------------------------------------------------------------------

export function addMember(state: State, organization: Organization, userId: string, role: string): Membership {
  const user = existingUser(state, userId);
  if (organization.memberships.has(user.id)) throw clerkErrors.alreadyAMember(user.id);
  requireAssignableRole(organization, role);
  requireSeats(state, organization, 1);
  return join(state, organization, user.id, role);
}

export function updateMember(state: State, organization: Organization, userId: string, role: string): Membership {
  const membership = existingMembership(organization, userId);
  requireAssignableRole(organization, role);
  requireSomeoneWithMinimumPermissions(state, organization, { userId, role });
  membership.role = role;
  membership.updatedAt = state.now();
  bumpClientsOf(state, userId);
  return membership;
}

export function removeMember(state: State, organization: Organization, userId: string): Membership {
  const membership = existingMembership(organization, userId);
  requireSomeoneWithMinimumPermissions(state, organization, { userId, role: null });
  organization.memberships.delete(userId);
  organization.updatedAt = state.now();
  leaveSessions(state, organization, userId);
  return membership;
}

function existingMembership(organization: Organization, userId: string): Membership {
  const membership = organization.memberships.get(userId);
  if (!membership) throw clerkErrors.membershipNotFound();
  return membership;
}

function join(state: State, organization: Organization, userId: string, role: string): Membership {
  const now = state.now();
  const membership = { id: state.nextId('orgmem'), userId, role, createdAt: now, updatedAt: now };
  organization.memberships.set(userId, membership);
  organization.updatedAt = now;
  bumpClientsOf(state, userId);
  return membership;
}

function requireAssignableRole(organization: Organization, role: string): void {
  if (!organization.roleSet.includes(role)) throw clerkErrors.roleNotFound();
}

function requireSeats(state: State, organization: Organization, wanted: number): void {
  const limit = organization.maxAllowedMemberships;
  const taken = organization.memberships.size + pendingInvitations(state, organization).length;
  if (limit > 0 && taken + wanted > limit) throw clerkErrors.membershipQuotaExceeded(limit);
}

/**
 * Clerk's "last admin" rule goes by permissions, not by the name of a role: after the change, somebody must still be able
 * to do what the creator of an organization can.
 */
function requireSomeoneWithMinimumPermissions(
  state: State,
  organization: Organization,
  change: { userId: string; role: string | null },
): void {
  const remains = [...organization.memberships.values()].some((membership) => {
    const role = membership.userId === change.userId ? change.role : membership.role;
    return role !== null && MINIMUM_PERMISSIONS.every((needed) => permissionsOf(state, role).includes(needed));
  });
  if (!remains) throw clerkErrors.minimumPermissionsNeeded();
}

/** No session of theirs stays in an organization that somebody is in no longer. */
function leaveSessions(state: State, { id }: Organization, userId: string): void {
  for (const { sessions } of state.clients.values()) {
    for (const session of sessions) {
      if (session.userId === userId && session.lastActiveOrganizationId === id) session.lastActiveOrganizationId = null;
    }
  }
  bumpClientsOf(state, userId);
}

/** The SDK takes a client for unchanged unless its `updated_at` grew, and then keeps old permissions. */
function bumpClientsOf(state: State, userId: string): void {
  for (const client of state.clients.values()) {
    for (const session of client.sessions) {
      if (session.userId === userId) session.updatedAt = client.updatedAt = state.now();
    }
  }
}

// Invitations --------------------------------------------------------------------------------------------------------

export function pendingInvitations(state: State, organization: Organization): Invitation[] {
  return [...state.invitations.values()].filter(
    (invitation) => invitation.organizationId === organization.id && invitation.status === 'pending',
  );
}

/** Invites all or none. */
export function inviteMembers(
  state: State,
  organization: Organization,
  addresses: readonly string[],
  role: string,
): Invitation[] {
  const emails = addresses.map((address) => address.trim().toLowerCase());
  requireAssignableRole(organization, role);
  const invalid = emails.filter((email) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email));
  if (invalid.length > 0) throw clerkErrors.emailAddressesInvalid(invalid);
  for (const email of emails) {
    if (pendingInvitations(state, organization).some((invitation) => invitation.email === email)) {
      throw clerkErrors.invitationNotUnique(email);
    }
    const user = [...state.users.values()].find((candidate) => candidate.email === email);
    if (user && organization.memberships.has(user.id)) throw clerkErrors.alreadyAMember(email);
  }
  requireSeats(state, organization, emails.length);
  return emails.map((email) => {
    const now = state.now();
    const id = state.nextId('orginv');
    const invitation: Invitation = {
      id,
      organizationId: organization.id,
      email,
      role,
      status: 'pending',
      createdAt: now,
      updatedAt: now,
    };
    state.invitations.set(id, invitation);
    return invitation;
  });
}

export function revokeInvitation(state: State, organization: Organization, invitationId: string): Invitation {
  const invitation = state.invitations.get(invitationId);
  if (invitation?.organizationId !== organization.id) throw clerkErrors.invitationNotFound();
  return settleInvitation(state, invitation, 'revoked');
}

export function acceptInvitation(state: State, user: User, invitationId: string): Invitation {
  const invitation = state.invitations.get(invitationId);
  if (invitation?.email !== user.email) throw clerkErrors.invitationNotFound();
  settleInvitation(state, invitation, 'accepted');
  const organization = state.organizations.get(invitation.organizationId);
  if (organization && !organization.memberships.has(user.id)) join(state, organization, user.id, invitation.role);
  return invitation;
}

function acceptInvitationsOf(state: State, user: User): void {
  for (const { id, email, status } of state.invitations.values()) {
    if (email === user.email && status === 'pending') acceptInvitation(state, user, id);
  }
}

function settleInvitation(state: State, invitation: Invitation, status: 'accepted' | 'revoked'): Invitation {
  if (invitation.status !== 'pending') throw clerkErrors.invitationNotPending();
  invitation.status = status;
  invitation.updatedAt = state.now();
  return invitation;
}
