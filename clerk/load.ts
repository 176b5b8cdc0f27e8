/**
 * Loads the SDK into the page: `@clerk/clerk-js`, and `@clerk/ui` when somebody must sign in or choose an organization.
 */
import { isPublishableKey } from '@clerk/shared/keys';
import type { BrowserClerk, ClerkOptions } from '@clerk/shared/types';
import type { ClerkUIConstructor } from '@clerk/shared/ui';

/** `clerk.load()` waits for ever when Clerk's environment hangs. Milliseconds. */
const LOAD_TIMEOUT = 20_000;

declare global {
  interface Window {
    // Both are set by Clerk's browser builds when their scripts run.
    Clerk?: BrowserClerk;
    __internal_ClerkUICtor?: ClerkUIConstructor;
  }
}

export interface ClerkConfig {
  /** `pk_test_…` or `pk_live_…`, from the API keys page of Clerk's dashboard. */
  publishableKey: string;
  /** Where Clerk's Frontend API is proxied, if it is: a path (`/__clerk`) or a URL. */
  proxyUrl: string | undefined;
}

/** Something that only whoever set the page up can mend; the message says how. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** Clerk did not come, or not in time; trying again may help. */
export class LoadError extends Error {}

export interface ClerkPage {
  clerk: BrowserClerk;
  /** Fetches `@clerk/ui`, once; every `clerk.mount…()` waits for it. Rejects with `LoadError`, and may be called again. */
  loadUi(): Promise<void>;
}

/**
 * Resolves when the SDK is here. It has not asked Clerk anything yet.
 *
 * @throws ConfigurationError when the publishable key cannot be one
 * @throws LoadError when the SDK cannot be fetched
 */
export async function fetchSdk(config: ClerkConfig): Promise<BrowserClerk> {
  checkPublishableKey(config.publishableKey);
  checkProxyUrl(config.proxyUrl);
  await loadScript(import.meta.env.CLERK_JS_URL, {
    'data-clerk-publishable-key': config.publishableKey,
    ...(config.proxyUrl ? { 'data-clerk-proxy-url': config.proxyUrl } : {}),
  });
  const clerk = window.Clerk;
  if (!clerk) throw new LoadError('The Clerk SDK did not start. The browser’s console says why.');
  return clerk;
}

/**
 * Resolves when Clerk knows whether somebody is signed in.
 *
 * @throws LoadError when Clerk does not answer within 20 seconds
 * @throws ClerkAPIResponseError when Clerk refuses the page (a wrong origin, an unknown instance)
 */
export async function loadClerk(clerk: BrowserClerk): Promise<ClerkPage> {
  const ui = Promise.withResolvers<ClerkUIConstructor>();
  let uiScript: Promise<void> | undefined;
  const loading = clerk.load({ ...loadOptions, ui: { ClerkUI: ui.promise } }).catch((error: unknown) => {
    // The browser's own words for a host that cannot be reached name neither the host nor a way on.
    if (!(error instanceof TypeError)) throw error;
    throw new LoadError(`${clerk.frontendApi} could not be reached. Check your connection, and the publishable key.`);
  });
  await Promise.race([loading, failAfter(LOAD_TIMEOUT)]);
  if (!clerk.loaded) throw new LoadError('Clerk could not be reached.');

  return {
    clerk,
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
  // After signing in or out the page stays, and draws what Clerk says then. Only the address changes.
  afterSignOutUrl: location.pathname,
  routerPush: (to) => changeAddress('pushState', to),
  routerReplace: (to) => changeAddress('replaceState', to),
  // Clerk's components in the colours of this page, light and dark.
  appearance: {
    variables: {
      colorBackground: 'var(--surface)',
      colorForeground: 'var(--text)',
      colorMuted: 'var(--surface-quiet)',
      colorMutedForeground: 'var(--text-quiet)',
      colorNeutral: 'var(--text)',
      colorPrimary: 'var(--brand)',
      colorPrimaryForeground: 'var(--surface)',
      colorInput: 'var(--surface)',
      colorInputForeground: 'var(--text)',
      colorDanger: 'var(--danger)',
    },
  },
  // The page talks to your Clerk instance and to nobody else.
  telemetry: false,
  // Without it, a write that never left an offline browser resolves as if it had been done.
  experimental: { rethrowOfflineNetworkErrors: true },
};

/** The page follows its address as it does on going back: by this event, which the browser leaves out here. */
function changeAddress(step: 'pushState' | 'replaceState', to: string): void {
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
      `VITE_CLERK_PROXY_URL is neither a path, such as /__clerk, nor a URL: “${url}”. Leave it empty if you have no proxy of your own.`,
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
    setTimeout(() => reject(new LoadError('Clerk does not answer.')), milliseconds);
  });
}
