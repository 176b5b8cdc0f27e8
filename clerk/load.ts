/**
 * Loads the SDK into the page: `@clerk/clerk-js`, and `@clerk/ui` when somebody must sign in or choose an organization.
 */
import type { BrowserClerk, ClerkOptions } from '@clerk/shared/types';
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
  // Its URL is defined by vite/clerk-assets.ts.
  await loadScript(import.meta.env.CLERK_JS_URL, {
    clerkPublishableKey: publishableKey,
    // The SDK ignores an empty one.
    clerkProxyUrl: import.meta.env.VITE_CLERK_PROXY_URL ?? '',
  });
  const clerk = window.Clerk;
  if (!clerk) throw new Error('The Clerk SDK failed to start.');
  const ui = Promise.withResolvers<ClerkUIConstructor>();
  let uiScript: Promise<void> | undefined;
  let uiAttempts = 0;

  return {
    clerk,
    /**
     * Resolves when Clerk knows whether somebody is signed in.
     *
     * @throws ClerkAPIResponseError when Clerk refuses the page (wrong origin, unknown instance)
     * @throws Error when Clerk cannot be reached
     */
    async load(): Promise<void> {
      await clerk.load({ ...loadOptions, ui: { ClerkUI: ui.promise } }).catch((error: unknown) => {
        // The browser's message for a host that cannot be reached does not name the host.
        if (!(error instanceof TypeError)) throw error;
        throw settingsMissing(clerk);
      });
      if (!clerk.loaded) throw new Error('Clerk could not be reached.');
    },
    /** Fetches `@clerk/ui` once; every `clerk.mount…()` waits for it. After a rejection it may be called again. */
    async loadUi(): Promise<void> {
      // Each attempt has its own URL. Otherwise the browser may attach it to the first request, which may hang.
      uiScript ??= loadScript(`${import.meta.env.CLERK_UI_URL}${uiAttempts++ ? `?${uiAttempts}` : ''}`);
      await uiScript.catch((error: unknown) => {
        uiScript = undefined;
        throw error;
      });
      if (!window.__internal_ClerkUICtor) throw new Error(missing(import.meta.env.CLERK_UI_URL));
      ui.resolve(window.__internal_ClerkUICtor);
    },
  };
}

/** Nobody can sign in without the settings of the Clerk instance. */
export const settingsMissing = ({ proxyUrl, frontendApi }: BrowserClerk) =>
  new Error(
    `Couldn't load Clerk's settings from ${proxyUrl || frontendApi}. Check your connection. For a new page, check its publishable key, DNS records and proxy.`,
  );

const loadOptions: ClerkOptions = {
  // After signing in or out the page stays and renders the new state. Only the URL changes.
  afterSignOutUrl: location.pathname,
  routerPush: (to) => navigate('pushState', to),
  routerReplace: (to) => navigate('replaceState', to),
  // The page calls only your Clerk instance.
  telemetry: false,
  // Without it, a write of an offline browser resolves as if it had succeeded.
  experimental: { rethrowOfflineNetworkErrors: true },
};

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

/** Without cookies and storage, Clerk takes everybody for signed out. */
function checkStorage(): void {
  try {
    localStorage.getItem('');
    if (navigator.cookieEnabled) return;
  } catch {}
  throw new Error('This browser blocks cookies and site data here. Allow them, or open this page in its own tab.');
}

/** Milliseconds. Without it, a server that hangs would keep the page waiting for minutes. */
const SCRIPT_TIMEOUT = 20_000;

/** @param dataset the script's `data-*` attributes */
function loadScript(src: string, dataset: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(missing(src)));
    setTimeout(fail, SCRIPT_TIMEOUT);
    const script = document.createElement('script');
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', fail);
    Object.assign(script.dataset, dataset);
    script.src = src;
    document.head.append(script);
  });
}

const missing = (src: string) => `Couldn't load ${src.replace(/\?.*/, '')}. Check your connection and try again.`;
