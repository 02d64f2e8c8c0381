import { ExternalError } from '../http/external-error.ts';

/** Keys come from outside; past so many the oldest go. */
const MOST_FAILURES = 10_000;

/** Failures that the same question a moment later would meet again. */
const LASTING: readonly string[] = [
  'not-found',
  'unauthorized',
  'forbidden',
  'refused-address',
  'invalid-answer',
  'wrong-digest',
  'too-large',
];

interface RememberedFailure {
  readonly error: ExternalError;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export type Once = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>;

/**
 * Makes one question of many equal ones that are asked at once, and remembers for `lifetime` ms what
 * failed for good. What succeeded is for a store to keep. A key always stands for one type of value.
 */
export function createOnce(lifetime: number, now: () => number): Once {
  const pending = new Map<string, Promise<unknown>>();
  const failures = new Map<string, RememberedFailure>();

  function remember(key: string, error: unknown): void {
    if (!(error instanceof ExternalError) || !LASTING.includes(error.reason)) return;
    failures.delete(key);
    failures.set(key, { error, until: now() + lifetime });
    for (const oldest of failures.keys()) {
      if (failures.size <= MOST_FAILURES) return;
      failures.delete(oldest);
    }
  }

  async function run<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      remember(key, error);
      throw error;
    } finally {
      pending.delete(key);
    }
  }

  return <Value>(key: string, work: () => Promise<Value>): Promise<Value> => {
    const failure = failures.get(key);
    if (failure !== undefined && now() < failure.until) return Promise.reject(failure.error);
    const running = pending.get(key);
    // The key stands for one type of value, which a map of all cannot say.
    if (running !== undefined) return running as Promise<Value>;
    const started = run(key, work);
    pending.set(key, started);
    return started;
  };
}
