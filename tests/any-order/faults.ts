/** What goes wrong, and what others change meanwhile. */
import fc from 'fast-check';
import type { Fault } from '../../clerk-stub/faults.ts';
import { addMember, removeMember, updateMember } from '../../clerk-stub/rules/memberships.ts';
import { deleteOrganization } from '../../clerk-stub/rules/organizations.ts';
import { type Command, command, pick } from './command.ts';
import type { Hold, Kind } from './traffic.ts';
import type { World } from './world.ts';

const MEMBERSHIPS = '/v1/organizations/:id/memberships';

const targets: readonly Pick<Fault, 'method' | 'path'>[] = [
  { method: 'PATCH' },
  { method: 'DELETE', path: `${MEMBERSHIPS}/:user_id` },
  { method: 'POST', path: MEMBERSHIPS },
  { method: 'GET', path: MEMBERSHIPS },
  { method: 'GET', path: MEMBERSHIPS },
  { method: 'GET', path: '/v1/organizations/:id/roles' },
  { method: 'GET', path: '/v1/me' },
  { method: 'POST', path: '/v1/client/sessions/:id/touch' },
  { method: 'DELETE', path: '/v1/client/sessions' },
  { method: 'DELETE', path: '/v1/me/organization_memberships/:id' },
];

const refusal = (status: number, code: string) => ({ status, code, longMessage: `Refused with ${status}.` });

const kinds: readonly Fault[] = [
  refusal(400, 'organization_minimum_permissions_needed'),
  refusal(401, 'authentication_invalid'),
  refusal(403, 'missing_organization_permission'),
  refusal(404, 'resource_not_found'),
  refusal(409, 'resource_locked'),
  refusal(422, 'form_param_value_invalid'),
  { ...refusal(429, 'too_many_requests'), retryAfter: 5 },
  refusal(500, 'internal_clerk_error'),
  { status: 403, body: '<h1>Blocked</h1>' },
  { status: 502, body: '<h1>Bad gateway</h1>' },
  { network: true },
];

const failNext = fc.tuple(fc.constantFrom(...targets), fc.constantFrom(...kinds)).map(([target, kind]) =>
  command({
    name: `fail the next ${target.method} ${target.path ?? ''} with ${kind.network ? 'a cut connection' : `${kind.status} ${kind.body ?? ''}`}`,
    act: async ({ clerk }) => clerk.failNext({ ...target, ...kind }),
  }),
);

const loseNext = fc.constantFrom<Kind[]>('writing', 'writing', 'reading').map((kind) =>
  command({
    name: `lose the response to the next ${kind}`,
    async act({ traffic }) {
      traffic.losesNext = kind;
    },
  }),
);

const slow = fc.array(fc.nat(80), { minLength: 2, maxLength: 8 }).map((delays) =>
  command({
    name: `delay the next responses by ${delays.join(', ')} ms`,
    async act({ traffic }) {
      traffic.delays = [...delays];
    },
  }),
);

const holds: readonly Hold[] = [
  { kind: 'reading', what: 'requests' },
  { kind: 'reading', what: 'responses' },
  { kind: 'writing', what: 'requests' },
  { kind: 'writing', what: 'responses' },
];

const hold = fc.constantFrom(...holds).map((chosen) =>
  command({
    name: `hold ${chosen.what} for ${chosen.kind}`,
    isPossible: ({ isHolding }) => !isHolding,
    async act({ traffic }) {
      traffic.hold = chosen;
    },
  }),
);

const release = fc.nat(7 ** 4).map((order) =>
  command({
    name: `release what is held, in order ${order}`,
    isPossible: ({ isHolding }) => isHolding,
    act: ({ traffic }) => traffic.release(order),
  }),
);

/** Others change the instance behind the back of the page. Clerk's rules may forbid it. */
const foreign = (name: string, edit: (world: World, member: string) => void) =>
  fc.nat(11).map((number) =>
    command({
      name: `elsewhere: ${name} ${number}`,
      async act(world) {
        const userId = pick([...(world.organization?.memberships.keys() ?? [])], number);
        try {
          edit(world, userId ?? '');
        } catch {}
        world.edited();
      },
    }),
  );

const edit = fc.oneof(
  foreign('remove member', ({ clerk, organization }, userId) => {
    if (organization) removeMember(clerk.state, organization, userId);
  }),
  foreign('change the role of member', ({ clerk, organization }, userId) => {
    const role = organization?.memberships.get(userId)?.role === 'org:admin' ? 'org:member' : 'org:admin';
    if (organization) updateMember(clerk.state, organization, userId, role);
  }),
  foreign('add somebody', ({ clerk, organization }) => {
    const outsider = [...clerk.state.users.keys()].find((id) => !organization?.memberships.has(id));
    if (organization && outsider) addMember(clerk.state, organization, outsider, 'org:member');
  }),
);

/** After these, little is left to do. */
const end = fc.oneof(
  foreign('remove the person', ({ clerk, organization, session }) => {
    if (organization && session) removeMember(clerk.state, organization, session.userId);
  }),
  foreign('delete the organization', ({ clerk, organization }) => {
    if (organization) deleteOrganization(clerk.state, organization);
  }),
  foreign('end all sessions', ({ clerk }) => clerk.endSessions()),
);

export const faults: fc.Arbitrary<Command>[] = [
  failNext,
  failNext,
  failNext,
  failNext,
  failNext,
  loseNext,
  slow,
  hold,
  release,
  release,
  release,
  edit,
  edit,
  end,
];
