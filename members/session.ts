/** Who is signed in, in which organization, with which permission: followed as Clerk tells, and changed from here. */
import type { OrganizationResource } from '@clerk/shared/types';
import type { Reading } from './reading.ts';
import { initialState, MANAGE_MEMBERSHIPS } from './state.ts';
import type { Store } from './store.ts';
import { describeError } from './words.ts';
import type { Writing } from './writing.ts';

/** Coming back to the tab asks Clerk again, but not more often than this. Milliseconds. */
const REFRESH_INTERVAL = 5_000;

export function createSession(
  store: Store,
  { open, read, readViewer, startOver, startRoles }: Reading,
  { refused }: Writing,
) {
  const { clerk, set, record } = store;
  let lastRefresh = 0;

  /** Takes over what Clerk says. Clerk calls it at every change, and often at none. */
  function sync(): void {
    const { session, user, organization } = clerk;
    // Undefined is Clerk's word for being in between.
    if (session === undefined || user === undefined || organization === undefined) return;

    if (!clerk.isSignedIn || !user || !session) {
      const { viewer, isSigningOut } = store.state;
      if (viewer) {
        startOver();
        store.forget();
        // A session that is held pending, for a task of Clerk's, still has its user.
        if (!isSigningOut && !user) store.fail('You are signed out: your session ended, or you signed out elsewhere.');
      }
      set({ view: 'sign-in' });
      return;
    }
    // Between leaving one organization and arriving in the next there is nothing to show.
    if (store.state.isLeaving) return;
    if (store.state.view === 'sign-in') set({ failure: null });
    if (store.state.viewer && store.state.viewer.userId !== user.id) store.forget();
    const hasMoved = organization?.id !== store.state.organization?.id;
    if (hasMoved) leaveBehind();
    set({
      view: organization ? 'members' : 'choose-organization',
      viewer: {
        userId: user.id,
        name: user.fullName || user.primaryEmailAddress?.emailAddress || user.id,
        canManage: session.checkAuthorization({ permission: MANAGE_MEMBERSHIPS }),
      },
      organization: organization && { id: organization.id, name: organization.name },
      organizations: user.organizationMemberships
        .map(({ organization: { id, name } }) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    });
    if (hasMoved && organization) {
      // What failed elsewhere must not be tried again here. Whoever belongs nowhere any more still wants to know why.
      set({ failure: null });
      lastRefresh = Date.now();
      open(organization);
    }
  }

  /** Nothing that was said about the organization before is true of the next. */
  function leaveBehind(): void {
    // Page, role and search in the address one came by are meant for the first organization.
    if (store.state.organization) startOver();
    const { list, roles, rolesFailed, pending, adding, addForm, notice } = initialState(store.state.question);
    set({ list, roles, rolesFailed, pending, adding, addForm, notice, isReading: false });
  }

  /** The organization to go on in after leaving one. */
  const nextAfter = (left: OrganizationResource) =>
    clerk.user?.organizationMemberships.find(({ organization }) => organization.id !== left.id)?.organization;

  return {
    sync,

    /** Somebody came back to the page, and much may have happened meanwhile. */
    async refresh(): Promise<void> {
      if (store.state.view !== 'members' || Date.now() - lastRefresh < REFRESH_INTERVAL) return;
      lastRefresh = Date.now();
      await Promise.all([readViewer(), read()]);
      if (clerk.organization) startRoles(clerk.organization);
    },

    async switchOrganization(organizationId: string): Promise<void> {
      if (store.state.switchingTo || organizationId === store.state.organization?.id) return;
      set({ switchingTo: organizationId, failure: null });
      try {
        await record('clerk.setActive', (params) => clerk.setActive(params), { organization: organizationId });
      } catch (error) {
        store.fail(describeError(error), { retry: () => void this.switchOrganization(organizationId) });
        // A switch that failed leaves the SDK's session naming the organization it did not reach.
        await readViewer();
      } finally {
        set({ switchingTo: null });
      }
    },

    async leave(): Promise<void> {
      const { organization, user } = clerk;
      if (!organization || !user || store.state.isLeaving) return;
      const hasGoneOn = () => clerk.organization && clerk.organization.id !== organization.id;
      const settle = () => {
        set({ isLeaving: false });
        sync();
      };
      set({ isLeaving: true });
      try {
        await record('user.leaveOrganization', (id) => user.leaveOrganization(id), organization.id);
        set({ failure: null });
        const next = nextAfter(organization);
        if (next && !hasGoneOn()) await this.switchOrganization(next.id);
        settle();
        store.notify(`You have left ${organization.name}.`);
      } catch (error) {
        settle();
        if (store.state.viewer && !hasGoneOn()) await refused(error, () => void this.leave());
      }
    },

    async signOut(): Promise<void> {
      if (store.state.isSigningOut) return;
      set({ isSigningOut: true });
      try {
        await record('clerk.signOut', () => clerk.signOut());
      } catch (error) {
        store.fail(describeError(error), { retry: () => void this.signOut() });
      } finally {
        set({ isSigningOut: false });
      }
    },
  };
}
