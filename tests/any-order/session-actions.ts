/** Tabs, organizations, and who is signed in. */
import fc from 'fast-check';
import { now } from '../../clerk-stub/clock.ts';
import { createOrganization } from '../../clerk-stub/rules/organizations.ts';
import { startSession } from '../../clerk-stub/rules/sessions.ts';
import { membershipsOf } from '../../clerk-stub/rules/users.ts';
import type { Session } from '../../clerk-stub/state.ts';
import { type Command, command, pick } from './command.ts';
import type { World } from './world.ts';

const returnToTab = fc.constant(command({ name: 'return to the tab', act: (world) => world.return() }));

const useTab = fc.nat(2).map((index) =>
  command({
    name: `use tab ${index}`,
    isPossible: ({ tabs, isHolding }) => tabs > 1 && !isHolding,
    act: (world) => world.use(index),
  }),
);

const switchOrganization = fc.nat(1).map((number) =>
  command({
    name: `switch to organization ${number}`,
    isPossible: ({ seen }) => seen.view === 'members' && seen.dialog === null && seen.organizations !== null,
    async act({ tab: { page } }, seen) {
      const field = page.getByLabel('Organization', { exact: true });
      await field.focus();
      if ((await field.getAttribute('aria-disabled')) !== 'true') {
        await field.selectOption(pick(seen.organizations?.all ?? [], number) ?? '');
      }
    },
  }),
);

const leave = fc.constant(
  command({
    name: 'press “Leave organization”',
    isPossible: ({ seen }) => seen.view === 'members' && seen.dialog === null && seen.canLeave,
    act: ({ tab: { page } }) => page.getByRole('button', { name: 'Leave organization' }).press('Enter'),
  }),
);

const signOut = fc.constant(
  command({
    name: 'sign out',
    isPossible: ({ seen }) => seen.canSignOut && seen.dialog === null,
    act: ({ tab: { page } }) => page.getByRole('button', { name: 'Sign out' }).press('Enter'),
  }),
);

/** In a tab that the test does not open: the page notices when somebody returns to it. */
const signIn = fc.constantFrom('user_ada', 'user_ada', 'user_grace', 'user_alan', 'user_hedy').map((userId) =>
  command({
    name: `sign in as ${userId} elsewhere, or choose an organization there, and return`,
    isPossible: ({ seen }) => seen.view === 'sign-in',
    async act(world) {
      const { client } = world.tab;
      const isMember = world.clerk.membership('org_engines', userId) !== undefined;
      if (world.session) chooseFirst(world, world.session);
      else startSession(world.clerk.state, client, userId, isMember ? 'org_engines' : null);
      world.edited();
      await world.return();
    },
  }),
);

/** In another tab again. */
const chooseOrganization = fc.constant(
  command({
    name: 'choose an organization elsewhere, and reload',
    isPossible: ({ seen }) => seen.view === 'choose-organization',
    async act(world) {
      if (world.session) chooseFirst(world, world.session);
      world.edited();
      await world.reload();
    },
  }),
);

/** The organization is created if the person has none. */
function chooseFirst({ clerk: { state }, tab }: World, session: Session): void {
  const user = state.users.get(session.userId);
  if (!user || session.lastActiveOrganizationId) return;
  const [first] = membershipsOf(state, user);
  session.lastActiveOrganizationId = (first?.organization ?? createOrganization(state, user, 'New', null)).id;
  session.updatedAt = tab.client.updatedAt = now(state);
}

export const sessionActions: fc.Arbitrary<Command>[] = [
  returnToTab,
  returnToTab,
  returnToTab,
  useTab,
  useTab,
  switchOrganization,
  leave,
  signOut,
  chooseOrganization,
  chooseOrganization,
  signIn,
  signIn,
  signIn,
];
