/** The call inspector's memory: what the page asked the SDK, how long it took, what came back. No DOM. */

export interface Call {
  id: number;
  /** The call as one would write it: `organization.removeMember("user_…")`. */
  code: string;
  /** Milliseconds; `null` while it runs. */
  duration: number | null;
  outcome: { result: unknown } | { error: unknown } | null;
  /** The page's own, to keep what it shows true: it does not take the place of the call that a person asked for. */
  isAside: boolean;
}

/** How many calls are kept beside the one in front. */
const KEPT_CALLS = 20;
/** Nothing in the SDK ever gives up on an answer, but the page must not wait for ever. Milliseconds. */
const CALL_TIMEOUT = 30_000;

/** No answer within 30 seconds; whether Clerk did what was asked is unknown. */
export class NoAnswerError extends Error {}

/**
 * Records a call while making it.
 *
 * What is shown and what is done come from the same arguments, so the inspector cannot tell a call from another.
 */
export type Recorder = <A extends readonly unknown[], R>(
  name: string,
  method: (...args: A) => Promise<R>,
  ...args: A
) => Promise<R>;

interface CallMemory {
  record: Recorder;
  recordAside: Recorder;
  forget(): void;
}

/** @param onChange gets all calls, latest first, whenever one starts or ends */
export function createRecorder(onChange: (calls: readonly Call[]) => void): CallMemory {
  let calls: readonly Call[] = [];
  let lastId = 0;

  function update(changed: readonly Call[]): void {
    const [front, others] = inFront(changed);
    const kept = new Set([front, ...others.slice(0, KEPT_CALLS)]);
    calls = changed.filter((call) => kept.has(call));
    onChange(calls);
  }

  const recorder =
    (isAside: boolean): Recorder =>
    async (name, method, ...args) => {
      const id = ++lastId;
      const call: Call = {
        id,
        code: `${name}(${args.map(toCode).join(', ')})`,
        duration: null,
        outcome: null,
        isAside,
      };
      update([call, ...calls]);
      const start = performance.now();
      const end = (outcome: Call['outcome']) => {
        const ended = { ...call, duration: performance.now() - start, outcome };
        update(calls.map((other) => (other.id === id ? ended : other)));
      };
      try {
        const result = await withTimeout(method(...args));
        end({ result });
        return result;
      } catch (error) {
        end({ error });
        throw error;
      }
    };

  return {
    record: recorder(false),
    recordAside: recorder(true),
    /** For when somebody else signs in: what one person was told is not for the next. */
    forget() {
      calls = [];
      onChange(calls);
    },
  };
}

/** The latest call that a person asked for, and all others, latest first. */
export function inFront(calls: readonly Call[]): [Call | undefined, readonly Call[]] {
  const front = calls.find(({ isAside }) => !isAside) ?? calls[0];
  return [front, calls.filter((call) => call !== front)];
}

function withTimeout<R>(answer: Promise<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswerError('Clerk did not answer within 30 seconds.')), CALL_TIMEOUT);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** A parameter as a JavaScript literal: like JSON, with bare keys. The SDK's parameters are all identifiers. */
function toCode(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCode).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${key}: ${toCode(item)}`);
    return `{ ${entries.join(', ')} }`;
  }
  return JSON.stringify(value) ?? 'undefined';
}

/** What a call brought, as formatted JSON; an error with its message, which JSON would leave out. */
export function outcomeJson({ outcome }: Call): string {
  if (outcome === null) return '';
  const value = 'result' in outcome ? outcome.result : outcome.error;
  const plain = value instanceof Error ? { ...value, message: value.message } : value;
  return JSON.stringify(plain, null, 2) ?? 'undefined';
}
