/** Clients and their sessions. */
import { currentTime, nextId, now, timestamps } from '../clock.ts';
import { clerkErrors } from '../errors.ts';
import type { Client, EndedStatus, Session, State } from '../state.ts';
import { requireUser } from './users.ts';

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** The client of a browser on its first visit. `isSignedIn`: with the seed's default session, if there is one. */
export function createClient(state: State, isSignedIn: boolean): Client {
  const client: Client = {
    id: nextId(state, 'client'),
    sessions: [],
    signIn: null,
    origin: null,
    userAgent: '',
    ...timestamps(state),
  };
  const { defaultSession } = state;
  if (isSignedIn && defaultSession && state.users.has(defaultSession.userId)) {
    const { userId, organizationId } = defaultSession;
    // The user may have left the organization since, or it may be gone.
    const isMember = state.organizations.get(organizationId ?? '')?.memberships.has(userId);
    startSession(state, client, userId, isMember ? organizationId : null);
  }
  return client;
}

/**
 * Starts the client's new active session, which ends its unfinished sign-in.
 *
 * @param organizationId its active organization. By default, as at Clerk: the one that was active last, or that was created
 *   or joined since (https://clerk.com/docs/reference/backend-api, "Create a membership")
 */
export function startSession(state: State, client: Client, userId: string, organizationId?: string | null): Session {
  const user = requireUser(state, userId);
  if (organizationId !== undefined) user.nextOrganizationId = organizationId;
  const time = now(state);
  user.lastSignInAt = time;
  const session: Session = {
    id: nextId(state, 'sess'),
    userId,
    status: 'active',
    lastActiveOrganizationId: user.nextOrganizationId ?? null,
    createdAt: time,
    lastActiveAt: time,
    updatedAt: time,
  };
  client.sessions.push(session);
  client.signIn = null;
  client.updatedAt = time;
  return session;
}

/** Clerk's defaults: a session expires after a week and is abandoned after 30 days. */
export const sessionExpiry = ({ createdAt }: Session) => ({
  expire_at: createdAt + 7 * DAY,
  abandon_at: createdAt + 30 * DAY,
});

/**
 * The client's session that is neither ended nor expired, and whose user exists. There is at most one: to sign in, a client must have
 * none.
 */
export const activeSession = (state: State, { sessions }: Client): Session | undefined =>
  sessions.findLast((session) => isActive(state, session) && state.users.has(session.userId));

/** Neither ended nor expired. Clerk reports it as `active`, or as `pending` while it has tasks. */
export const isActive = (state: State, session: Session): boolean =>
  session.status === 'active' && currentTime(state) < sessionExpiry(session).expire_at;

/** "Membership required" in the Clerk Dashboard: there are no personal accounts. */
export const isMembershipRequired = ({ environment }: State): boolean =>
  environment.organization_settings?.force_organization_selection === true;

/**
 * What the user must do before the session counts as signed in; `null` if nothing. Where membership is required, a session needs
 * an active organization (https://clerk.com/docs/guides/configure/session-tasks).
 */
export const sessionTasks = (state: State, session: Session): { key: 'choose-organization' }[] | null =>
  isMembershipRequired(state) && activeOrganizationId(state, session) === null
    ? [{ key: 'choose-organization' }]
    : null;

/** The status as Clerk reports it: an active session is `expired` after a week, and `pending` while it has tasks. */
export function sessionStatus(state: State, session: Session): Session['status'] | 'expired' | 'pending' {
  if (session.status !== 'active') return session.status;
  if (!isActive(state, session)) return 'expired';
  return sessionTasks(state, session) ? 'pending' : 'active';
}

/** The users' sessions in all clients. */
export function sessionsOf(state: State, ...userIds: readonly string[]): { client: Client; session: Session }[] {
  const ids = new Set(userIds);
  return [...state.clients.values()].flatMap((client) =>
    client.sessions.filter(({ userId }) => ids.has(userId)).map((session) => ({ client, session })),
  );
}

/** Marks the users' clients as changed. Otherwise open pages would keep the old permissions. */
export function touchClientsOf(state: State, ...userIds: readonly string[]): void {
  // One time for all: with a time for each client, the clock would get ahead, and backends refuse tokens from the future.
  const time = now(state);
  for (const { client, session } of sessionsOf(state, ...userIds)) session.updatedAt = client.updatedAt = time;
}

/** Minutes since the first and second factor were verified; -1 for never. */
export const factorVerificationAge = (state: State, { createdAt }: Session): [number, number] => [
  Math.max(0, Math.floor((currentTime(state) - createdAt) / 60_000)),
  -1,
];

/** Does nothing if the session has ended already. */
export function endSession(state: State, client: Client, session: Session, status: EndedStatus): void {
  if (session.status !== 'active') return;
  session.status = status;
  session.updatedAt = client.updatedAt = now(state);
}

/** The client's session with that ID, in any status. Throws Clerk's 404 if there is none, or its user was deleted. */
export function requireSession({ users }: State, client: Client, sessionId: string): Session {
  const session = client.sessions.find(({ id, userId }) => id === sessionId && users.has(userId));
  if (!session) throw clerkErrors.sessionNotFound(sessionId);
  return session;
}

/** Also `null` if a test has deleted the organization or the membership in the state. The rules reset `lastActiveOrganizationId`. */
export const activeOrganizationId = ({ organizations }: State, { userId, lastActiveOrganizationId: id }: Session) =>
  organizations.get(id ?? '')?.memberships.has(userId) ? id : null;

export function activateOrganization(state: State, session: Session, idOrSlug: string): void {
  session.lastActiveOrganizationId = requestedOrganizationId(state, session, idOrSlug);
  requireUser(state, session.userId).nextOrganizationId = session.lastActiveOrganizationId;
}

/**
 * The ID of the organization; `null` for the empty string, which is the personal account. Where there are no personal accounts, it
 * is the active organization. Throws Clerk's 404 unless the session's user is a member.
 */
export function requestedOrganizationId(state: State, session: Session, idOrSlug: string): string | null {
  if (idOrSlug === '') return isMembershipRequired(state) ? activeOrganizationId(state, session) : null;
  const organization = findOrganizationOfMember(state, session, idOrSlug);
  if (!organization) throw clerkErrors.organizationNotFoundOrUnauthorized();
  return organization.id;
}

/** `undefined` unless the session's user is a member. */
export const findOrganizationOfMember = ({ organizations }: State, { userId }: Session, idOrSlug: string) =>
  [...organizations.values()].find(
    ({ id, slug, memberships }) => (id === idOrSlug || slug === idOrSlug) && memberships.has(userId),
  );
