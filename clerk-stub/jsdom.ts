/** Replaces `fetch` with the stub, for tests of components in jsdom. */
import type { ClerkStub } from './stub.ts';

const never = () => new Promise<never>(() => {});

/**
 * Sends all requests of a test to the stub. Also replaces `navigator.locks` and `isSecureContext`: the SDK refreshes its token under
 * a lock, possibly after jsdom is torn down, and a lock that is never granted prevents that.
 *
 * @param answer answers the application's own requests; `undefined` leaves a request to the stub
 * @returns restores `fetch`; to be called when the test ends. What a request results in later never arrives: the SDK would give it
 *   to the next test's Clerk.
 */
export function replaceFetch(
  stub: Pick<ClerkStub, 'fetch'>,
  answer: (request: Request) => Response | Promise<Response> | undefined = () => undefined,
): () => void {
  const { fetch } = globalThis;
  let isOver = false;
  globalThis.fetch = async (input, init) => {
    // Node's `Request` takes no relative URL.
    const request = new Request(typeof input === 'string' ? new URL(input, location.href) : input, init);
    try {
      return await (answer(request.clone()) ?? stub.fetch(request));
    } finally {
      if (isOver) await never();
    }
  };
  // The SDK uses locks in secure contexts only.
  Object.defineProperty(navigator, 'locks', { value: { request: never }, configurable: true });
  Object.defineProperty(globalThis, 'isSecureContext', { value: true, configurable: true });
  return () => {
    isOver = true;
    globalThis.fetch = fetch;
  };
}
