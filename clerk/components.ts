/** Clerk's own components, where the page has nothing of its own to show. */
import type { BrowserClerk } from '@clerk/shared/types';

/** Which component stands for which view of the page. */
const COMPONENTS: Partial<Record<string, (target: HTMLDivElement, clerk: BrowserClerk) => () => void>> = {
  'sign-in'(target, clerk) {
    // Whoever came by a link to page 2 lands there after signing in.
    clerk.mountSignIn(target, { routing: 'hash', fallbackRedirectUrl: location.pathname + location.search });
    return () => clerk.unmountSignIn(target);
  },
  'choose-organization'(target, clerk) {
    const heading = document.createElement('h2');
    heading.textContent = 'Select an organization to set it as active';
    target.before(heading);
    clerk.mountOrganizationList(target, {
      hidePersonal: true,
      afterSelectOrganizationUrl: location.pathname + location.search,
      afterCreateOrganizationUrl: location.pathname,
    });
    return () => clerk.unmountOrganizationList(target);
  },
};

/**
 * @param loadUi fetches `@clerk/ui`; what is mounted waits for it
 * @param onFailure called when it cannot be fetched, with the error and a way to try again
 */
export function createComponents(
  clerk: BrowserClerk,
  loadUi: () => Promise<void>,
  container: HTMLElement,
  onFailure: (error: unknown, retry: () => void) => void,
) {
  let shown = '';
  let unmount = () => {};
  const fetchUi = (): Promise<void> => loadUi().catch((error: unknown) => onFailure(error, fetchUi));

  /** Opens Clerk's page of members and invitations, in a modal. Resolves when its components have arrived, or failed to. */
  async function openPendingInvitations(): Promise<void> {
    await loadUi().then(
      () => clerk.openOrganizationProfile({ __experimental_startPath: '/organization-members' }),
      (error: unknown) => onFailure(error, openPendingInvitations),
    );
  }

  return {
    /** Shows the component for a view in place of the one before, or none if the view has none. */
    showView(view: string): void {
      if (view === shown) return;
      shown = view;
      unmount();
      const mount = COMPONENTS[view];
      const target = document.createElement('div');
      container.replaceChildren(target);
      container.hidden = !mount;
      if (mount) void fetchUi();
      unmount = mount?.(target, clerk) ?? (() => {});
    },

    openPendingInvitations,
  };
}
