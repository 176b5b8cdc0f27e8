/** Keeps user, active organization and permission in sync with Clerk; switches and leaves organizations, and signs out. */
import type { OrganizationResource, SignedInSessionResource, UserResource } from '@clerk/shared/types';
import type { Dependencies } from './actions.ts';
import { CHANGES_UNKNOWN, isRetryable, PERMISSION_LOST, SESSION_ENDED, sentences, UNREACHABLE } from './errors.ts';
import { emptyOrganization, type Failure, initialState, MANAGE_MEMBERSHIPS, type Organization } from './state.ts';
import { distinctName, isolate } from './text.ts';

/** Organizations of the same name are told apart by their slugs. */
function namedOrganizations({ organizationMemberships }: UserResource): Organization[] {
  const all = organizationMemberships.map(({ organization }) => organization);
  return all.map(({ id, name, slug, hasImage, imageUrl }) => ({
    id,
    name: isolate(distinctName(name, all, slug ?? id)),
    imageUrl: hasImage ? imageUrl : null,
  }));
}

export function createSession({ store, sdk, list, messages, confirm }: Dependencies) {
  /** The user whose session is pending. */
  let pendingUserId: string | undefined;
  /** The user who last tried to sign out. */
  let signOutUserId: string | undefined;
  /** Settles when the latest switch of the organization does. */
  let switching = Promise.resolve();
  /** Whether `setActive()` is in flight. Until it settles, `clerk.organization` may be the old or the new one. */
  let isActivating = () => false;

  /** Syncs the store with Clerk. Clerk calls it at every change, and often when nothing has changed. */
  function sync(): void {
    const { session, organization, isSignedIn } = sdk.clerk;
    // `undefined`: Clerk is in transition, and calls again.
    if (session === undefined || organization === undefined) return;
    const user = session?.user;
    const { currentUser, organization: shown, isSigningOut, leavingId, switchingTo, pending, failures } = store.get();
    const isSameUser = user?.id === currentUser?.userId;
    const isLeaving = shown?.id === leavingId;
    // A switch is in progress, or the organization that was left is gone and the next one is not active yet.
    const isBetweenOrganizations = isActivating() || (isLeaving && !organization);
    // While signing out, the SDK has no session before Clerk has responded.
    if (isSigningOut || (isSameUser && isBetweenOrganizations)) return;
    // A pending session, which has a task to complete, has a user who is not signed in.
    const activeSession = isSignedIn ? session : null;
    if (currentUser && currentUser.userId !== activeSession?.user.id) {
      // While the same user has a task to complete, what failed before stays readable.
      forgetUser(user ? '' : SESSION_ENDED, isSameUser ? failures : []);
      // Another user may have signed in in another tab. While changes may be lost, the message about them stays until the person returns.
      if (!user && pending.size === 0 && !leavingId) void sdk.resumeSession();
    }
    if (pendingUserId && pendingUserId !== user?.id) store.set({ failures: [], toast: null });
    pendingUserId = activeSession ? undefined : user?.id;
    if (activeSession) {
      const opening = syncOrganization(activeSession, organization);
      // Members that arrive at once are rendered together with their organization: a layout without rows would only delay them.
      // Rows of another organization must go at once.
      if (opening && !shown) void store.postpone(opening);
    } else store.set({ currentUser: null });
    // `leave()` shows a toast of its own.
    if (user && isSameUser && shown && !isLeaving) reportLostOrganization(user, shown, switchingTo !== null);
  }

  /** If the organization that was shown is not active any more, says why, unless the user switched to another one. */
  function reportLostOrganization(user: UserResource, { id, name }: Organization, isSwitching: boolean): void {
    if (!user.organizationMemberships.some(({ organization }) => organization.id === id)) {
      messages.clearFailures(`leave ${id}`);
      store.set({ toast: { message: `You are no longer a member of ${name}.` } });
    } else if (!sdk.clerk.organization && !isSwitching) {
      // The SDK activates an organization before Clerk accepts it. Clerk refused, or another tab deselected it.
      const retry = () => switchOrganization(id);
      messages.reportFailure('switch', `${name} is not the active organization.`, { retry });
    }
  }

  /** @returns a promise of the members, if the organization was not the active one before */
  function syncOrganization(session: SignedInSessionResource, organization: OrganizationResource | null) {
    const { user } = session;
    const { currentUser, organization: previous } = store.get();
    const organizations = namedOrganizations(user);
    const isSwitched = organization?.id !== previous?.id;
    const canManage = session.checkAuthorization({ permission: MANAGE_MEMBERSHIPS });
    if (!currentUser) {
      messages.clearFailures('session');
      // The sign-in form needed the settings that were missing.
      if (currentUser === null) messages.clearFailures('degraded');
      // A failed sign-out concerns only the user who tried it.
      if (user.id !== signOutUserId) messages.clearFailures('sign-out');
    }
    if (isSwitched) {
      // Page, search and filter in the URL of a first visit are for the first organization.
      if (previous) list.resetParams();
      // Failures of changes stay in the banner.
      store.set(emptyOrganization);
    }
    store.set({
      currentUser: {
        userId: user.id,
        name: user.fullName || session.publicUserData.identifier || user.id,
        canManage,
      },
      organization: organizations.find(({ id }) => id === organization?.id) ?? null,
      organizations,
    });
    if (!isSwitched && currentUser && currentUser.canManage !== canManage) {
      // The role in the user's own row has changed as well.
      if (!store.get().isLoading) void list.load({ isBackground: true });
      const { toast } = store.get();
      // Clerk would refuse an undo.
      if (!canManage) store.set({ announcement: PERMISSION_LOST, toast: toast && { message: toast.message } });
    }
    // Without another organization, the failure of the list stays: it may say that the user was removed.
    if (!isSwitched || !organization) return;
    messages.clearFailures('list', 'roles', 'switch', 'component');
    // It calls `getRoles()`, which makes Clerk call the listener again. The organization is then the same, so it ends above.
    return list.openOrganization();
  }

  /** No state is carried over from one user to the next. Shows the reason, if any, and that changes may be lost. */
  function forgetUser(reason = '', failures: readonly Failure[] = []): void {
    const { pending, leavingId } = store.get();
    const text = sentences(reason, pending.size > 0 || leavingId ? CHANGES_UNKNOWN : '');
    isActivating = () => false;
    list.resetParams();
    store.set({ ...initialState(store.get().params), failures, currentUser: null });
    if (text) messages.reportFailure('session', text);
  }

  /** Starts a switch unless one is in progress. Resolves when the switch in progress has ended. */
  function switchOrganization(organizationId: string): Promise<void> {
    const { switchingTo, organization } = store.get();
    if (!switchingTo && organizationId !== organization?.id) switching = activateOrganization(organizationId);
    return switching;
  }

  async function activateOrganization(organizationId: string): Promise<void> {
    const { organizations, currentUser } = store.get();
    store.set({ switchingTo: organizationId });
    messages.clearFailures('switch');
    let isSettled = false;
    isActivating = () => !isSettled;
    try {
      await sdk.clerk.setActive({ organization: organizationId });
      isSettled = true;
      sync();
      // In a tab without the focus, `setActive()` sends no request.
      await sdk.touchSession();
      // `setActive()` also resolves after a 401 or 422, and may then name an organization that was not activated.
      await sdk.reloadUser();
      if (sdk.clerk.organization?.id !== organizationId) throw new Error('Clerk rejected the request.');
    } catch (error) {
      isSettled = true;
      if (!sdk.hasUser(currentUser)) return;
      const name = organizations.find(({ id }) => id === organizationId)?.name ?? 'the organization';
      const retry = isRetryable(error) ? () => switchOrganization(organizationId) : null;
      messages.reportFailure('switch', error, { title: `Couldn't switch to ${name}.`, retry });
      // After a failed switch, the SDK's session names the organization that was not activated.
      const { session } = sdk.clerk;
      const { organization, leavingId } = store.get();
      const isLeft = organization?.id === leavingId;
      if (session) session.lastActiveOrganizationId = organization && !isLeft ? organization.id : null;
      // The user's memberships may have changed, or the switch was made and its response lost.
      void sdk.reloadUser();
    } finally {
      if (sdk.hasUser(currentUser)) store.set({ switchingTo: null });
    }
  }

  async function leaveOrganization(): Promise<void> {
    const { organization } = store.get();
    if (organization && (await confirm.leaving())) await leave(organization);
  }

  async function leave(organization: Organization): Promise<void> {
    const { leavingId, currentUser } = store.get();
    if (leavingId) return;
    const { clerk } = sdk;
    const hasSwitched = () => clerk.organization && clerk.organization.id !== organization.id;
    const finish = () => {
      store.set({ leavingId: null });
      sync();
    };
    store.set({ leavingId: organization.id, toast: null });
    messages.clearFailures(`leave ${organization.id}`);
    try {
      await sdk.user.leaveOrganization(organization.id);
      const next = clerk.user?.organizationMemberships.find((other) => other.organization.id !== organization.id);
      if (store.get().switchingTo) await switching;
      else if (next && !hasSwitched()) await switchOrganization(next.organization.id);
      finish();
      if (sdk.hasUser(currentUser)) store.set({ toast: { message: `You have left ${organization.name}.` } });
    } catch (error) {
      finish();
      if (!sdk.hasUser(currentUser)) return;
      const title = `Couldn't leave ${organization.name}.`;
      const retry = isRetryable(error) ? () => leave(organization) : null;
      messages.reportFailure(`leave ${organization.id}`, error, { title, retry });
      await (hasSwitched() ? sdk.reloadUser() : list.revalidate(error));
    }
  }

  /**
   * The SDK drops its session before Clerk has responded. If Clerk refuses, the session is activated again, and the failure is
   * reported.
   */
  async function signOut(): Promise<void> {
    if (store.get().isSigningOut) return;
    const { clerk } = sdk;
    let failure: unknown;
    signOutUserId = store.get().currentUser?.userId ?? signOutUserId;
    store.set({ isSigningOut: true });
    messages.clearFailures('sign-out');
    try {
      await clerk.signOut();
      // The SDK takes a lost connection for a success, and keeps the sessions that Clerk may still have.
      if (clerk.client?.sessions.length) throw new Error(UNREACHABLE);
    } catch (error) {
      failure = error;
      await sdk.resumeSession();
    }
    if (clerk.session) store.set({ isSigningOut: false });
    else forgetUser();
    sync();
    if (!clerk.client?.sessions.length) return;
    messages.reportFailure('sign-out', failure, { title: "Couldn't sign out.", retry: signOut });
    // Without a session, the list could not follow its controls.
    await list.load({ isBackground: true });
  }

  return { sync, switchOrganization, leaveOrganization, signOut };
}
