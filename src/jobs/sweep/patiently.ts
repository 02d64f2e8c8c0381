import { CodeHostError } from '../../remediation/code-host-error.ts';
import { decideRetry } from '../retry.ts';
import type { RetryOptions } from '../retry.ts';
import type { Clock, Pace } from './pace.ts';

export interface Patience extends RetryOptions {
  readonly pace: Pace;
  readonly clock: Clock;
  readonly isStopped: () => boolean;
}

/** A host that has asked us to wait so often will not answer this question. */
const MOST_WAITS = 30;

/**
 * Asks again what may pass. Where the host says how long to wait, all wait that are paced alike, and it is no failed
 * attempt; other failures are tried a few times. Throws the last error.
 */
export async function patiently<Answer>(
  patience: Patience,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const { pace, clock, isStopped } = patience;
  let attempt = 1;
  for (let waits = 0; ; waits += 1) {
    await pace.ready();
    try {
      return await ask();
    } catch (error) {
      const decision = decideRetry(error, attempt, patience);
      const isOver = decision.kind === 'dead' || waits >= MOST_WAITS || isRefusedToken(error);
      if (isOver || isStopped()) throw error;
      if (decision.pause === null) {
        attempt += 1;
        await clock.pause(decision.wait);
      } else {
        pace.hold(decision.pause);
      }
    }
  }
}

/** Nothing will work any more with the credentials at hand. */
export function isRefusedToken(error: unknown): boolean {
  return error instanceof CodeHostError && error.status === 401;
}
