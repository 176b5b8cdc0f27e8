/** Checks the environment variables for Clerk, for dev, build and preview alike, and gives the page their clean values. */
import { isPublishableKey } from '@clerk/shared/keys';
import type { Plugin } from 'vite';

/** How to reach Clerk. Both are empty when they are not set. */
export interface ClerkConfig {
  /** `pk_test_…` or `pk_live_…`, from the API keys page of the Clerk Dashboard. */
  publishableKey: string;
  /** Where Clerk's Frontend API is proxied, if it is: a path (`/__clerk`) or a URL. */
  proxyUrl: string;
}

const KEY = 'VITE_CLERK_PUBLISHABLE_KEY';
const PROXY_URL = 'VITE_CLERK_PROXY_URL';
const WHERE = `The right one is in the Clerk Dashboard, under Configure → Developers → API keys. Set it as ${KEY} in .env, or in the environment of the build, and start again.`;

/**
 * @param env all variables, by name
 * @throws Error for a value that cannot work. A page with a wrong key must not be built: it may be a secret key.
 */
export function readClerkConfig(env: Record<string, string>): ClerkConfig {
  // Some editors put a byte order mark before the first name of a file.
  const clean = Object.entries(env).map(([name, value]) => [cleanText(name), cleanText(value)] as const);
  const values = new Map(clean);
  const publishableKey = values.get(KEY) ?? '';
  const proxyUrl = values.get(PROXY_URL) ?? '';

  // Vite gives every variable with this prefix to the browser.
  const leak = clean.find(([name, value]) => name.startsWith('VITE_') && /\bsk_|_sk_(test|live)_/.test(value));
  if (leak) {
    fail(
      `${leak[0]} holds a secret key. It must never reach a browser: replace it in the Clerk Dashboard now. ${WHERE}`,
    );
  }
  // An empty value counts as not set. White space is a mistake.
  const [, written] = Object.entries(env).find(([name]) => cleanText(name) === KEY) ?? [];
  if (written && !isPublishableKey(publishableKey)) {
    // Only its beginning: it may be a secret of another kind, and logs of builds are kept.
    const shown = (publishableKey || written).replace(/(?<=^.{12}).+/s, '…');
    fail(
      `${KEY} is not a publishable key: “${shown}”. One starts with pk_test_ or pk_live_ and is copied whole. ${WHERE}`,
    );
  }
  if (proxyUrl && !/^(\/(?!\/)|https?:\/\/)/.test(proxyUrl)) {
    fail(
      `${PROXY_URL} is neither a path, such as /__clerk, nor a URL: “${proxyUrl}”. Leave it empty unless you proxy Clerk’s Frontend API.`,
    );
  }
  if (!publishableKey) {
    if (values.get('REQUIRE_CLERK_KEY')) fail(`${KEY} is not set, and REQUIRE_CLERK_KEY requires it. ${WHERE}`);
    const meant = clean.find(([name, value]) => name !== KEY && isPublishableKey(value));
    if (meant) console.warn(`${meant[0]} holds a publishable key, but this page reads ${KEY}.`);
  }
  return { publishableKey, proxyUrl };
}

/** Vite prints `stack`, and a stack trace would hide the message: the mistake is in `.env`, not in the code. */
function fail(message: string): never {
  throw Object.assign(new Error(message), { stack: `Error: ${message}` });
}

/** Without byte order marks, and without spaces, line ends and quotes around the text. */
const cleanText = (text: string) => text.replaceAll('\uFEFF', '').replaceAll(/^[\s"']+|[\s"']+$/g, '');

/** Gives the page the clean values. Without a key it sets nothing. */
export function clerkConfig({ publishableKey, proxyUrl }: ClerkConfig): Plugin {
  const define = {
    [`import.meta.env.${KEY}`]: JSON.stringify(publishableKey),
    [`import.meta.env.${PROXY_URL}`]: JSON.stringify(proxyUrl),
  };
  return { name: 'clerk-config', config: () => (publishableKey ? { define } : {}) };
}
