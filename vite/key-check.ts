/** A Vite plugin that checks the two environment variables for Clerk, and gives the page the words if one is wrong. */
import { isPublishableKey } from '@clerk/shared/keys';
import type { Plugin } from 'vite';

/** The environment variables that tell the SDK where Clerk is. Either may be missing or empty. */
export interface ClerkConfig {
  /** `pk_test_…` or `pk_live_…`, from the API keys page of Clerk's dashboard. */
  publishableKey?: string | undefined;
  /** Where Clerk's Frontend API is proxied, if it is: a path (`/__clerk`) or a URL. */
  proxyUrl?: string | undefined;
}

/** A wrong value stays out of the page: it may be a secret key. */
export function keyCheck(config: ClerkConfig): Plugin {
  const problem = configProblem(config);
  const wrongKey = problem ? { 'import.meta.env.VITE_CLERK_PUBLISHABLE_KEY': '""' } : {};
  const define = { 'import.meta.env.CLERK_CONFIG_PROBLEM': JSON.stringify(problem), ...wrongKey };
  return { name: 'key-check', config: () => ({ define }) };
}

/** What is wrong, as sentences; empty if nothing is. A missing key is the page's to report: the stub sets one. */
function configProblem({ publishableKey = '', proxyUrl = '' }: ClerkConfig): string {
  const where =
    'The right one is in Clerk’s dashboard, under Configure → API keys. Put it into .env as VITE_CLERK_PUBLISHABLE_KEY and restart.';
  if (publishableKey.startsWith('sk_')) {
    return `VITE_CLERK_PUBLISHABLE_KEY holds a secret key. It must never reach a browser: replace it in the dashboard now. ${where}`;
  }
  if (publishableKey && !isPublishableKey(publishableKey)) {
    return `VITE_CLERK_PUBLISHABLE_KEY is not a publishable key: “${publishableKey}”. One starts with pk_test_ or pk_live_ and is copied whole. ${where}`;
  }
  if (proxyUrl && !/^(\/|https?:\/\/)/.test(proxyUrl)) {
    return `VITE_CLERK_PROXY_URL is neither a path, such as /__clerk, nor a URL: “${proxyUrl}”. Leave it empty unless you proxy Clerk’s Frontend API.`;
  }
  return '';
}
