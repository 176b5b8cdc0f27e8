/** Loading the members and the roles of the active organization. */
import { errorStatus, LIST_RELOADED } from './errors.ts';
import type { Messages } from './messages.ts';
import { type Sdk, toMember } from './sdk.ts';
import { isAssignable, MANAGE_MEMBERSHIPS, type Organization, rangeOf, type State } from './state.ts';
import type { Store } from './store.ts';
import { distinctName } from './text.ts';
import { isSameParams, type ListParams, parseParams, searchText, toGetMembershipsParams, writeParams } from './url.ts';

/** An organization has some twenty roles at most, so one page holds them all. */
const ALL_ROLES = 100;

export type List = ReturnType<typeof createList>;

export function createList(store: Store, sdk: Sdk, messages: Messages) {
  /** The organization of the list before, which was shown or could not be loaded. Empty at first: the first list is not announced. */
  let previousId = '';
  /** A list was requested that is no refresh in the background, and none has been announced since. */
  let isAnnouncementDue = false;

  function storeParams(params: ListParams, method: 'pushState' | 'replaceState'): void {
    store.set({ params });
    writeParams(params, method);
  }

  /** @returns whether the list is now the one that this call loaded */
  async function load({ isBackground = false } = {}): Promise<boolean> {
    const { organization: active, isSigningOut } = store.get();
    if (!active || isSigningOut) return false;
    const isCurrent = sdk.startRequest('list');
    isAnnouncementDue ||= !isBackground;
    store.set({ isLoading: true, announcement: '' });
    // Cleared first, so that a repeated failure is announced again.
    if (!isBackground) messages.clearFailures('list');
    if (!isBackground && store.get().rolesFailed) void loadRoles();
    // A URL may name a role that the organization does not have.
    const { role, query } = store.get().params;
    if (role && !isAssignable(store.get(), role)) resetParams({ query });
    const { params, roles } = store.get();
    try {
      const { organization } = isBackground ? sdk.background : sdk;
      const { data, total_count: total } = await organization.getMemberships(toGetMembershipsParams(params));
      if (!isCurrent()) return false;
      if (data.length === 0 && params.page > 1) {
        // The list is shorter than it was, or the URL named a page that it never had.
        const lastPage = Math.max(1, Math.min(params.page - 1, Math.ceil(total / params.pageSize)));
        storeParams({ ...params, page: lastPage }, 'replaceState');
        return load({ isBackground });
      }
      const isShown = (key: string) => store.get().list?.members.some(({ role }) => role === key);
      // A role that is not among those that were loaded before may have been created since.
      if (roles && data.some(({ role }) => !isAssignable(store.get(), role) && !isShown(role))) void loadRoles();
      const list = { members: data.map(toMember), total, params };
      store.set({ isLoading: false, list });
      messages.clearFailures('list');
      if (isAnnouncementDue) announce(active, list);
      return true;
    } catch (error) {
      if (!isCurrent()) return false;
      const { list } = store.get();
      // Screen readers have read the page with this failure, so the next list is announced.
      previousId ||= active.id;
      // Don't show rows that do not match the params in the controls.
      store.set({ isLoading: false, list: list && isSameParams(list.params, params) ? list : null });
      const title = "Couldn't load members.";
      messages.reportFailure('list', error, { title, retry: load, organization: active, isBackground });
      // Somebody may have removed the user from the organization: refresh the user's memberships.
      const status = errorStatus(error);
      if (status === 403 || status === 404) await sdk.reloadUser();
      return false;
    }
  }

  /** The first list is not announced: screen readers read the page itself. */
  function announce({ id, name }: Organization, list: NonNullable<State['list']>): void {
    const found = list.members.length ? `Members ${rangeOf(list, ' to ')}.` : 'No members found.';
    if (previousId) store.set({ announcement: id === previousId ? found : `${name}: ${found}` });
    previousId = id;
    isAnnouncementDue = false;
  }

  /** `getRoles()` makes Clerk call its listeners: a listener that called it at every event would never stop. */
  async function loadRoles(): Promise<void> {
    if (!store.get().organization) return;
    const isCurrent = sdk.startRequest('roles');
    store.set({ rolesFailed: false });
    try {
      const { data, has_role_set_migration } = await sdk.background.organization.getRoles({ pageSize: ALL_ROLES });
      if (!isCurrent()) return;
      const assignable = data.map(({ key, name, permissions }) => ({
        key,
        name: distinctName(name, data, key),
        canManage: permissions.some((permission) => permission.key === MANAGE_MEMBERSHIPS),
      }));
      // The default role is preselected unless it may manage members: that must be somebody's choice.
      const preselected = assignable.find(({ key, canManage }) => key === sdk.defaultRole() && !canManage);
      const defaultKey = preselected?.key ?? '';
      store.set({ roles: { assignable, isMigrating: has_role_set_migration === true, defaultKey } });
      messages.clearFailures('roles');
    } catch (error) {
      // Roles that are known already remain usable.
      if (!isCurrent() || store.get().roles) return;
      store.set({ rolesFailed: true });
      const { organization } = store.get();
      const title = "Couldn't load roles.";
      messages.reportFailure('roles', error, { title, retry: loadRoles, organization, isBackground: true });
    }
  }

  /** Loads members and roles when an organization becomes active. Resolves when the members have loaded, or failed to. */
  async function openOrganization(): Promise<boolean> {
    if (!store.get().params.role) {
      const loading = load();
      void loadRoles();
      return loading;
    }
    // The list waits for the roles, which may not include the one in the URL.
    const isCurrent = sdk.startRequest('list');
    store.set({ isLoading: true });
    await loadRoles();
    return isCurrent() && load();
  }

  /** Resets page, search and role filter; keeps the page size. */
  const resetParams = (params: Partial<ListParams> = {}): void =>
    storeParams({ ...store.get().params, page: 1, role: '', query: '', ...params }, 'replaceState');

  /** Loads the list with other params. Any change except to `page` goes back to page 1. */
  function setParams(change: Partial<ListParams>): void {
    const { params } = store.get();
    const changed = { ...params, ...change };
    if (isSameParams(changed, params)) return;
    const changesOnly = (key: keyof ListParams) => isSameParams({ ...changed, [key]: params[key] }, params);
    const page = changesOnly('page') ? changed.page : 1;
    // One history entry for a search, not one for each pause in typing.
    const isRefined = changesOnly('query') && searchText(params.query) && searchText(changed.query);
    storeParams({ ...changed, page }, isRefined ? 'replaceState' : 'pushState');
    void load();
  }

  /** Follows the URL after back, forward, or a navigation of Clerk's components. */
  function syncFromUrl(): void {
    const params = parseParams(location.search);
    if (isSameParams(params, store.get().params)) return;
    storeParams(params, 'replaceState');
    void load();
  }

  /** After a failed mutation: what is shown may be out of date, or Clerk made the change although its response was lost. */
  async function revalidate(error: unknown): Promise<void> {
    const status = errorStatus(error);
    // A 422 is about the input. After a 429, another request makes it worse.
    if (status === 422 || status === 429) return;
    // The user's own permissions may have changed, too.
    const [, isReloaded] = await Promise.all([sdk.reloadUser(), load({ isBackground: true })]);
    // The 404 may mean that the role no longer exists.
    if (status === 404) void loadRoles();
    if (isReloaded && (status === 403 || status === 404))
      store.set({ announcement: store.get().announcement || LIST_RELOADED });
  }

  return { load, loadRoles, openOrganization, resetParams, setParams, syncFromUrl, revalidate };
}
