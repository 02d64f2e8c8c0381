import type { Weight } from '../../github/request-pace.ts';
import { PATIENCE, TURN_LIMITS, pauseOf } from './request-turns.ts';
import type { RequestTurns } from './request-turns.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When points and requests that create content were or are to be spent, the last of them; the oldest first. */
interface Spent {
  readonly points: number[];
  readonly content: number[];
}

export interface MemoryTurnsOptions {
  /** Milliseconds for which the queue holds an account. */
  readonly pauseLeft: (account: string) => number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** For a process that is the only one; the same limits as in Redis. */
export function createMemoryTurns({ pauseLeft, now, sleep }: MemoryTurnsOptions): RequestTurns {
  /** The one that was asked last is last. */
  const accounts = new Map<string, Spent>();
  return {
    take: async (account, weight) => {
      const held = pauseLeft(account);
      if (held > 0) throw pauseOf(held);
      if (weight === null) return;
      const start = now();
      const spent = accounts.get(account) ?? { points: [], content: [] };
      accounts.delete(account);
      forgetOld(accounts, start);
      accounts.set(account, spent);
      const at = turnOf(weight, spent, start);
      if (at - start > PATIENCE) throw pauseOf(at - start);
      spend(spent.points, weight.points, at, TURN_LIMITS.points);
      spend(spent.content, weight.isContent ? 1 : 0, at, TURN_LIMITS.content);
      if (at > start) await sleep(at - start);
    },
  };
}

/** What was spent an hour ago counts for nothing. */
function forgetOld(accounts: Map<string, Spent>, now: number): void {
  for (const [account, { points }] of accounts) {
    if ((points.at(-1) ?? 0) > now - HOUR) return;
    accounts.delete(account);
  }
}

function turnOf({ points, isContent }: Weight, spent: Spent, start: number): number {
  const after = (time: number | undefined, length: number) =>
    time === undefined ? start : time + length;
  const ofPoints = after(spent.points.at(points - TURN_LIMITS.points - 1), MINUTE);
  if (!isContent) return Math.max(start, ofPoints);
  const { content } = spent;
  const ofLast = after(content.at(-1), TURN_LIMITS.betweenContent);
  const ofHour = after(content.at(-TURN_LIMITS.content), HOUR);
  return Math.max(start, ofPoints, ofLast, ofHour);
}

function spend(times: number[], count: number, at: number, most: number): void {
  for (let one = 0; one < count; one += 1) times.push(at);
  times.splice(0, times.length - most);
}
