/**
 * A Vite plugin that writes the page's Content-Security-Policy into its HTML, on every server and in every build. A build also
 * gets a file `_headers` with the policy as a header, which Netlify and Cloudflare Pages read.
 *
 * Clerk's list of sources: https://clerk.com/docs/guides/secure/best-practices/csp-headers
 */
import { parsePublishableKey } from '@clerk/shared/keys';
import type { Plugin } from 'vite';
import type { ClerkConfig } from './key-check.ts';

export function contentSecurityPolicy(config: ClerkConfig): Plugin {
  const attrs = { 'http-equiv': 'Content-Security-Policy', content: policyFor(config) };
  let path = '/';
  return {
    name: 'content-security-policy',
    configResolved({ base }) {
      // A base may also be a URL, or relative.
      if (base.startsWith('/')) path = base;
    },
    transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }],
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: '_headers',
        source: `${path}*\n  Content-Security-Policy: ${headerFor(config)}\n`,
      });
    },
  };
}

/** Browsers ignore `frame-ancestors` in HTML. Without a key, the page may be shown in a frame, as StackBlitz does. */
export const headerFor = (config: ClerkConfig): string =>
  policyFor(config) + (config.publishableKey ? "; frame-ancestors 'none'" : '');

/** The policy for a key. Without one there is no foreign host in it. */
export function policyFor(config: ClerkConfig): string {
  const { api, images, captcha, protect } = clerkHosts(config);
  const directives: Record<string, (string | undefined)[]> = {
    'default-src': ["'none'"],
    // The page has the SDK's files itself. Clerk’s list names the key's host here for pages that load the SDK from there.
    'script-src': ["'self'", captcha, protect],
    // Clerk's components write their styles into the page at run time.
    'style-src': ["'self'", "'unsafe-inline'"],
    // Clerk's components have small images in their code.
    'img-src': ["'self'", 'data:', images],
    'connect-src': ["'self'", api, protect && `${protect}:*`],
    // The SDK keeps time in a worker, since browsers slow down the timers of hidden pages.
    'worker-src': ["'self'", 'blob:'],
    'frame-src': captcha ? [captcha, protect] : ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources.filter((source) => source !== undefined)].join(' '))
    .join('; ');
}

function clerkHosts({ publishableKey, proxyUrl }: ClerkConfig) {
  const key = parsePublishableKey(publishableKey);
  if (!key) return {};
  const api = proxyUrl || `https://${key.frontendApi}`;
  return {
    // A path is the page's own host.
    api: URL.canParse(api) ? new URL(api).origin : undefined,
    images: 'https://img.clerk.com',
    captcha: 'https://challenges.cloudflare.com',
    // Clerk's protection against abuse and fraud, for instances that have it. It uses ports of its own.
    protect: 'https://*.protect.clerk.com',
  };
}
