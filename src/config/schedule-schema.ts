import * as z from 'zod';
import { cronProblem } from '../schedule/cron.ts';
import { timeZone } from './time-zone.ts';

const MINUTES_A_DAY = 24 * 60;

/** The section `schedule`. */
export const scheduleSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe(
        'Whether the app looks at all repositories now and then without being told of anything.',
      ),
    cron: z
      .string()
      .max(100)
      .refine((text) => cronProblem(text) === null, {
        error: ({ input }) => cronProblem(String(input)) ?? '',
      })
      .optional()
      .describe(
        'When, in the five fields of cron (minute, hour, day, month, day of the week), at most once an hour: `0 5 * * 1-5`. Once a day without it, at a time that differs from owner to owner.',
      ),
    timeZone: timeZone
      .default('UTC')
      .describe('Name of the time zone in which `cron` is meant (IANA).'),
    window: z
      .string()
      .max(10)
      .refine((text) => minutesOf(text) <= MINUTES_A_DAY, {
        error: 'is no time such as `90m` or `4h`, and at most `24h`',
      })
      .default('2h')
      .describe('Over how much time the looks are spread: `90m`, `4h`; `0m` for at once.'),
  })
  .readonly();

export type ScheduleConfig = z.output<typeof scheduleSchema>;

/** Milliseconds. */
export function windowOf({ window }: Pick<ScheduleConfig, 'window'>): number {
  return minutesOf(window) * 60_000;
}

/** Infinite for what is no time. */
function minutesOf(text: string): number {
  const [, count, unit] = /^(\d{1,4})(m|h)$/.exec(text) ?? [];
  if (count === undefined) return Infinity;
  return Number(count) * (unit === 'h' ? 60 : 1);
}
