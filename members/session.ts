/** Who is signed in, in which organization, with which permission: follows Clerk, and changes it. */
import type { Confirm } from './actions.ts';
import { isRetryable, SESSION_ENDED } from './errors.ts';
import type { Failures } from './failures.ts';
import type { List } from './list.ts';
import type { Sdk } from './sdk.ts';
import { currentView, initialState, MANAGE_MEMBERSHIPS, type Organization, withoutOrganizationData } from './state.ts';
import type { Store } from './store.ts';

/** Returning to the tab refreshes the page, but not more often than this. Milliseconds. */
const REFRESH_INTERVAL = 5_000;

interface Parts {
  store: Store;
  sdk: Sdk;
  list: List;
  failures: Failures;
  showToast(message: string): void;
  confirm: Confirm;
}

export function createSession({ store, sdk, list, failures, showToast, confirm }: Parts) {
  let lastRefresh = 0;

  /** Everything as at the start, but the page size: for when another person signs in, or nobody is signed in. */
  function reset(): void {
    list.resetParams();
    store.set(initialState(store.get().params));
  }

  /** Takes over what Clerk says. Clerk calls it at every change, and often without one. */
  function sync(): void {
    const { clerk } = sdk;
    const { session, user, organization } = clerk;
    // `undefined`: Clerk is in transition, and calls again.
    if (session === undefined || user === undefined || organization === undefined) return;

    const { currentUser, isSigningOut } = store.get();
    if (!clerk.isSignedIn || !user || !session) {
      if (currentUser) reset();
      store.set({ currentUser: null });
      // A pending session, which has a task to complete, still has its user.
      if (currentUser && !isSigningOut && !user) failures.report('session', SESSION_ENDED);
      return;
    }
    // Between leaving an organization and opening the next there is nothing to show.
    if (store.get().isLeaving) return;
    if (currentUser && currentUser.userId !== user.id) reset();
    if (!currentUser) failures.clear('session');

    const previous = store.get().organization;
    const isSwitched = organization?.id !== previous?.id;
    // Page, search and filter in the URL of a first visit are for the first organization.
    if (isSwitched && previous) list.resetParams();
    store.set({
      ...(isSwitched ? withoutOrganizationData(store.get()) : {}),
      currentUser: {
        userId: user.id,
        name: user.fullName || user.primaryEmailAddress?.emailAddress || user.id,
        canManage: session.checkAuthorization({ permission: MANAGE_MEMBERSHIPS }),
      },
      organization: organization && { id: organization.id, name: organization.name },
      organizations: user.organizationMemberships.map(({ organization: { id, name } }) => ({ id, name })),
    });
    if (isSwitched && organization) {
      lastRefresh = Date.now();
      void list.openOrganization();
    }
  }

  /** Somebody returned to the tab. */
  async function refresh(): Promise<void> {
    if (currentView(store.get()) !== 'members' || Date.now() - lastRefresh < REFRESH_INTERVAL) return;
    lastRefresh = Date.now();
    await Promise.all([sdk.reloadUser(), list.load({ isBackground: true })]);
    if (store.get().organization) await list.loadRoles();
  }

  async function switchOrganization(organizationId: string): Promise<void> {
    const { switchingTo, organization, organizations } = store.get();
    if (switchingTo || organizationId === organization?.id) return;
    store.set({ switchingTo: organizationId });
    try {
      await sdk.clerk.setActive({ organization: organizationId });
      failures.clear('switch');
    } catch (error) {
      const name = organizations.find(({ id }) => id === organizationId)?.name ?? 'the organization';
      const retry = () => void switchOrganization(organizationId);
      failures.report('switch', error, { title: `Could not switch to ${name}.`, retry });
      // After a failed switch, the SDK's session names the organization that it did not reach.
      await sdk.reloadUser();
    } finally {
      store.set({ switchingTo: null });
    }
  }

  async function leaveOrganization(): Promise<void> {
    const { organization, isLeaving } = store.get();
    if (organization && !isLeaving && (await confirm.leaving(store.get()))) await leave(organization);
  }

  async function leave(organization: Organization): Promise<void> {
    if (store.get().isLeaving) return;
    const { clerk } = sdk;
    const hasMovedOn = () => clerk.organization && clerk.organization.id !== organization.id;
    const finish = () => {
      store.set({ isLeaving: false });
      sync();
    };
    store.set({ isLeaving: true });
    try {
      await sdk.user.leaveOrganization(organization.id);
      failures.clear('leave');
      const memberships = clerk.user?.organizationMemberships ?? [];
      const next = memberships.find((membership) => membership.organization.id !== organization.id);
      if (next && !hasMovedOn()) await switchOrganization(next.organization.id);
      finish();
      if (store.get().currentUser) showToast(`You have left ${organization.name}.`);
    } catch (error) {
      finish();
      if (!store.get().currentUser) return;
      const retry = isRetryable(error) ? () => void leave(organization) : null;
      failures.report('leave', error, { title: `You have not left ${organization.name}.`, organization, retry });
      if (!hasMovedOn()) await list.revalidate(error, 'leave');
    }
  }

  async function signOut(): Promise<void> {
    if (store.get().isSigningOut) return;
    store.set({ isSigningOut: true });
    try {
      await sdk.clerk.signOut();
      failures.clear('sign-out');
    } catch (error) {
      failures.report('sign-out', error, { title: 'You are still signed in.', retry: () => void signOut() });
    } finally {
      store.set({ isSigningOut: false });
    }
  }

  return { sync, refresh, switchOrganization, leaveOrganization, signOut };
}
