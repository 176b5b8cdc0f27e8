/**
 * A Vite plugin that writes the page's Content-Security-Policy into its HTML, on every server and in every build. A build also
 * gets a file `_headers` with the policy as a header, which Netlify and Cloudflare Pages read.
 *
 * Clerk's list of sources: https://clerk.com/docs/guides/secure/best-practices/csp-headers
 */
import { parsePublishableKey } from '@clerk/shared/keys';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import type { ClerkConfig } from './key-check.ts';

/**
 * A Trusted Types policy, in a script of its own. The SDK sets the URLs of its scripts and of its worker as plain text, which
 * this allows: `script-src` and `worker-src` decide which of them load. Plain text as HTML or as code stays forbidden.
 */
const TRUSTED_TYPES = {
  fileName: 'trusted-types.js',
  source: "window.trustedTypes?.createPolicy('default', { createScriptURL: (url) => url });\n",
};

export function contentSecurityPolicy(config: ClerkConfig): Plugin {
  let base = '/';
  return {
    name: 'content-security-policy',
    configResolved(resolved) {
      base = resolved.base;
    },
    configureServer({ middlewares }) {
      middlewares.use(base + TRUSTED_TYPES.fileName, (_, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(TRUSTED_TYPES.source);
      });
    },
    transformIndexHtml: () => [
      headTag('meta', { 'http-equiv': 'Content-Security-Policy', content: policyFor(config) }),
      // Runs before the page's module, and does not delay the first paint.
      headTag('script', { src: base + TRUSTED_TYPES.fileName, defer: true }),
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', ...TRUSTED_TYPES });
      this.emitFile({
        type: 'asset',
        fileName: '_headers',
        source: `/*\n  Content-Security-Policy: ${headerFor(config)}\n`,
      });
    },
  };
}

function headTag(tag: string, attrs: Record<string, string | boolean>): HtmlTagDescriptor {
  return { tag, attrs, injectTo: 'head-prepend' };
}

/** Browsers ignore `frame-ancestors` in HTML. The demo may be shown in a frame, as StackBlitz does. */
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
    'require-trusted-types-for': ["'script'"],
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
