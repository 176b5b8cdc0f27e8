/** Mounts Clerk's sign-in and organization list, and opens its organization profile. */
import type { BrowserClerk } from '@clerk/shared/types';
import { notLoaded, SCRIPT_TIMEOUT } from './load.ts';

/** Where Clerk's components redirect: to this page, with the filters of the URL. */
const currentUrl = () => location.pathname + location.search;

/** Clerk's component for each view of the page that has one. */
const COMPONENTS: Partial<Record<string, (target: HTMLDivElement, clerk: BrowserClerk) => () => void>> = {
  'sign-in'(target, clerk) {
    // The first sign-in with Google, for example, is a sign-up.
    clerk.mountSignIn(target, {
      routing: 'hash',
      fallbackRedirectUrl: currentUrl(),
      signUpFallbackRedirectUrl: currentUrl(),
    });
    return () => clerk.unmountSignIn(target);
  },
  'choose-organization'(target, clerk) {
    const textContent = clerk.user?.organizationMemberships.length
      ? 'Select an organization to set it as active'
      : 'Create or join an organization to see its members';
    target.before(Object.assign(document.createElement('h2'), { tabIndex: -1, textContent }));
    clerk.mountOrganizationList(target, {
      hidePersonal: true,
      afterSelectOrganizationUrl: currentUrl(),
      afterCreateOrganizationUrl: location.pathname,
    });
    return () => clerk.unmountOrganizationList(target);
  },
};

/**
 * @param loadUi fetches `@clerk/ui`; what is mounted waits for it
 * @param failures reports that it could not be fetched, until the next attempt
 */
export function createComponents(
  clerk: BrowserClerk,
  loadUi: () => Promise<void>,
  container: HTMLElement,
  failures: { clear(): void; report(error: unknown, details: { retry(): void; isBackground: boolean }): void },
) {
  /** The view, and its organization. */
  let shown = '';
  let unmount = () => {};
  /** Set when a chunk of `@clerk/ui` could not be loaded. Clerk shows no component any more; only a reload helps. */
  let chunkError: Error | undefined;
  /** Reports a failure of the latest `withUi()`, unless the view has changed since. */
  let report = (_error: unknown): void => {};

  function onError(event: Event, error: unknown): void {
    if (!(error instanceof Error) || error.name !== 'ChunkLoadError') return;
    event.preventDefault();
    chunkError = notLoaded("Clerk's components");
    report(chunkError);
  }
  addEventListener('error', (event) => onError(event, event.error));
  addEventListener('unhandledrejection', (event) => onError(event, event.reason));

  /**
   * Fetches `@clerk/ui`, which Clerk's components wait for. If the view has changed meanwhile, the result is ignored.
   *
   * @param onReady called once it is loaded; absent when no button was pressed
   */
  async function withUi(onReady?: () => void): Promise<void> {
    const view = shown;
    const target = container.lastElementChild;
    report = (error) => {
      if (view !== shown) return;
      target?.setAttribute('data-loading', 'Reload the page.');
      // The page may be older than the files on the server: only a reload finds the new ones.
      failures.report(error, { retry: () => location.reload(), isBackground: !onReady });
    };
    failures.clear();
    target?.setAttribute('data-loading', 'Loading…');
    try {
      await loadUi();
      // In a task of its own, so that a repeated failure is announced again.
      if (chunkError) setTimeout(report, 0, chunkError);
      else if (view === shown) onReady?.();
      setTimeout(() => {
        if (view === shown && !chunkError && target?.matches(':empty')) report(notLoaded("Clerk's components"));
      }, SCRIPT_TIMEOUT);
    } catch (error) {
      report(error);
    }
  }

  return {
    /**
     * Shows the component for a view in place of the one before, or none if the view has none.
     *
     * @param organizationId the organization that the view is about
     */
    showView(view: string, organizationId = ''): void {
      const next = `${view} ${organizationId}`;
      if (next === shown) return;
      // An open modal would still be about the previous user, or change to the next organization without a word.
      if (shown.startsWith('members')) clerk.closeOrganizationProfile();
      shown = next;
      unmount();
      unmount = () => {};
      const mount = COMPONENTS[view];
      container.replaceChildren();
      if (!mount) return;
      const target = document.createElement('div');
      container.append(target);
      void withUi();
      unmount = mount(target, clerk);
    },

    /**
     * Opens Clerk's page of members and invitations in a modal. Resolves when it is open, could not be opened, or was not needed any
     * more.
     *
     * @param onOpen called before it opens, also after a retry
     */
    openPendingInvitations: (onOpen: () => void): Promise<void> =>
      withUi(() => {
        // A dialog was opened while `@clerk/ui` was loading. The modal beside it would be inert.
        if (document.querySelector('dialog:modal')) return;
        onOpen();
        clerk.openOrganizationProfile({
          __experimental_startPath: '/organization-members',
          afterLeaveOrganizationUrl: location.pathname,
        });
      }),
  };
}
