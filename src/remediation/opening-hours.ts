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
