import { PAGE_SIZE } from '../../github/all-pages.ts';

/** How many looks are released at a time, and how long the pause after them is, in milliseconds. */
export interface SweepPace {
  readonly share: number;
  readonly pause: number;
}

/** Milliseconds. Looks that are closer together are released together. */
const CLOSE = 60_000;

/**
 * Spreads looks over a window: each page of the list has the same part of it, and its looks are spread over that.
 * @param window milliseconds
 * @param total repositories in the list
 * @param looks that one page of it asks for
 */
export function sweepPace(window: number, total: number, looks: number): SweepPace {
  const part = window / Math.max(1, Math.ceil(total / PAGE_SIZE));
  const most = Math.max(1, Math.floor(part / CLOSE));
  const share = Math.max(1, Math.ceil(looks / most));
  return { share, pause: part / Math.max(1, Math.ceil(looks / share)) };
}
