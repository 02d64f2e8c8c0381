import { CodeHostError } from '../remediation/code-host-error.ts';
import type { QueueOptions } from './job-queue.ts';

/** Whether a job is tried again, and when; or why not. */
export type RetryDecision =
  /** `wait`: milliseconds. */
  | { readonly kind: 'again'; readonly wait: number }
  | { readonly kind: 'dead'; readonly reason: string };

/** What may pass is tried again, with twice the wait each time; what nobody expected is a bug, and stays one. */
export function decideRetry(error: unknown, attempt: number, options: QueueOptions): RetryDecision {
  const isPassing = error instanceof CodeHostError && error.isRetryable;
  if (!isPassing || attempt >= options.attempts) {
    return { kind: 'dead', reason: error instanceof Error ? error.message : String(error) };
  }
  const usual = Math.min(options.longestWait, options.firstWait * 2 ** (attempt - 1));
  return { kind: 'again', wait: Math.max(usual, error.retryAfter ?? 0) };
}
