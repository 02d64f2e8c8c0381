import { LIMITS } from '../../github/request-pace.ts';
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
 * Of an app GitHub wants one request a second that creates content, which is within those of a minute
 * (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests).
 * `points`: a minute; `content`: an hour; `betweenContent`: milliseconds.
 */
export const TURN_LIMITS = {
  points: LIMITS.pointsPerMinute,
  content: LIMITS.contentPerHour,
  betweenContent: 1_000,
};

/** For a job that would have to wait for so many milliseconds. */
export function pauseOf(retryAfter: number): CodeHostError {
  const message = 'GitHub is to be asked less: another job has reached a limit, or this one would';
  return new CodeHostError(message, { status: 429, isRetryable: true, retryAfter });
}
