import { nextAfter } from './cron.ts';
import type { Timetable } from './cron.ts';

/** When an installation is swept, as its owner wants it. */
export interface SweepWishes {
  /** Null for any time of the day. */
  readonly cron: string | null;
  readonly timeZone: string;
  readonly enabled: boolean;
  /** Milliseconds over which its looks are spread. */
  readonly window: number;
}

/** Whether a sweep is to begin now, and when to ask again; milliseconds since 1970. */
export interface SweepDecision {
  readonly isDue: boolean;
  readonly askAt: number;
}

const MINUTES_A_DAY = 24 * 60;
const DAY = MINUTES_A_DAY * 60_000;

/** Has no divisor in common with the minutes of a day, so that installations that follow one another are far apart. */
const STRIDE = 577;

/**
 * Whether a time has come since the last sweep began: one, however many have. Nobody looks further ahead than a day, so that a
 * clock that was wrong for a while stops nothing.
 * @param last when the last sweep began; null where nobody knows
 */
export function decideSweep(
  wishes: SweepWishes,
  installation: number,
  last: number | null,
  now: number,
): SweepDecision {
  if (!wishes.enabled) return { isDue: false, askAt: now + DAY };
  const times = timetableOf(wishes, installation);
  // A clock that was ahead knows nothing of what was missed.
  const since = last === null ? now : Math.min(last, now);
  const isDue = nextAfter(times, since) <= now;
  const next = nextAfter(times, now) + delayOf(wishes, installation);
  return { isDue, askAt: Math.min(next, now + DAY) };
}

/**
 * What counts as the begin of a sweep that has ended: times that came while it went on are not made up for.
 * @param began
 */
export function lastOf(
  wishes: SweepWishes,
  installation: number,
  began: number,
  ended: number,
): number {
  const next = nextAfter(timetableOf(wishes, installation), began);
  return next <= ended ? ended : began;
}

/** Owners who want the same time do not all get the same second: up to a tenth of their window. */
function delayOf({ window }: SweepWishes, installation: number): number {
  return (window / 10) * (minuteOf(installation) / MINUTES_A_DAY);
}

/** Without a wish of the owner every installation has a minute of the day of its own. */
function timetableOf({ cron, timeZone }: SweepWishes, installation: number): Timetable {
  if (cron !== null) return { cron, timeZone };
  const minute = minuteOf(installation);
  return { cron: `${minute % 60} ${Math.floor(minute / 60)} * * *`, timeZone: 'UTC' };
}

function minuteOf(installation: number): number {
  return (installation * STRIDE) % MINUTES_A_DAY;
}
