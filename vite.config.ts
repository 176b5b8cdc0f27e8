import { defineConfig, loadEnv } from 'vite';
import { clerkAssets } from './clerk/assets.ts';

export default defineConfig(async ({ mode }) => {
  const { VITE_CLERK_PUBLISHABLE_KEY } = loadEnv(mode, import.meta.dirname);
  // Without a key of your own, a stubbed Clerk stands in for the real one.
  const stub = VITE_CLERK_PUBLISHABLE_KEY ? [] : [(await import('./clerk-stub/vite.ts')).clerkStub()];
  return { plugins: [clerkAssets(), ...stub] };
});
