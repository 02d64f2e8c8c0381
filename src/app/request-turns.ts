import type { Weight } from '../github/request-pace.ts';

/** Keeps what several processes ask for one account, an installation, within the limits that GitHub has for it. */
export interface RequestTurns {
  /**
   * Resolves when a request may be sent. Throws a `CodeHostError` that asks for a pause where that takes too long for a job to
   * wait. `weight`: null on a host without such limits, where only the pauses that it asked for count.
   */
  readonly take: (account: string, weight: Weight | null) => Promise<void>;
}
