/** The log of SDK calls that the inspector shows. */
import type { Store } from './store.ts';

export interface Call {
  id: symbol;
  /** The call as code: `await organization.removeMember("user_…")`. */
  code: string;
  /** The user did not trigger it: the response pane goes on showing the user's latest call. */
  isBackground: boolean;
  status: 'pending' | 'succeeded' | 'failed';
  /** Milliseconds. */
  duration: number;
  /** What the call returned or threw. */
  value: unknown;
}

/** How many calls are kept. The latest user call is kept even if it is older. */
const KEPT_CALLS = 21;

export function createCallLog(store: Store) {
  function setCalls(calls: readonly Call[]): void {
    const latest = latestCall(calls);
    store.set({ calls: calls.filter((call, index) => index < KEPT_CALLS || call === latest) });
  }

  /** Makes a call, and logs it with its outcome. */
  return async function logCall<R>(code: string, isBackground: boolean, make: () => Promise<R>): Promise<R> {
    const call: Call = { id: Symbol(code), code, isBackground, status: 'pending', duration: 0, value: undefined };
    setCalls([call, ...store.get().calls]);
    const start = performance.now();
    const end = (status: Call['status'], value: unknown) => {
      const ended = { ...call, status, duration: performance.now() - start, value };
      setCalls(store.get().calls.map((other) => (other.id === call.id ? ended : other)));
    };
    try {
      const result = await make();
      end('succeeded', result);
      return result;
    } catch (error) {
      end('failed', error);
      throw error;
    }
  };
}

/** The latest call that the user triggered; if there is none, the latest call. */
export const latestCall = (calls: readonly Call[]): Call | undefined =>
  calls.find(({ isBackground }) => !isBackground) ?? calls[0];

/** A value as a JavaScript literal: like JSON, but with unquoted keys: the SDK's parameter names are valid identifiers. */
export const toLiteral = (value: unknown): string =>
  // Line ends are between the parts only: inside a string, JSON escapes them, and quotes, too.
  String(JSON.stringify(value, null, 1))
    .replaceAll(/(?<=\[)\n *|\n *(?=])/g, '')
    .replaceAll(/\n */g, ' ')
    .replaceAll(/"(\w+)": /g, '$1: ');
