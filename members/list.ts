/** Loading the members and the roles of the active organization. */
import type { OrganizationMembershipResource } from '@clerk/shared/types';
import { errorStatus, LIST_RELOADED } from './errors.ts';
import type { Failures } from './failures.ts';
import type { Sdk } from './sdk.ts';
import { type FailureSubject, isAssignable, type Member } from './state.ts';
import type { Store } from './store.ts';
import { isSameParams, type ListParams, parseParams, toClerkParams, writeParams } from './url.ts';

/** How long a pause in typing starts the search. Milliseconds. */
const TYPING_PAUSE = 300;
/** An organization has some twenty roles at most, so one page holds them all. */
const ALL_ROLES = 100;

export type List = ReturnType<typeof createList>;

export function createList(store: Store, sdk: Sdk, failures: Failures) {
  /** The params that the list is loaded with, and that the URL shows. The search field may be ahead of them. */
  let requested = store.get().params;
  let typingTimer = 0;

  function setRequested(params: ListParams, step: 'push' | 'replace'): void {
    clearTimeout(typingTimer);
    requested = params;
    store.set({ params });
    writeParams(params, step);
  }

  /** @returns whether the list is now the one that this call loaded */
  async function load({ isBackground = false } = {}): Promise<boolean> {
    if (!store.get().organization) return false;
    const isCurrent = sdk.startRequest('list');
    store.set({ isLoading: true });
    if (!isBackground && store.get().rolesFailed) void loadRoles();
    dropUnknownRole();
    const params = requested;
    try {
      const { organization } = isBackground ? sdk.background : sdk;
      const { data, total_count: total } = await organization.getMemberships(toClerkParams(params));
      if (!isCurrent()) return false;
      if (data.length === 0 && params.page > 1) {
        // The list is shorter than it was, or the URL named a page that it never had.
        const lastPage = Math.max(1, Math.min(params.page - 1, Math.ceil(total / params.pageSize)));
        setRequested({ ...params, page: lastPage }, 'replace');
        return load({ isBackground });
      }
      store.set({ isLoading: false, list: { members: data.map(toMember), total, params } });
      failures.clear('list');
      return true;
    } catch (error) {
      if (isCurrent()) await handleLoadFailure(error, params, isBackground);
      return false;
    }
  }

  async function handleLoadFailure(error: unknown, params: ListParams, isBackground: boolean): Promise<void> {
    const { list } = store.get();
    // Rows for other params than the controls show would be false.
    store.set({ isLoading: false, list: list && isSameParams(list.params, params) ? list : null });
    failures.report('list', error, {
      title: 'The members could not be loaded.',
      retry: () => void load(),
      isBackground,
    });
    // Somebody may have removed the user from the organization: Clerk then knows where they still belong.
    if (errorStatus(error) === 403 || errorStatus(error) === 404) await sdk.reloadUser();
  }

  /** Never call it from a listener of Clerk's: the answer makes Clerk call its listeners. */
  async function loadRoles(): Promise<void> {
    const isCurrent = sdk.startRequest('roles');
    store.set({ rolesFailed: false });
    try {
      const { data, has_role_set_migration } = await sdk.background.organization.getRoles({ pageSize: ALL_ROLES });
      if (!isCurrent()) return;
      const assignable = data.map(({ key, name, permissions }) => ({
        key,
        name,
        permissions: permissions.map((permission) => permission.key),
      }));
      store.set({ roles: { assignable, isMigrating: has_role_set_migration === true } });
      failures.clear('roles');
    } catch (error) {
      // Roles that are known already remain usable.
      if (!isCurrent() || store.get().roles) return;
      store.set({ rolesFailed: true });
      const retry = () => void loadRoles();
      failures.report('roles', error, { title: 'The roles could not be loaded.', retry, isBackground: true });
    }
  }

  /** A URL may name a role that the organization does not have. */
  function dropUnknownRole(): void {
    const { role } = requested;
    if (role && !isAssignable(store.get(), role)) setRequested({ ...requested, role: '', page: 1 }, 'replace');
  }

  function applySearch(): void {
    const { query } = store.get().params;
    if (query.trim() === requested.query.trim()) return;
    // One history entry for a search, not one for each pause in typing.
    setRequested({ ...requested, query, page: 1 }, requested.query.trim() ? 'replace' : 'push');
    void load();
  }

  return {
    load,
    loadRoles,

    /** Loads members and roles when an organization becomes active. */
    async openOrganization(): Promise<void> {
      if (!requested.role) {
        void load();
        return loadRoles();
      }
      // The list waits for the roles, which may not include the one in the URL.
      const isCurrent = sdk.startRequest('list');
      store.set({ isLoading: true });
      await loadRoles();
      if (isCurrent()) await load();
    },

    /** Back to page 1 of everybody. */
    resetParams: (): void => setRequested({ ...requested, page: 1, role: '', query: '' }, 'replace'),

    /** Loads the list with other params, a search included that was just typed. Only a new page keeps the page number. */
    setParams(change: Partial<ListParams>): void {
      const { query } = store.get().params;
      const isNewSearch = query.trim() !== requested.query.trim();
      const params = { ...requested, query, page: 1, ...change };
      setRequested(isNewSearch ? { ...params, page: 1 } : params, 'push');
      void load();
    },

    /** Follows the URL after back, forward, or a navigation of Clerk's components. */
    syncFromUrl(): void {
      const params = parseParams(location.search);
      if (isSameParams(params, store.get().params)) return;
      setRequested(params, 'replace');
      void load();
    },

    /** Takes the text of the search field. The search starts when typing pauses; at once if it was cleared or `isSubmit`. */
    search(query: string, isSubmit = query === ''): void {
      clearTimeout(typingTimer);
      store.set({ params: { ...store.get().params, query } });
      if (isSubmit) applySearch();
      else typingTimer = setTimeout(applySearch, TYPING_PAUSE);
    },

    /** After a failed mutation: what is shown may be out of date, or Clerk made the change although its answer was lost. */
    async revalidate(error: unknown, subject: FailureSubject): Promise<void> {
      const status = errorStatus(error);
      // These say nothing about memberships; and after too many requests another one makes it worse.
      if (status === 422 || status === 429) return;
      const isOutOfDate = status === 403 || status === 404;
      const [isReloaded] = await Promise.all([
        load({ isBackground: true }),
        isOutOfDate ? sdk.reloadUser() : undefined,
      ]);
      if (isOutOfDate && isReloaded) failures.addNote(subject, LIST_RELOADED);
    },
  };
}

/** A membership of the SDK as plain data. */
export function toMember(membership: OrganizationMembershipResource): Member {
  const user = membership.publicUserData;
  return {
    id: membership.id,
    userId: user?.userId ?? null,
    identifier: user?.identifier ?? '',
    name: [user?.firstName, user?.lastName].filter(Boolean).join(' '),
    imageUrl: user?.hasImage ? user.imageUrl : null,
    joined: membership.createdAt,
    role: membership.role,
    roleName: membership.roleName,
  };
}
