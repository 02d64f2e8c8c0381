import type { Weight } from '../../github/request-pace.ts';
import { CodeHostError } from '../../remediation/code-host-error.ts';

/** Keeps what all processes ask for one account, an installation, within the limits that GitHub has for it. */
export interface RequestTurns {
  /**
   * Resolves when a request may be sent. Throws a `CodeHostError` that asks for a pause where that takes too long for a job to
   * wait. `weight`: null on a host without such limits, where only the pauses that it asked for count.
   */
  readonly take: (account: string, weight: Weight | null) => Promise<void>;
}

/** Milliseconds. A job that has to wait for longer gives its place to others. */
export const PATIENCE = 60_000;

/**
 * GitHub's are 900 points a minute, 500 requests an hour that create content, and one a second
 * (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests);
 * some room is left for others. One a second is within the 80 a minute. `betweenContent`: milliseconds.
 */
export const TURN_LIMITS = { points: 850, content: 480, betweenContent: 1_000 };

/** For a job that would have to wait for so many milliseconds. */
export function pauseOf(retryAfter: number): CodeHostError {
  const message = 'GitHub is to be asked less: another job has reached a limit, or this one would';
  return new CodeHostError(message, { status: 429, isRetryable: true, retryAfter });
}
