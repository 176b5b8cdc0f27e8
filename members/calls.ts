/** The log of SDK calls that the inspector shows. No DOM, no SDK. */
import type { Store } from './store.ts';

export interface Call {
  id: number;
  /** The call as one would write it: `organization.removeMember("user_…")`. */
  code: string;
  /** Milliseconds; `null` while it runs. */
  duration: number | null;
  outcome: { result: unknown } | { error: unknown } | null;
  /** The user did not trigger it: it does not take the place of the latest user call. */
  isBackground: boolean;
}

/** How many calls are kept beside the latest user call. */
const KEPT_CALLS = 20;

/** Makes a call, and logs it with its outcome. */
export type LogCall = (call: Pick<Call, 'code' | 'isBackground'>, make: () => Promise<unknown>) => Promise<unknown>;

export function createCallLog(store: Store): LogCall {
  let lastId = 0;

  function setCalls(calls: readonly Call[]): void {
    const [latest, others] = latestUserCall(calls);
    const kept = new Set([latest, ...others.slice(0, KEPT_CALLS)]);
    store.set({ calls: calls.filter((call) => kept.has(call)) });
  }

  return async (details, make) => {
    const call: Call = { ...details, id: ++lastId, duration: null, outcome: null };
    setCalls([call, ...store.get().calls]);
    const start = performance.now();
    const end = (outcome: Call['outcome']) => {
      const ended = { ...call, duration: performance.now() - start, outcome };
      setCalls(store.get().calls.map((other) => (other.id === call.id ? ended : other)));
    };
    try {
      const result = await make();
      end({ result });
      return result;
    } catch (error) {
      end({ error });
      throw error;
    }
  };
}

/** The latest call that the user triggered, and all others, latest first. */
export function latestUserCall(calls: readonly Call[]): [Call | undefined, readonly Call[]] {
  const latest = calls.find(({ isBackground }) => !isBackground) ?? calls[0];
  return [latest, calls.filter((call) => call !== latest)];
}

/** A call as code. The SDK's parameter names are all identifiers. */
export const callCode = (name: string, args: readonly unknown[]): string =>
  `${name}(${args.map(toLiteral).join(', ')})`;

/** A JavaScript literal: like JSON, but with bare keys. */
function toLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${key}: ${toLiteral(item)}`);
    return `{ ${entries.join(', ')} }`;
  }
  return JSON.stringify(value) ?? 'undefined';
}

/** The outcome as formatted JSON. JSON leaves out the message of an error, so it is added. */
export function outcomeJson({ outcome }: Call): string {
  if (outcome === null) return '';
  const value = 'result' in outcome ? outcome.result : outcome.error;
  const plain = value instanceof Error ? { ...value, message: value.message } : value;
  return JSON.stringify(plain, null, 2) ?? 'undefined';
}
