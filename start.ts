/**
 * Clerk first: its SDK is by far the largest file of the page, and on the way to the table everything waits for it. The
 * page's own code, main.ts, is fetched after it, while Clerk answers.
 */
import { fetchSdk, loadClerk } from './clerk/load.ts';

const publishableKey = import.meta.env.VITE_CLERK_PUBLISHABLE_KEY ?? '';
const proxyUrl = import.meta.env.VITE_CLERK_PROXY_URL;

const sdk = fetchSdk({ publishableKey, proxyUrl });
const clerk = sdk.then(loadClerk);
// Should either fail, main.ts says so once it is here.
clerk.catch(() => {});

try {
  // With a production key Clerk's answers are there as soon as the SDK is (clerk/assets.ts): nothing is won by waiting.
  if (!publishableKey.startsWith('pk_live_')) await sdk.catch(() => {});
  const { main } = await import('./main.ts');
  void main(clerk);
} catch (error) {
  // What to say without main.ts stands in index.html.
  document.querySelector('#error-container')?.toggleAttribute('hidden', false);
  document.querySelector('#members')?.toggleAttribute('hidden', true);
  console.error(error);
}
