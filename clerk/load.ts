/**
 * Loads the SDK into the page: `@clerk/clerk-js`, and `@clerk/ui` when somebody must sign in or choose an organization.
 */
import { isPublishableKey } from '@clerk/shared/keys';
import type { BrowserClerk, ClerkOptions } from '@clerk/shared/types';
import type { ClerkUIConstructor } from '@clerk/shared/ui';

/** `clerk.load()` never settles when the request for the environment hangs. Milliseconds. */
const LOAD_TIMEOUT = 20_000;

export interface ClerkConfig {
  /** `pk_test_…` or `pk_live_…`, from the API keys page of Clerk's dashboard. */
  publishableKey: string;
  /** Where Clerk's Frontend API is proxied, if it is: a path (`/__clerk`) or a URL. */
  proxyUrl: string | undefined;
}

/** A wrong configuration. Trying again cannot help; the message says what to change. */
export class ConfigurationError extends Error {}

/** Clerk did not load, or not in time. Trying again may help. */
class LoadError extends Error {}

/** The SDK, before it has sent any request. */
export interface ClerkScript {
  clerk: BrowserClerk;
  /**
   * Resolves when Clerk knows whether somebody is signed in.
   *
   * @throws LoadError when Clerk does not respond within 20 seconds
   * @throws ClerkAPIResponseError when Clerk refuses the page (wrong origin, unknown instance)
   */
  load(): Promise<void>;
  /** Fetches `@clerk/ui` once; every `clerk.mount…()` waits for it. After a rejection it may be called again. */
  loadUi(): Promise<void>;
}

/**
 * Fetches the SDK.
 *
 * @throws ConfigurationError when the publishable key or the proxy URL is malformed
 * @throws LoadError when the SDK cannot be fetched
 */
export async function fetchClerk({ publishableKey, proxyUrl }: ClerkConfig): Promise<ClerkScript> {
  checkPublishableKey(publishableKey);
  checkProxyUrl(proxyUrl);
  await loadScript(import.meta.env.CLERK_JS_URL, {
    'data-clerk-publishable-key': publishableKey,
    ...(proxyUrl ? { 'data-clerk-proxy-url': proxyUrl } : {}),
  });
  const clerk = window.Clerk;
  if (!clerk) throw new LoadError('The Clerk SDK failed to start. See the browser console.');
  const ui = Promise.withResolvers<ClerkUIConstructor>();
  let uiScript: Promise<void> | undefined;

  return {
    clerk,
    async load() {
      const loading = clerk.load({ ...loadOptions, ui: { ClerkUI: ui.promise } }).catch((error: unknown) => {
        // The browser's message for a host that cannot be reached does not name the host.
        if (!(error instanceof TypeError)) throw error;
        throw new LoadError(
          `${clerk.frontendApi} could not be reached. Check your connection, and the publishable key.`,
        );
      });
      await Promise.race([loading, failAfter(LOAD_TIMEOUT)]);
      if (!clerk.loaded) throw new LoadError('Clerk could not be reached.');
    },
    async loadUi() {
      uiScript ??= loadScript(import.meta.env.CLERK_UI_URL);
      await uiScript.catch((error: unknown) => {
        uiScript = undefined;
        throw error;
      });
      if (!window.__internal_ClerkUICtor) throw new LoadError(missing(import.meta.env.CLERK_UI_URL));
      ui.resolve(window.__internal_ClerkUICtor);
    },
  };
}

const loadOptions: ClerkOptions = {
  // After signing in or out the page stays and renders the new state. Only the URL changes.
  afterSignOutUrl: location.pathname,
  routerPush: (to) => navigate('pushState', to),
  routerReplace: (to) => navigate('replaceState', to),
  // The page sends requests to your Clerk instance only.
  telemetry: false,
  // Without it, a write of an offline browser resolves as if it had succeeded.
  experimental: { rethrowOfflineNetworkErrors: true },
};

/** `pushState` and `replaceState` dispatch no event. The page follows its URL by `popstate`, so this dispatches one. */
function navigate(step: 'pushState' | 'replaceState', to: string): void {
  history[step](null, '', to);
  dispatchEvent(new PopStateEvent('popstate'));
}

function checkPublishableKey(key: string): void {
  const where =
    'The right one is in Clerk’s dashboard, under Configure → API keys. Put it into .env as VITE_CLERK_PUBLISHABLE_KEY and restart.';
  if (key.startsWith('sk_')) {
    throw new ConfigurationError(
      `VITE_CLERK_PUBLISHABLE_KEY holds a secret key. It must never reach a browser: replace it in the dashboard now. ${where}`,
    );
  }
  if (!isPublishableKey(key)) {
    const problem = key
      ? `VITE_CLERK_PUBLISHABLE_KEY is not a publishable key: “${key}”. One starts with pk_test_ or pk_live_ and is copied whole.`
      : 'VITE_CLERK_PUBLISHABLE_KEY is not set.';
    throw new ConfigurationError(`${problem} ${where}`);
  }
}

function checkProxyUrl(url = ''): void {
  if (url !== '' && !/^(\/|https?:\/\/)/.test(url)) {
    throw new ConfigurationError(
      `VITE_CLERK_PROXY_URL is neither a path, such as /__clerk, nor a URL: “${url}”. Leave it empty unless you proxy Clerk’s Frontend API.`,
    );
  }
}

function loadScript(src: string, attributes: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      script.remove();
      reject(new LoadError(missing(src)));
    });
    script.src = src;
    document.head.append(script);
  });
}

const missing = (src: string) => `A part of this page could not be fetched: ${src}`;

function failAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new LoadError('Clerk did not respond.')), milliseconds);
  });
}
