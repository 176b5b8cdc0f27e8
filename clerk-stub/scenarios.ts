/** The scenarios of the demo and the tests. */
import { analyticalEngines, engines, joined, largeSeed, moonshot, seed, withAdmins } from './seeds/organizations.ts';
import { people } from './seeds/people.ts';
import { ADMIN, AUDITOR, BILLING, MEMBER, PEOPLE_MANAGER } from './seeds/roles.ts';
import type { Seed } from './state.ts';

const { ada, grace, alan, katherine, edsger } = people;

export const scenarios = {
  default: {
    name: '12 members',
    description:
      'You are Ada, an admin of Analytical Engines with twelve members. You also belong to a second organization.',
    seed: () => seed(),
  },
  member: {
    name: 'Member',
    description: 'You are Alan. Your role is Member, so you can view the list but change nothing.',
    seed: () => seed({ defaultSession: { userId: alan.id, organizationId: 'org_engines' } }),
  },
  'custom-roles': {
    name: 'Custom roles',
    description:
      'You are Grace. You manage members without being an admin. There are five roles; one is no longer assignable.',
    seed: () =>
      seed({
        roles: [ADMIN, MEMBER, PEOPLE_MANAGER, BILLING, AUDITOR],
        organizations: [
          engines(
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
        defaultSession: { userId: grace.id, organizationId: 'org_engines' },
      }),
  },
  'last-admin': {
    name: 'Last admin',
    description: 'You are Ada, the only admin. Clerk does not let you leave or give up the role.',
    seed: () => seed({ organizations: [engines(withAdmins([ada, alan, katherine], [ada]))] }),
  },
  large: {
    name: '5,000 members',
    description: 'You are Ada, an admin of an organization with 5,000 members.',
    seed: () => largeSeed(),
  },
  empty: {
    name: 'New organization',
    description: 'A new organization. You, Ada, are its only member.',
    seed: () => seed({ organizations: [engines(withAdmins([ada], [ada]))] }),
  },
  'signed-out': {
    name: 'Signed out',
    description: 'Nobody is signed in. The page shows Clerk’s sign-in.',
    seed: () => seed({ defaultSession: null }),
  },
  'membership-required': {
    name: 'Membership required',
    description:
      'As in new Clerk applications, everybody needs an organization. You are Ada, and choose yours before you see the page.',
    seed: () =>
      seed({
        environment: { organization_settings: { force_organization_selection: true } },
        defaultSession: { userId: ada.id, organizationId: null },
      }),
  },
  slow: {
    name: 'Slow network',
    description: 'Like “12 members”, but every response takes an extra 1.5 seconds.',
    seed: () => seed({ latency: 1500 }),
  },
  flaky: {
    name: 'Failing requests',
    description:
      'Like “12 members”, but every third request to an organization fails. Loading the page sends two of them, so your first action fails.',
    seed: () => seed({ failEvery: 3 }),
  },
  'role-migration': {
    name: 'Role migration',
    description: 'Clerk is moving the organization to another role set. Roles are locked until it is done.',
    seed: () => seed({ organizations: [{ ...analyticalEngines(), hasRoleSetMigration: true }, moonshot()] }),
  },
} satisfies Record<string, { name: string; description: string; seed(): Seed }>;

export type ScenarioName = keyof typeof scenarios;

export const isScenarioName = (name: string): name is ScenarioName => Object.hasOwn(scenarios, name);

/** The seed that starts a scenario. Throws if there is none with that name. */
export function scenarioSeed(name: string): Seed {
  if (!isScenarioName(name)) throw new Error(`There is no scenario ${name}, only ${Object.keys(scenarios).join(', ')}`);
  return { ...scenarios[name].seed(), scenario: name };
}
