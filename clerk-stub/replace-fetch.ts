/** The stub in the page itself, in place of `fetch`: for tests in jsdom and in Vitest's browser mode, and for Storybook. */
import type { ClerkStub } from './stub.ts';

const never = () => new Promise<never>(() => {});

const define = (target: object, name: string, value: unknown) =>
  Object.defineProperty(target, name, { value, configurable: true });

/** The last ID of the earlier stubs. The next one continues from it, so that each session of a page has an ID of its own. */
let lastId = 0;

/**
 * Sends the requests of Clerk's SDK to the stub, and all others to the original `fetch`. Also sets `navigator.webdriver` to false:
 * otherwise the SDK assumes that it is offline.
 *
 * @returns restores `fetch`, and removes what Clerk's components have left; to be called when the test ends. Responses
 *   that arrive later are dropped: the SDK would give them to the next test's Clerk.
 */
export function replaceFetch({ state, ...stub }: Pick<ClerkStub, 'fetch' | 'state'>): () => void {
  const { fetch } = globalThis;
  let isOver = false;
  state.lastId = Math.max(state.lastId, lastId);
  const firstId = state.lastId;
  const isKnown = (sessionId: string) =>
    [...state.clients.values()].some(({ sessions }) => sessions.some(({ id }) => id === sessionId));
  globalThis.fetch = async (input, init) => {
    const { href, searchParams } = new URL(input instanceof Request ? input.url : input, location.href);
    // Only the SDK sends it.
    if (!searchParams.has('__clerk_api_version')) return fetch(input, init);
    // Nothing stops the Clerk of an earlier test: when the window gets the focus, it still sends requests. The stub would answer that the
    // session is unknown, and Clerk would tell that to all others in the page.
    const [sessionId, number] = /sess_new(\d+)/.exec(href) ?? [];
    if (sessionId && Number(number) <= firstId && !isKnown(sessionId)) return never();
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
    lastId = Math.max(lastId, state.lastId);
    // Their styles add up: each test would be slower than the one before.
    const left = '#clerk-components, [data-floating-ui-portal], style[data-emotion^="cl-"]';
    for (const element of document.querySelectorAll(left)) element.remove();
  };
}
