import { defineConfig, loadEnv, type Plugin } from 'vite';
import { clerkAssets } from './clerk/assets.ts';

export default defineConfig(async ({ mode }) => {
  const { VITE_CLERK_PUBLISHABLE_KEY: publishableKey, VITE_CLERK_PROXY_URL: proxyUrl } = loadEnv(
    mode,
    import.meta.dirname,
  );
  // Without a key of your own, a stubbed Clerk stands in for the real one.
  const stub = publishableKey ? [] : [(await import('./clerk-stub/vite.ts')).clerkStub()];
  return {
    plugins: [plainImports, clerkAssets({ publishableKey, proxyUrl }), ...stub],
    build: {
      // The first with all that the page uses as it is written: light-dark(), nesting, Promise.withResolvers().
      target: ['chrome123', 'firefox121', 'safari17.5'],
      // No script has another to preload, so none needs a polyfill for it.
      modulePreload: false,
    },
  };
});

/** Leaves `import()` as it is. Vite's helper around it fetches what a chunk needs beforehand; here no chunk needs any other. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};
