/** The demo's organizations, and the seeds made of them. */
import type { Membership, Role, Seed, User } from '../state.ts';
import { people, person, START } from './people.ts';
import { ADMIN, MEMBER } from './roles.ts';

const DAY = 24 * 60 * 60 * 1000;

const { ada, grace, alan, katherine, edsger, barbara, dennis, radia, margaret, donald, frances, tim } = people;
const everyone = Object.values(people);

/** Twelve people and two organizations. Ada is the default user. */
export function seed(overrides: Partial<Seed> = {}): Seed {
  return {
    users: everyone,
    roles: [ADMIN, MEMBER],
    organizations: [analyticalEngines(), moonshot()],
    defaultSession: { userId: ada.id, organizationId: 'org_engines' },
    ...overrides,
  };
}

/** Analytical Engines with 5,000 members, whose names combine those of the demo's people. */
export function largeSeed(size = 5000): Seed {
  const named = everyone.slice(0, 12);
  const generated = Array.from({ length: size - named.length }, (_, index) => {
    const first = everyone[index % everyone.length]?.firstName ?? '';
    const last = everyone[Math.floor(index / everyone.length) % everyone.length]?.lastName ?? '';
    const number = String(index + 1).padStart(4, '0');
    return person(number, first, `${last} ${number}`);
  });
  const members = [...generated, ...named].map(
    (user, index) => [user, user === ada || index % 50 === 0 ? ADMIN : MEMBER] as const,
  );
  return seed({
    users: [...generated, ...everyone],
    organizations: [engines(joined(members, DAY / size)), moonshot()],
  });
}

export const analyticalEngines = () =>
  engines(
    withAdmins(
      [grace, alan, katherine, edsger, barbara, dennis, radia, margaret, donald, frances, tim, ada],
      [grace, barbara, ada],
    ),
  );

export const moonshot = () =>
  organization('Moonshot Software', 'moonshot', withAdmins([margaret, ada, katherine], [margaret]));

/** Analytical Engines with other members. `roles` is its role set. */
export const engines = (memberships: Membership[], roles?: readonly Role[]) =>
  organization('Analytical Engines', 'engines', memberships, roles);

/**
 * An organization for a seed, with the ID `org_<slug>`.
 *
 * @param roles its role set
 */
export const organization = (
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
  createdAt: START,
  updatedAt: START,
  // A user has memberships of several organizations, and each has an ID of its own.
  memberships: memberships.map((membership) => ({ ...membership, id: membership.id.replace('_', `_${slug}_`) })),
});

/** Memberships in the order of joining. */
export const withAdmins = (users: readonly User[], admins: readonly User[]): Membership[] =>
  joined(users.map((user) => [user, admins.includes(user) ? ADMIN : MEMBER]));

/**
 * Memberships in the order of joining. A user may be given by ID alone.
 *
 * @param interval milliseconds between one member and the next
 */
export function joined(members: readonly (readonly [User | string, Role])[], interval = DAY): Membership[] {
  return members.map(([member, role], index) => {
    const userId = typeof member === 'string' ? member : member.id;
    const time = START + index * interval;
    return { id: userId.replace(/^user_/, 'orgmem_'), userId, role: role.key, createdAt: time, updatedAt: time };
  });
}
