/** What must hold whenever a page is at rest, whatever has happened before. */
import { findMemberships } from '../../clerk-stub/rules/memberships.ts';
import { permissionsOf } from '../../clerk-stub/rules/roles.ts';
import { sessionTasks } from '../../clerk-stub/rules/sessions.ts';
import { membershipsOf } from '../../clerk-stub/rules/users.ts';
import type { Membership, Organization } from '../../clerk-stub/state.ts';
import { expect } from '../fixtures.ts';
import type { Look, SeenRow } from './look.ts';
import type { Sent } from './traffic.ts';
import type { World } from './world.ts';

const MANAGE_MEMBERSHIPS = 'org:sys_memberships:manage';

/** Over all sequences: what was done, and how often a page that was up to date was compared with the stub. */
export const counts = { sequences: 0, actions: 0, comparisons: 0 };

/** Waits for rest, and checks. Returns what a person finds on the page. */
export async function check(world: World): Promise<Look> {
  let seen: Look | undefined;
  await world.rest();
  await expect(async () => {
    await world.rest();
    seen = await world.look();
    expect(world.problems, 'nothing was thrown, and no request was unexpected').toEqual([]);
    checkFocus(world, seen);
    checkRepeats(world);
    if (world.traffic.hold) return;
    // What fails behind a dialog is said when the dialog closes.
    if (!seen.dialog) checkFailures(world, seen);
    await checkView(world, seen);
  }).toPass({ timeout: 6_000, intervals: [20, 100, 300, 500] });
  if (!seen) throw new Error('The page was not read');
  if (!world.traffic.hold && !seen.dialog) {
    world.restedAt = world.traffic.tick();
    world.presses = 0;
  }
  return seen;
}

/** While the list is shown, the focus stays where it can be seen, once it is somewhere. */
function checkFocus({ tab }: World, { view, focus }: Look): void {
  if (view === 'members' && tab.hasFocus) expect(focus, 'the element with the focus').not.toBeNull();
  tab.hasFocus = view === 'members' && focus !== null;
}

/** One press sends one request. The SDK repeats readings by itself, when the connection fails. */
function checkRepeats(world: World): void {
  const texts = world
    .sent(world.restedAt)
    .filter(isChange)
    .map(({ method, path, body }) => `${method} ${path} ${body}`);
  const most = Math.max(0, ...texts.map((text) => texts.filter((other) => other === text).length));
  expect(most, `one request for each press: ${texts.join(', ')}`).toBeLessThanOrEqual(world.presses);
}

const isChange = ({ method, path, body }: Sent) =>
  method !== 'GET' &&
  /^\/v1\/(organizations|me|client\/sessions)\b/.test(path) &&
  !/\/tokens$|intent=focus/.test(`${path}${body}`);

/** A tab at the sign-in follows a sign-in elsewhere, and tries again at the next return to it. */
const isFollowing = ({ body }: Sent) => body.includes('intent=select_session');

const isList = ({ method, path }: Sent) => method === 'GET' && path.endsWith('/memberships');

/** Each refused action was announced, or its failure is on the screen. */
function checkFailures(world: World, seen: Look): void {
  const sent = world.sent(world.restedAt);
  // Of an organization that is gone, nothing is left to load.
  const list = seen.view === 'members' ? world.sent().findLast(isList) : undefined;
  const failed = sent
    .filter((one) => one === list || (isChange(one) && !isFollowing(one)))
    .filter(
      ({ error, status, method }) =>
        // The SDK repeats a reading whose connection failed.
        error !== '' && !(status === 0 && method === 'GET'),
    );
  const text = [...seen.said, seen.banner?.text ?? ''].join('\n');
  for (const one of failed) {
    const { error, status, method, path, query, isLost } = one;
    const isSignOut = path === '/v1/client/sessions';
    // Clerk has ended the session, and the page finds out.
    if (isSignOut && isLost) continue;
    // The sign-in shows nothing of somebody who is gone.
    if (seen.view === 'sign-in' && query.get('_clerk_session_id') !== world.session?.id) continue;
    if (status === 401 && text.includes("You've been signed out")) continue;
    const isInQueue = /^Error 1 of \d+:/.test(seen.banner?.text ?? '');
    // The SDK does not tell the page why a sign-out without a JSON response failed, nor a switch that
    // Clerk refused with 401 or 422.
    const isUnexplained = isSignOut && error.includes('not JSON');
    const isUnreported = path.endsWith('/touch') && (status === 401 || status === 422);
    // The page's own touch after it has made the switch.
    if (isUnreported && sent.slice(sent.indexOf(one)).some((other) => other.path === path && other.error === ''))
      continue;
    const words = isUnexplained ? 'Clerk could not be reached' : isUnreported ? "Couldn't switch to" : error;
    expect(isInQueue || text.includes(words), `“${words}” was said: ${method} ${path}`).toBe(true);
  }
}

/** The page is the one for who is signed in, and shows what the stub holds. */
async function checkView(world: World, seen: Look): Promise<void> {
  if (!isUpToDate(world, seen)) return;
  const { session, organization, membership } = world;
  if (!session) {
    expect(seen.view).toBe('sign-in');
    expect(seen.canSignOut).toBe(false);
    expect(await world.tab.page.getByRole('main').getByText('@example.com').filter({ visible: true }).count()).toBe(0);
    return;
  }
  // Clerk's task.
  if (sessionTasks(world.clerk.state, session)) {
    expect(seen.view).toBe('sign-in');
    return;
  }
  // A tab whose session ended follows the one that its browser has now, when somebody returns to it.
  if (seen.view === 'sign-in') await world.return();
  expect(seen.canSignOut).toBe(true);
  if (!organization || !membership) {
    expect(seen.view).toBe('choose-organization');
    return;
  }
  // A tab has an active organization of its own. The choice in another tab does not reach it.
  const isOneOfSeveral = world.tabs.some((tab) => tab !== world.tab && tab.client === world.tab.client);
  if (isOneOfSeveral && seen.view === 'choose-organization') return;
  expect(seen.view).toBe('members');
  counts.comparisons += 1;
  expect(seen.title).toContain(organization.name);
  checkTable(world, seen, organization);
  checkControls(world, seen, organization, membership);
}

/** Whether the page has read, since the last change by others, the list, the user, and the roles. */
function isUpToDate(world: World, seen: Look): boolean {
  const sent = world.sent();
  const lastOf = (matches: (sent: Sent) => boolean) => sent.findLast((one) => matches(one) && !one.isHeld);
  const isNew = (one: Sent | undefined) => one?.error === '' && one.servedAt > world.foreignEditAt;
  // Every response to a change brings the user along.
  const user = sent.findLast(
    (one) =>
      (isChange(one) || /^\/v1\/(me|client)$|\/roles$/.test(one.path)) &&
      one.status === 200 &&
      one.servedAt > world.foreignEditAt,
  );
  const failedUser = lastOf(({ path, error }) => path === '/v1/me' && error !== '');
  if (!user || user.servedAt < (failedUser?.servedAt ?? 0) || lastOf(isFollowing)?.error) return false;
  // After a sign-out that did not reach Clerk, the page says so beside the sign-in form.
  if (seen.view === 'sign-in' && lastOf(({ path }) => path === '/v1/client/sessions')?.error) return false;
  if (seen.view !== 'members') return true;
  return isNew(lastOf(isList)) && isNew(lastOf(({ path }) => path.endsWith('/roles')));
}

function checkTable({ clerk: { state } }: World, seen: Look, organization: Organization): void {
  const params = new URLSearchParams(seen.search);
  const page = Number(params.get('page') ?? 1);
  const size = Number(params.get('pageSize') ?? 10);
  const role = params.get('role') ?? '';
  const query = params.get('query') ?? '';
  const found = findMemberships(state, organization, query).filter((member) => !role || member.role === role);
  const expected = found.slice((page - 1) * size, page * size).map(({ userId, role }) => {
    const user = state.users.get(userId);
    return user ? [userId, user.email, role] : ['No public user data', role];
  });
  expect(seen.isBusy, 'the table is busy').toBe(false);
  expect(seen.rows.map(({ text }) => text)).toEqual(
    expected.map((texts) => expect.stringMatching(new RegExp(texts.map((text) => `(?=.*${text}\\b)`).join('')))),
  );
  expect(seen.rows.map(({ isBusy }) => isBusy)).not.toContain(true);
  const range = `${(page - 1) * size + 1}–${(page - 1) * size + expected.length} of ${found.length}`;
  expect(seen.range).toBe(found.length === 0 ? null : range);
  if (found.length > 0) {
    expect(seen.previous?.isDisabled).toBe(page === 1);
    expect(seen.next?.isDisabled).toBe(page * size >= found.length);
  }
  expect(seen.fields).toMatchObject({ role, pageSize: String(size) });
  expect(seen.fields.search.trim()).toBe(query);
}

function checkControls(
  { clerk: { state }, session }: World,
  seen: Look,
  organization: Organization,
  membership: Membership,
): void {
  const canManage = permissionsOf(state, membership.role).includes(MANAGE_MEMBERSHIPS);
  expect(seen.canAdd, 'the form that adds members').toBe(canManage);
  expect(seen.canLeave).toBe(true);
  const user = session && state.users.get(session.userId);
  const organizations = user ? membershipsOf(state, user).map((one) => one.organization.id) : [];
  expect((seen.organizations?.all ?? [organization.id]).toSorted()).toEqual(organizations.toSorted());
  for (const row of seen.rows) checkRow(row, organization, canManage, user?.email ?? '');
}

function checkRow(row: SeenRow, organization: Organization, canManage: boolean, ownEmail: string): void {
  const names = row.buttons.map(({ name }) => name).filter((name) => !/^(Undo|Dismiss)/.test(name));
  if (!canManage) {
    expect([...names, row.select?.name ?? ''].join(''), 'controls of somebody who may not manage members').toBe('');
    return;
  }
  const email = /\S+@example\.com/.exec(row.text)?.[0];
  if (!email) return;
  expect(names.includes(`Remove ${email}`), 'the button that removes').toBe(email !== ownEmail);
  const role = organization.roleSet.find((key) => row.text.includes(key));
  if (!role) return;
  if (organization.roleSet.length > 2) expect(row.select).toMatchObject({ name: `Role of ${email}`, value: role });
  else expect(names).toContain(`Change role of ${email} to ${role === 'org:admin' ? 'Member' : 'Admin'}`);
  expect([...row.buttons, row.select].filter((control) => control?.isDisabled)).toEqual([]);
}
