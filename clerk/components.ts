/** Clerk's own components, mounted where the page has nothing of its own to show. */
import type { ClerkPage } from './load.ts';

export type ClerkComponent = 'SignIn' | 'OrganizationSwitcher';

/**
 * @param onFailure called when a component cannot be fetched, with the error and a way to try again
 * @returns shows the component in the container, in place of the one before; `null` shows none
 */
export function createComponents(
  { clerk, loadUi }: ClerkPage,
  container: HTMLElement,
  onFailure: (error: unknown, retry: () => void) => void,
): (component: ClerkComponent | null) => void {
  let shown: ClerkComponent | null = null;
  let unmount = () => {};
  // What is mounted waits for it.
  const fetchUi = (): void => void loadUi().catch((error: unknown) => onFailure(error, fetchUi));

  return (component) => {
    container.hidden = component === null;
    if (component === shown) return;
    unmount();
    unmount = () => {};
    container.replaceChildren();
    shown = component;
    if (component === null) return;

    const target = document.createElement('div');
    fetchUi();
    if (component === 'SignIn') {
      container.append(target);
      // Whoever came by a link to page 2 lands there after signing in.
      const here = location.pathname + location.search;
      clerk.mountSignIn(target, { routing: 'hash', fallbackRedirectUrl: here });
      unmount = () => clerk.unmountSignIn(target);
    } else {
      const heading = document.createElement('h2');
      heading.textContent = 'Select an organization to set it as active';
      container.append(heading, target);
      clerk.mountOrganizationSwitcher(target, {
        hidePersonal: true,
        afterSelectOrganizationUrl: location.pathname + location.search,
        afterCreateOrganizationUrl: location.pathname,
        afterLeaveOrganizationUrl: location.pathname,
      });
      unmount = () => clerk.unmountOrganizationSwitcher(target);
    }
  };
}
