import pRetry from 'p-retry';
import { ExternalError } from './external-error.ts';

/** Milliseconds. */
const LONGEST_WAIT = 10_000;

export interface RetryPlan {
  /** After the first attempt. */
  readonly retries: number;
  /** Milliseconds before the second attempt; then twice as long each time, times 1 to 2 by chance. */
  readonly backoff: number;
  /** Milliseconds that a host may ask us to wait before another attempt. */
  readonly longestPause: number;
  readonly signal: AbortSignal;
}

/** Does work again where its failure says that a moment later it may succeed. */
export async function withRetries<Value>(
  { retries, backoff, longestPause, signal }: RetryPlan,
  work: () => Promise<Value>,
): Promise<Value> {
  return pRetry(work, {
    retries,
    minTimeout: backoff,
    maxTimeout: LONGEST_WAIT,
    randomize: true,
    // The pause that the host asked for is kept at its gate, by everybody.
    shouldRetry: ({ error }) =>
      error instanceof ExternalError &&
      error.isRetryable &&
      (error.retryAfter ?? 0) <= longestPause,
    signal,
  });
}
