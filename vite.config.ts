import { defineConfig, loadEnv } from 'vite';
import { clerkAssets } from './clerk/assets.ts';

export default defineConfig(async ({ mode }) => {
  const { VITE_CLERK_PUBLISHABLE_KEY: publishableKey, VITE_CLERK_PROXY_URL: proxyUrl } = loadEnv(
    mode,
    import.meta.dirname,
  );
  // Without a key of your own, a stubbed Clerk stands in for the real one.
  const stub = publishableKey ? [] : [(await import('./clerk-stub/vite.ts')).clerkStub()];
  return {
    plugins: [clerkAssets({ publishableKey, proxyUrl }), ...stub],
    build: {
      // The first with all that the page uses as it is written: light-dark(), nesting, Promise.withResolvers().
      target: ['chrome123', 'firefox121', 'safari17.5'],
      // One script with nothing to preload needs no polyfill for preloading.
      modulePreload: false,
      // @clerk/shared freezes its developers' messages, and would bring them all along for the two guards used here.
      rolldownOptions: { treeshake: { manualPureFunctions: ['Object.freeze'] } },
    },
  };
});
