/**
 * The in-memory Clerk instance: plain data, made anew from a seed for every stub.
 *
 * Times are unix milliseconds, as on Clerk's wire. Nothing here knows HTTP.
 */

/** A person who can sign in: by password, or by e-mail code (always 424242, as with Clerk's own test addresses). */
export interface User {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string;
  password: string;
  createdAt: number;
}

/** A role of the instance, with its key (`org:admin`) and its permissions (`org:sys_memberships:manage`). */
export interface Role {
  key: string;
  name: string;
  description: string;
  permissions: readonly string[];
}

/** Who belongs to an organization, as what. A `userId` that names no user is a membership without public user data. */
export interface Membership {
  id: string;
  userId: string;
  role: string;
  createdAt: number;
  updatedAt: number;
}

export interface Organization {
  id: string;
  name: string;
  slug: string;
  /** The organization's role set: the keys that may be assigned, and that `getRoles()` lists. */
  roleSet: string[];
  /** Clerk is moving this organization to another role set; clients are asked to leave roles alone meanwhile. */
  hasRoleSetMigration: boolean;
  /** Seats, pending invitations included; 0 is without limit. */
  maxAllowedMemberships: number;
  createdAt: number;
  updatedAt: number;
  /** By user id, in the order of joining. */
  memberships: Map<string, Membership>;
}

export type InvitationStatus = 'pending' | 'accepted' | 'revoked';

export interface Invitation {
  id: string;
  organizationId: string;
  email: string;
  role: string;
  status: InvitationStatus;
  createdAt: number;
  updatedAt: number;
}

export interface Session {
  id: string;
  userId: string;
  status: 'active' | 'ended' | 'removed';
  lastActiveOrganizationId: string | null;
  createdAt: number;
  lastActiveAt: number;
  updatedAt: number;
}

/** A sign-in under way. */
export interface SignIn {
  id: string;
  userId: string;
  status: 'needs_first_factor' | 'complete';
  /** The factor tried last, and how far it came. */
  verification: { strategy: 'password' | 'email_code'; status: 'unverified' | 'verified'; attempts: number } | null;
  createdSessionId: string | null;
  createdAt: number;
}

/** A browser, as Clerk knows it: by the `__client` cookie, or the dev browser's token. */
export interface Client {
  id: string;
  sessions: Session[];
  lastActiveSessionId: string | null;
  signIn: SignIn | null;
  createdAt: number;
  updatedAt: number;
}

/** What an instance starts from. Data only, with pinned ids, so that tests can name what they expect. */
export interface Seed {
  users: readonly User[];
  roles: readonly Role[];
  organizations: readonly (Omit<Organization, 'memberships'> & { memberships: readonly Membership[] })[];
  invitations?: readonly Invitation[];
  /** The session of every new client, with its active organization. `null`: signed out. */
  defaultSession: { userId: string; organizationId: string | null } | null;
}

export interface State {
  users: Map<string, User>;
  roles: Map<string, Role>;
  organizations: Map<string, Organization>;
  invitations: Map<string, Invitation>;
  /** Browsers by their token. */
  clients: Map<string, Client>;
  defaultSession: Seed['defaultSession'];
  /**
   * The time in unix milliseconds, greater at every call: the SDK keeps the object it has unless `updated_at` grew.
   */
  now(): number;
  /** A new id in Clerk's form, `<prefix>_<number>`. */
  nextId(prefix: string): string;
}

/** A fresh instance; the seed is copied, so one seed serves any number of them. */
export function createState(seed: Seed): State {
  const copy = structuredClone(seed);
  let lastTime = 0;
  let lastId = 0;
  return {
    users: byKey(copy.users, (user) => user.id),
    roles: byKey(copy.roles, (role) => role.key),
    organizations: byKey(
      copy.organizations.map((organization) => ({
        ...organization,
        memberships: byKey(organization.memberships, (membership) => membership.userId),
      })),
      (organization) => organization.id,
    ),
    invitations: byKey(copy.invitations ?? [], (invitation) => invitation.id),
    clients: new Map(),
    defaultSession: copy.defaultSession,
    now: () => {
      lastTime = Math.max(Date.now(), lastTime + 1);
      return lastTime;
    },
    nextId: (prefix) => `${prefix}_${++lastId}`,
  };
}

function byKey<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [key(item), item]));
}
