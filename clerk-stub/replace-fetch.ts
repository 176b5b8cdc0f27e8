/** The stub in the page itself, in place of `fetch`: for tests in jsdom and in Vitest's browser mode, and for Storybook. */
import type { ClerkStub } from './stub.ts';

const never = () => new Promise<never>(() => {});

const define = (target: object, name: string, value: unknown) =>
  Object.defineProperty(target, name, { value, configurable: true });

/**
 * The sessions of earlier tests. Nothing stops their Clerk: when the window gets the focus, it still sends requests. The stub of the
 * next test would answer that the session is unknown, and Clerk would tell that to all others in the page.
 */
const endedSessions = new Set<string>();
/** The last ID of the stub before: the next one continues from it, so that each session of a page has an ID of its own. */
let lastId = 0;

/**
 * Sends the requests of Clerk's SDK to the stub, and all others to the `fetch` of before. Also sets `navigator.webdriver` to false:
 * otherwise the SDK assumes that it is offline.
 *
 * @returns restores `fetch`, and removes what Clerk's components have left; to be called when the test ends. What a request
 *   results in later never arrives: the SDK would give it to the next test's Clerk.
 */
export function replaceFetch({ state, ...stub }: Pick<ClerkStub, 'fetch' | 'state'>): () => void {
  const { fetch } = globalThis;
  let isOver = false;
  state.lastId = Math.max(state.lastId, lastId);
  globalThis.fetch = async (input, init) => {
    const { href, pathname, searchParams } = new URL(input instanceof Request ? input.url : input, location.href);
    // Only the SDK sends it.
    if (!searchParams.has('__clerk_api_version')) return fetch(input, init);
    const sessionId = searchParams.get('_clerk_session_id') ?? /\/sessions\/(\w+)/.exec(pathname)?.[1] ?? '';
    if (endedSessions.has(sessionId)) return never();
    try {
      // Node's `Request` takes no relative URL.
      return await stub.fetch(new Request(input instanceof Request ? input : href, init));
    } finally {
      if (isOver) await never();
    }
  };
  define(navigator, 'webdriver', false);
  // The SDK refreshes its token under a lock, possibly after jsdom is torn down. It does not if the lock is never granted.
  if (!('locks' in navigator)) {
    define(navigator, 'locks', { request: never });
    // It uses locks in secure contexts only.
    define(globalThis, 'isSecureContext', true);
  }
  return () => {
    isOver = true;
    globalThis.fetch = fetch;
    lastId = state.lastId;
    for (const { sessions } of state.clients.values()) for (const { id } of sessions) endedSessions.add(id);
    // Their styles add up: each test would be slower than the one before.
    for (const element of document.querySelectorAll('#clerk-components, style[data-emotion^="cl-"]')) element.remove();
  };
}
