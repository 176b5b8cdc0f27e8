/** Clerk's own components, mounted where the page has nothing of its own to show. */
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
    clerk.mountOrganizationSwitcher(target, {
      hidePersonal: true,
      afterSelectOrganizationUrl: location.pathname + location.search,
      afterCreateOrganizationUrl: location.pathname,
      afterLeaveOrganizationUrl: location.pathname,
    });
    return () => clerk.unmountOrganizationSwitcher(target);
  },
};

/**
 * @param loadUi fetches `@clerk/ui`; what is mounted waits for it
 * @param onFailure called when it cannot be fetched, with the error and a way to try again
 * @returns shows the component for a view in place of the one before, or none if the view has none
 */
export function createComponents(
  clerk: BrowserClerk,
  loadUi: () => Promise<void>,
  container: HTMLElement,
  onFailure: (error: unknown, retry: () => void) => void,
): (view: string) => void {
  let shown = '';
  let unmount = () => {};
  const fetchUi = (): void => void loadUi().catch((error: unknown) => onFailure(error, fetchUi));

  return (view) => {
    if (view === shown) return;
    shown = view;
    unmount();
    const mount = COMPONENTS[view];
    const target = document.createElement('div');
    container.replaceChildren(target);
    container.hidden = !mount;
    if (mount) fetchUi();
    unmount = mount?.(target, clerk) ?? (() => {});
  };
}
