/** The stub in place of `fetch`, for tests of components in jsdom. */
import type { ClerkStub } from './stub.ts';

const never = () => new Promise<never>(() => {});

/**
 * Sends all requests of a test to the stub.
 *
 * @param answer answers the application's own requests; `undefined` leaves a request to the stub
 * @returns a function to call when the test ends. A later response never arrives: the SDK would give it to the next test's Clerk.
 */
export function replaceFetch(
  stub: Pick<ClerkStub, 'fetch'>,
  answer: (request: Request) => Response | Promise<Response> | undefined = () => undefined,
): () => void {
  const { fetch } = globalThis;
  let isOver = false;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const response = await (answer(request) ?? stub.fetch(request));
    return isOver ? never() : response;
  };
  // The SDK waits for a lock before it refreshes the token, when jsdom may be gone. It uses locks in secure contexts only.
  Object.defineProperty(navigator, 'locks', { value: { request: never }, configurable: true });
  Object.defineProperty(globalThis, 'isSecureContext', { value: true, configurable: true });
  return () => {
    isOver = true;
    globalThis.fetch = fetch;
  };
}
