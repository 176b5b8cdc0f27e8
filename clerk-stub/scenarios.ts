/** The demo's people and organizations, and the situations to try the page in. Every scenario is a fresh instance. */

import type { Membership, Role, Seed, User } from './state.ts';
import type { ClerkStubOptions } from './stub.ts';

export interface Scenario {
  /** What one meets there, in a sentence. */
  description: string;
  seed(): Seed;
  options?: ClerkStubOptions;
}

/** Everybody's password. */
export const PASSWORD = 'members-demo';

const DAY = 24 * 60 * 60 * 1000;
const EPOCH = Date.UTC(2026, 0, 5, 9);

const ADMIN: Role = {
  key: 'org:admin',
  name: 'Admin',
  description: 'Manages the organization',
  permissions: [
    'org:sys_profile:manage',
    'org:sys_profile:delete',
    'org:sys_memberships:read',
    'org:sys_memberships:manage',
    'org:sys_domains:read',
    'org:sys_domains:manage',
    'org:sys_billing:read',
    'org:sys_billing:manage',
  ],
};
const MEMBER: Role = {
  key: 'org:member',
  name: 'Member',
  description: 'Sees the organization',
  permissions: ['org:sys_memberships:read', 'org:sys_billing:read'],
};
/** Manages members without being called admin: the reason to ask for the permission and not for the role's name. */
const PEOPLE_MANAGER: Role = {
  key: 'org:people_manager',
  name: 'People manager',
  description: 'Adds, removes and changes members',
  permissions: ['org:sys_memberships:read', 'org:sys_memberships:manage'],
};
const BILLING: Role = {
  key: 'org:billing',
  name: 'Billing',
  description: 'Sees the invoices',
  permissions: ['org:sys_memberships:read', 'org:sys_billing:read', 'org:sys_billing:manage'],
};
/** Not in any organization's role set any more: who has it keeps it, and nobody can be given it. */
const AUDITOR: Role = {
  key: 'org:auditor',
  name: 'Auditor',
  description: 'A role of earlier days',
  permissions: ['org:sys_memberships:read'],
};

const [ada, grace, alan, katherine, edsger, barbara, dennis, radia, margaret, donald, frances, tim, hedy, claude] = [
  person('ada', 'Ada', 'Lovelace'),
  person('grace', 'Grace', 'Hopper'),
  person('alan', 'Alan', 'Turing'),
  person('katherine', 'Katherine', 'Johnson'),
  person('edsger', 'Edsger', 'Dijkstra'),
  person('barbara', 'Barbara', 'Liskov'),
  person('dennis', 'Dennis', 'Ritchie'),
  person('radia', 'Radia', 'Perlman'),
  person('margaret', 'Margaret', 'Hamilton'),
  person('donald', 'Donald', 'Knuth'),
  person('frances', 'Frances', 'Allen'),
  person('tim', 'Tim', 'Berners-Lee'),
  person('hedy', 'Hedy', 'Lamarr'),
  person('claude', 'Claude', 'Shannon'),
] as const;

const everybody: readonly User[] = [
  ada,
  grace,
  alan,
  katherine,
  edsger,
  barbara,
  dennis,
  radia,
  margaret,
  donald,
  frances,
  tim,
  hedy,
  claude,
];

function person(name: string, firstName: string, lastName: string): User {
  return {
    id: `user_${name}`,
    firstName,
    lastName,
    email: `${name}@example.com`,
    password: PASSWORD,
    createdAt: EPOCH,
  };
}

/** Joined in the order given, one a day or as told, in milliseconds. */
function joined(members: readonly (readonly [User | string, Role])[], pause = DAY): Membership[] {
  return members.map(([member, role], index) => {
    const userId = typeof member === 'string' ? member : member.id;
    const time = EPOCH + index * pause;
    return { id: userId.replace(/^user_/, 'orgmem_'), userId, role: role.key, createdAt: time, updatedAt: time };
  });
}

const organization = (
  name: string,
  slug: string,
  memberships: Membership[],
  roles: readonly Role[] = [ADMIN, MEMBER],
) => ({
  id: `org_${slug}`,
  name,
  slug,
  roleSet: roles.map(({ key }) => key),
  hasRoleSetMigration: false,
  maxAllowedMemberships: 0,
  createdAt: EPOCH,
  updatedAt: EPOCH,
  memberships,
});

const analyticalEngines = () =>
  organization(
    'Analytical Engines',
    'engines',
    joined([
      [grace, ADMIN],
      [alan, MEMBER],
      [katherine, MEMBER],
      [edsger, MEMBER],
      [barbara, ADMIN],
      [dennis, MEMBER],
      [radia, MEMBER],
      [margaret, MEMBER],
      [donald, MEMBER],
      [frances, MEMBER],
      [tim, MEMBER],
      [ada, ADMIN],
    ]),
  );
const moonshot = () =>
  organization(
    'Moonshot Software',
    'moonshot',
    joined([
      [margaret, ADMIN],
      [ada, MEMBER],
      [katherine, MEMBER],
    ]),
  );

function seed(overrides: Partial<Seed> = {}): Seed {
  return {
    users: everybody,
    roles: [ADMIN, MEMBER],
    organizations: [analyticalEngines(), moonshot()],
    visitor: { userId: ada.id, organizationId: 'org_engines' },
    ...overrides,
  };
}

/** 5,000 people, named after the others. All of them joined within a day. */
function largeSeed(size = 5000): Seed {
  const firstNames = everybody.map((user) => user.firstName ?? '');
  const lastNames = everybody.map((user) => user.lastName ?? '');
  const crowd = Array.from({ length: size - everybody.length + 2 }, (_, index) => {
    const first = firstNames[index % firstNames.length] ?? '';
    const last = lastNames[Math.floor(index / firstNames.length) % lastNames.length] ?? '';
    const number = String(index + 1).padStart(4, '0');
    return person(number, first, `${last} ${number}`);
  });
  const members = [...crowd, ...everybody.slice(0, 12)];
  return seed({
    users: [...crowd, ...everybody],
    organizations: [
      organization(
        'Analytical Engines',
        'engines',
        joined(
          members.map((user, index) => [user, user === ada || index % 50 === 0 ? ADMIN : MEMBER] as const),
          DAY / size,
        ),
      ),
      moonshot(),
    ],
  });
}

export const scenarios = {
  default: {
    description: 'You are Ada, an admin of twelve people at Analytical Engines, and a member of a second organization.',
    seed: () => seed(),
  },
  member: {
    description: 'You are Alan, a plain member: you see the list and may change nothing.',
    seed: () => seed({ visitor: { userId: alan.id, organizationId: 'org_engines' } }),
  },
  'custom-roles': {
    description:
      'You are Grace, a people manager without being an admin. There are five roles, one of them no longer to be given.',
    seed: () =>
      seed({
        roles: [ADMIN, MEMBER, PEOPLE_MANAGER, BILLING, AUDITOR],
        organizations: [
          organization(
            'Analytical Engines',
            'engines',
            joined([
              [ada, ADMIN],
              [grace, PEOPLE_MANAGER],
              [alan, MEMBER],
              [katherine, BILLING],
              [edsger, AUDITOR],
              ['user_deleted', MEMBER],
            ]),
            [ADMIN, MEMBER, PEOPLE_MANAGER, BILLING],
          ),
        ],
        visitor: { userId: grace.id, organizationId: 'org_engines' },
      }),
  },
  'last-admin': {
    description: 'You are Ada, the only admin: Clerk refuses to let you go or step down.',
    seed: () =>
      seed({
        organizations: [
          organization(
            'Analytical Engines',
            'engines',
            joined([
              [ada, ADMIN],
              [alan, MEMBER],
              [katherine, MEMBER],
            ]),
          ),
        ],
      }),
  },
  large: {
    description: 'An organization of 5,000 members.',
    seed: () => largeSeed(),
  },
  empty: {
    description: 'A new organization: you, Ada, are its only member.',
    seed: () => seed({ organizations: [organization('Analytical Engines', 'engines', joined([[ada, ADMIN]]))] }),
  },
  'signed-out': {
    description: 'Nobody is signed in: the page shows Clerk’s sign-in.',
    seed: () => seed({ visitor: null }),
  },
  slow: {
    description: 'The default, with every answer a second and a half late.',
    seed: () => seed(),
    options: { latency: 1500 },
  },
  flaky: {
    description: 'The default, with Clerk failing at every third request to an organization.',
    seed: () => seed(),
    options: { failEvery: 3 },
  },
  'role-migration': {
    description: 'Clerk is moving the organization to another role set: roles are locked meanwhile.',
    seed: () => seed({ organizations: [{ ...analyticalEngines(), hasRoleSetMigration: true }, moonshot()] }),
  },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export const isScenarioName = (name: string): name is ScenarioName => Object.hasOwn(scenarios, name);
