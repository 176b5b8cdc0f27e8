import { defineConfig, loadEnv } from 'vite';
import { clerkAssets } from './vite/clerk-assets.ts';
import { contentSecurityPolicy } from './vite/csp.ts';
import { endWorker } from './vite/end-worker.ts';
import { inlineStyles } from './vite/inline-styles.ts';
import { clerkConfig, readClerkConfig } from './vite/key-check.ts';

export default defineConfig(async ({ mode }) => {
  const config = readClerkConfig(loadEnv(mode, import.meta.dirname, ''));
  const plugins = [
    clerkAssets(config),
    clerkConfig(config),
    endWorker(config),
    contentSecurityPolicy(config),
    inlineStyles(),
  ];
  // remove-stub: start
  // Without a key of your own, the page runs on the stubbed Clerk.
  if (!config.publishableKey) plugins.push((await import('./clerk-stub/vite.ts')).clerkStub());
  // remove-stub: end
  return {
    plugins,
    // remove-stub: start
    // The tests contain pages of other frameworks, whose packages need not be installed.
    optimizeDeps: { entries: ['index.html'] },
    // remove-stub: end
    server: {
      // GitHub Codespaces and StackBlitz forward the port to a host of theirs.
      allowedHosts: ['.app.github.dev', '.webcontainer.io'],
      // remove-stub: start
      // A test run writes these folders. It must not reload the page of an open dev server.
      watch: { ignored: ['**/dist-test/**', '**/test-results/**', '**/playwright-report/**'] },
      // remove-stub: end
    },
    build: {
      // The first versions with light-dark(), CSS nesting, popovers and Promise.withResolvers().
      target: ['chrome123', 'firefox125', 'safari17.5'],
      // The page is one script: there is nothing to preload.
      modulePreload: false,
    },
  };
});
