import { CodeHostError } from '../remediation/code-host-error.ts';
import type { QueueOptions } from './job-queue.ts';
import { QueueError } from './queue-error.ts';

/** Whether a job is tried again, and when; or why not. */
export type RetryDecision =
  /** `wait`: milliseconds; `pause`: those that the host asks of the whole account, null where it does not. */
  | { readonly kind: 'again'; readonly wait: number; readonly pause: number | null }
  | { readonly kind: 'dead'; readonly reason: string; readonly pause: number | null };

/** How patient the work is. */
export type RetryOptions = Pick<QueueOptions, 'attempts' | 'firstWait' | 'longestWait' | 'random'>;

/** What may pass is tried again, with twice the wait each time; what nobody expected is a bug, and stays one. */
export function decideRetry(error: unknown, attempt: number, options: RetryOptions): RetryDecision {
  const isOfHost = error instanceof CodeHostError && error.isRetryable;
  const pause = isOfHost ? error.retryAfter : null;
  const mayPass = isOfHost || error instanceof QueueError;
  if (!mayPass || attempt >= options.attempts) {
    return { kind: 'dead', reason: error instanceof Error ? error.message : String(error), pause };
  }
  const usual = Math.min(options.longestWait, options.firstWait * 2 ** (attempt - 1));
  // Jobs that failed together are not to come back together.
  return { kind: 'again', wait: Math.ceil(usual * (0.5 + options.random() / 2)), pause };
}
