/**
 * A Vite plugin for a page that has no service worker, where one may be left from an earlier demo at the same URL.
 *
 * Browsers keep a worker until its script changes, so this serves a script of the same name that ends it.
 */
import type { Plugin } from 'vite';
import type { ClerkConfig } from './key-check.ts';

/** The name of the demo's worker. */
const FILE = 'service-worker.js';

/** The pages are loaded once more, since they may already have a response of the former worker. */
const SCRIPT = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(end()));

async function end() {
  await registration.unregister();
  for (const page of await clients.matchAll({ type: 'window' })) await page.navigate(page.url);
}
`;

/** Does nothing without a key: the build may be the demo. */
export function endWorker({ publishableKey }: ClerkConfig): Plugin {
  if (!publishableKey) return { name: 'end-worker' };
  return {
    name: 'end-worker',
    configureServer({ config, middlewares }) {
      middlewares.use(`${config.base}${FILE}`, (_, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(SCRIPT);
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE, source: SCRIPT });
    },
  };
}
