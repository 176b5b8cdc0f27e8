/** The data of an in-memory Clerk instance. Times are unix milliseconds, as in Clerk's JSON. */
import { CREATOR_ROLE } from './rules/roles.ts';

/** A user, who can sign in with the password or with an email code. */
export interface User {
  id: string;
  firstName: string | null;
  lastName: string | null;
  /** Lowercase. Addresses of a seed are converted. */
  email: string;
  /** Empty for a user who signs in by email code only. */
  password: string;
  /** A data: URL. */
  imageUrl?: string | null;
  /** What applications store with the user. Default: empty. */
  unsafeMetadata?: Metadata;
  publicMetadata?: Metadata;
  createdAt: number;
  updatedAt?: number;
  lastSignInAt?: number;
  /** Where the next session starts: the organization that was active last, or that was created or joined since. */
  nextOrganizationId?: string | null;
}

/** A JSON object. */
export type Metadata = Record<string, unknown>;

/** A role with its key (`org:admin`) and permissions (`org:sys_memberships:manage`). */
export interface Role {
  key: string;
  name: string;
  description: string;
  permissions: readonly string[];
}

export interface Timestamps {
  createdAt: number;
  updatedAt: number;
}

/** If no user has the `userId`, as after the user was deleted, the JSON has no public user data. */
export interface Membership extends Timestamps {
  id: string;
  userId: string;
  role: string;
  publicMetadata?: Metadata;
}

export interface Organization extends Timestamps {
  id: string;
  name: string;
  slug: string;
  /** A data: URL. */
  imageUrl?: string | null;
  /** Keys of the assignable roles, which `getRoles()` lists. */
  roleSet: string[];
  /** Clerk is moving the organization to another role set. Apps should not change roles until it is done. */
  hasRoleSetMigration: boolean;
  /** The number of seats, including pending invitations; 0 for no limit. */
  maxAllowedMemberships: number;
  publicMetadata?: Metadata;
  /** By user ID, in the order of joining. */
  memberships: Map<string, Membership>;
}

export interface Invitation extends Timestamps {
  id: string;
  organizationId: string;
  /** Lowercase. Addresses of a seed are converted. */
  email: string;
  role: string;
  status: 'pending' | 'accepted' | 'revoked' | 'expired';
}

export type EndedStatus = 'ended' | 'removed' | 'revoked';

export interface Session extends Timestamps {
  id: string;
  userId: string;
  status: 'active' | EndedStatus;
  lastActiveOrganizationId: string | null;
  lastActiveAt: number;
}

/** An unfinished sign-in. */
export interface SignIn {
  id: string;
  userId: string;
  status: 'needs_first_factor' | 'complete';
  /** The latest attempt. */
  verification: { strategy: 'password' | 'email_code'; status: 'unverified' | 'verified'; attempts: number } | null;
  /** An email code was sent. It stays valid during attempts with a password. */
  isCodeSent: boolean;
  createdSessionId: string | null;
  createdAt: number;
}

/** A browser, identified by the `__client` cookie or the dev browser's token. */
export interface Client extends Timestamps {
  id: string;
  sessions: Session[];
  signIn: SignIn | null;
  /** The origin of the page that sent the latest request; `null` if the browser conceals it. */
  origin: string | null;
  userAgent: string;
}

/** The initial data of an instance, with fixed IDs that tests can use, and its latency and failures. */
export interface Seed {
  users: readonly User[];
  roles: readonly Role[];
  organizations: readonly (Omit<Organization, 'memberships'> & { memberships: readonly Membership[] })[];
  invitations?: readonly Invitation[];
  /**
   * Settings of the instance, merged into `environment.ts`: `{ display_config: { application_name: 'Acme' } }`. The SDK and
   * Clerk's components follow them. SUPPORTED.md names those that the stub itself follows.
   */
  environment?: Metadata & { organization_settings?: Metadata };
  /** The custom claims of JWT templates, by the names for `getToken({ template })`. Clerk's shortcodes in them are replaced. */
  jwtTemplates?: Readonly<Record<string, object>>;
  /** The custom claims of session tokens, with shortcodes: `{ metadata: '{{user.public_metadata}}' }`. */
  sessionClaims?: Metadata;
  /** The session of every new client, with its active organization. `null`: signed out. */
  defaultSession: { userId: string; organizationId: string | null } | null;
  /** Milliseconds before every response; default 0. */
  latency?: number;
  /** Every n-th request to an organization fails with Clerk's 500; default 0, none. */
  failEvery?: number;
  /** The name of the scenario that has this seed. The demo's control page marks it. */
  scenario?: string;
}

/** What structured clone can copy, and a service worker keeps in IndexedDB. */
export interface State
  extends Required<Pick<Seed, 'environment' | 'sessionClaims' | 'defaultSession' | 'latency' | 'failEvery'>> {
  users: Map<string, User>;
  roles: Map<string, Role>;
  /** Of organizations that users create: all roles that are in a role set of the seed, or all if it has no organizations. */
  defaultRoleSet: string[];
  organizations: Map<string, Organization>;
  invitations: Map<string, Invitation>;
  /** By token. */
  clients: Map<string, Client>;
  jwtTemplates: Map<string, object>;
  scenario: string | null;
  lastTime: number;
  lastId: number;
}

/**
 * Creates the state from a copy of the seed, with email addresses in lower case. Throws if two objects share an ID, two users an
 * email address or two organizations a slug; if something refers to a role, an organization or a default user that the seed does
 * not have; if a permission is not of the form `org:<feature>:<permission>`; and without the role that creators of organizations
 * get. A membership may belong to a deleted user: Clerk then sends no public user data.
 */
export function createState(seed: Seed): State {
  for (const name of ['users', 'roles', 'organizations'] as const) {
    if (!Array.isArray(seed[name])) throw new Error(`The seed has no list of ${name}`);
  }
  const { users, invitations = [], ...copy } = structuredClone(seed);
  for (const item of [...users, ...invitations]) item.email = item.email.toLowerCase();
  const organizations = copy.organizations.map((organization) => ({
    ...organization,
    memberships: byKey(organization.memberships, 'userId'),
  }));
  const roles = byKey(copy.roles, 'key');
  const used = organizations.length === 0 ? [...roles.keys()] : organizations.flatMap(({ roleSet }) => roleSet);
  const state: State = {
    users: byKey(users, 'id'),
    roles,
    defaultRoleSet: [...roles.keys()].filter((role) => used.includes(role)),
    organizations: byKey(organizations, 'id'),
    invitations: byKey(invitations, 'id'),
    clients: new Map(),
    environment: copy.environment ?? {},
    sessionClaims: copy.sessionClaims ?? {},
    jwtTemplates: new Map(Object.entries(copy.jwtTemplates ?? {})),
    defaultSession: copy.defaultSession,
    latency: copy.latency ?? 0,
    failEvery: copy.failEvery ?? 0,
    scenario: copy.scenario ?? null,
    lastTime: 0,
    lastId: 0,
  };
  const memberships = copy.organizations.flatMap((organization) => organization.memberships);
  // These must be unique, too.
  byKey(users, 'email');
  byKey(organizations, 'slug');
  byKey(memberships, 'id');
  requireReferences(state);
  return state;
}

function requireReferences({ users, roles, organizations, invitations, defaultSession }: State): void {
  const requireRole = (role: string, id: string) => {
    if (!roles.has(role)) throw new Error(`The seed has no role ${role} for ${id}`);
  };
  if (!roles.has(CREATOR_ROLE)) throw new Error(`The seed needs the role ${CREATOR_ROLE}`);
  for (const { key, permissions } of roles.values()) {
    const invalid = permissions.find((permission) => !/^org:[^:]+:[^:]+$/.test(permission));
    if (invalid === undefined) continue;
    throw new Error(`The permission ${invalid} of ${key} is not of the form org:<feature>:<permission>`);
  }
  for (const { id, roleSet, memberships } of organizations.values()) {
    for (const role of roleSet) requireRole(role, id);
    for (const { role } of memberships.values()) requireRole(role, id);
  }
  for (const { id, role, organizationId } of invitations.values()) {
    requireRole(role, id);
    if (!organizations.has(organizationId)) throw new Error(`The seed has no organization ${organizationId} for ${id}`);
  }
  if (!defaultSession) return;
  const { userId, organizationId } = defaultSession;
  if (!users.has(userId)) throw new Error(`The seed has no user ${userId} for its default session`);
  if (organizationId !== null && !organizations.get(organizationId)?.memberships.has(userId)) {
    throw new Error(`The user ${userId} of the seed's default session is not a member of ${organizationId}`);
  }
}

function byKey<K extends string, T extends Record<K, string>>(items: readonly T[], key: K): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) {
    if (map.has(item[key])) throw new Error(`The seed has ${item[key]} twice`);
    map.set(item[key], item);
  }
  return map;
}
