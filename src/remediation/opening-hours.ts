import type { OpeningHours } from '../config/pull-requests-schema.ts';

/** True where new proposals may be opened at this moment; without hours they may always. */
export function isOpeningTime(hours: OpeningHours | undefined, now: Date): boolean {
  if (hours === undefined) return true;
  const { days, from, to, timeZone } = hours;
  const { day, time } = localTime(now, timeZone);
  const isListed = (name: string) => days.some((one) => one === name);
  if (from < to) return isListed(day) && from <= time && time < to;
  // The hours end on the next day, so that the small hours belong to the day before.
  if (time >= from) return isListed(day);
  return time < to && isListed(dayBefore(day));
}

const MINUTE = 60_000;

/** Minutes. Hours begin at some minute, and nobody waits for this one. */
const STEP = 15;
const FURTHEST = 24 * 60;

/** A moment soon after new proposals may be opened, or a day from now where that is further away. */
export function nextOpening(hours: OpeningHours | undefined, now: Date): Date {
  for (let minutes = 0; minutes < FURTHEST; minutes += STEP) {
    const moment = new Date(now.getTime() + minutes * MINUTE);
    if (isOpeningTime(hours, moment)) return moment;
  }
  return new Date(now.getTime() + FURTHEST * MINUTE);
}

const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function dayBefore(day: string): string {
  return WEEK[(WEEK.indexOf(day) + WEEK.length - 1) % WEEK.length] ?? '';
}

/** `time` is `HH:MM`. */
function localTime(now: Date, timeZone: string): { readonly day: string; readonly time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return { day: part('weekday').toLowerCase(), time: `${part('hour')}:${part('minute')}` };
}
