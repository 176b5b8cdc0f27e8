/**
 * Loads the SDK into the page: `@clerk/clerk-js`, and `@clerk/ui` when one of Clerk's components is needed.
 */
import type { BrowserClerk } from '@clerk/shared/types';
import type { ClerkUIConstructor } from '@clerk/shared/ui';

/** A wrong configuration. Trying again cannot help; the message says what to change. */
export class ConfigurationError extends Error {}

/**
 * Fetches the SDK, which sends no request yet.
 *
 * @throws ConfigurationError when the publishable key is missing
 * @throws Error when the SDK cannot be fetched
 */
export async function fetchClerk() {
  const publishableKey = import.meta.env.VITE_CLERK_PUBLISHABLE_KEY;
  // A malformed one stops dev and build (vite/key-check.ts).
  if (!publishableKey) throw new ConfigurationError('VITE_CLERK_PUBLISHABLE_KEY is not set.');
  checkStorage();
  // Its path is defined by vite/clerk-assets.ts.
  const clerk = await loadScript(import.meta.env.BASE_URL + import.meta.env.CLERK_JS_PATH, () => window.Clerk, {
    clerkPublishableKey: publishableKey,
    // The SDK ignores an empty one.
    clerkProxyUrl: import.meta.env.VITE_CLERK_PROXY_URL ?? '',
  });
  const ui = Promise.withResolvers<ClerkUIConstructor>();
  let uiScript: Promise<ClerkUIConstructor> | undefined;

  return {
    clerk,
    /**
     * Resolves when Clerk knows whether somebody is signed in.
     *
     * @throws ClerkAPIResponseError when Clerk refuses the page (wrong origin, unknown instance)
     * @throws Error when Clerk cannot be reached
     */
    async load(): Promise<void> {
      const loading = clerk.load({
        // After signing in or out the page stays and renders the new state. Only the URL changes.
        afterSignOutUrl: location.pathname,
        routerPush: (to) => navigate('pushState', to),
        routerReplace: (to) => navigate('replaceState', to),
        // The page calls only your Clerk instance.
        telemetry: false,
        // Without it, a write of an offline browser resolves as if it had succeeded.
        experimental: { rethrowOfflineNetworkErrors: true },
        ui: { ClerkUI: ui.promise },
      });
      await loading.catch((error: unknown) => {
        // The browser's message for a host that cannot be reached does not name the host.
        throw error instanceof TypeError ? settingsMissing(clerk) : error;
      });
      if (!clerk.loaded) throw new Error('Clerk could not be reached.');
    },
    /** Fetches `@clerk/ui` once; every `clerk.mount…()` waits for it. After a rejection it may be called again. */
    async loadUi(): Promise<void> {
      const url = import.meta.env.BASE_URL + import.meta.env.CLERK_UI_PATH;
      uiScript ??= loadScript(url, () => window.__internal_ClerkUICtor);
      try {
        ui.resolve(await uiScript);
      } catch (error) {
        uiScript = undefined;
        throw error;
      }
    },
  };
}

/** Nobody can sign in without the settings of the Clerk instance. */
export const settingsMissing = ({ proxyUrl, frontendApi }: BrowserClerk) =>
  new Error(
    `Couldn't load Clerk's settings from ${proxyUrl || frontendApi}. Check your connection or, for a new page, its publishable key, DNS records and proxy.`,
  );

/**
 * `pushState` and `replaceState` dispatch no event. The page follows its URL by `popstate`, and Clerk's sign-in by `hashchange`.
 * It may navigate while it mounts, and listens only afterwards.
 */
function navigate(step: 'pushState' | 'replaceState', to: string): void {
  const url = new URL(to, location.href);
  // Clerk's components drop the trailing slash, and a static host may not find the page without it.
  if (`${url.pathname}/` === location.pathname) url.pathname += '/';
  if (url.pathname !== location.pathname) {
    // Another page of the application.
    if (step === 'pushState') location.assign(to);
    else location.replace(to);
    return;
  }
  // Like a link to the current URL: no new history entry.
  history[url.href === location.href ? 'replaceState' : step](null, '', url);
  setTimeout(() => {
    for (const type of ['popstate', 'hashchange']) dispatchEvent(new Event(type));
  });
}

/** Without cookies and storage, Clerk treats every visitor as signed out. */
function checkStorage(): void {
  try {
    localStorage.getItem('');
    if (navigator.cookieEnabled) return;
  } catch {}
  throw new Error('This browser blocks cookies and site data here. Allow them, or open this page in its own tab.');
}

/** Milliseconds. Without it, a server that hangs would keep the page waiting for minutes. */
export const SCRIPT_TIMEOUT = 20_000;

export const notLoaded = (what: string) => new Error(`Couldn't load ${what}. Check your connection and try again.`);

/**
 * @param result reads what the script defines
 * @param data the script's `data-*` attributes
 */
async function loadScript<T>(src: string, result: () => T | undefined, data: Record<string, string> = {}): Promise<T> {
  const script = document.createElement('script');
  Object.assign(script.dataset, data);
  script.src = src;
  document.head.append(script);
  await new Promise((resolve) => {
    for (const type of ['load', 'error']) script.addEventListener(type, resolve);
    setTimeout(resolve, SCRIPT_TIMEOUT);
  });
  const value = result();
  // A captive portal or a proxy may have sent something else.
  if (!value) throw notLoaded(src);
  return value;
}
