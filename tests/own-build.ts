/** Builds with your own publishable key. */
import { build, type InlineConfig } from 'vite';
import { keyFor } from './stub/sdk-page.ts';

/** The Frontend API of the instance that the key names. No test reaches it. */
export const OWN_CLERK = 'https://clever-otter-42.clerk.accounts.dev';
export const OWN_KEY = keyFor(new URL(OWN_CLERK).host);

/** Builds the page as `npm run build` does with this key in `.env`. Without one, that is the demo. */
export async function buildWithKey(publishableKey: string, outDir: string, config: InlineConfig = {}): Promise<void> {
  process.env.VITE_CLERK_PUBLISHABLE_KEY = publishableKey;
  try {
    await build({ logLevel: 'error', build: { outDir, emptyOutDir: true }, ...config });
  } finally {
    process.env.VITE_CLERK_PUBLISHABLE_KEY = '';
  }
}
