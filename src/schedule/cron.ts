import { createRequire } from 'node:module';

/** Times that come again and again. */
export interface Timetable {
  /** Five fields, as crontab(5) has them: `0 5 * * 1-5`. */
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
}

interface CronModule {
  readonly CronExpressionParser: {
    readonly parse: (
      text: string,
      options: { readonly tz: string; readonly currentDate: Date },
    ) => {
      readonly next: () => { readonly getTime: () => number };
      readonly fields: { readonly minute: { readonly values: readonly unknown[] } };
    };
  };
}

/** Numbers, names of days and months, and signs; `H` would be left to chance. */
const FIELD = /^(?:[\d*,/#?-]|[A-Z]{3}(?![A-Z])|L(?![A-Z]))+$/i;

/** A year in which February has 29 days, so that nothing is refused that ever comes. */
const SOME_TIME = Date.UTC(2028, 0, 1);

let module: CronModule | null = null;

/** Why a text tells no times, a clause that follows its name; null where it does. */
export function cronProblem(cron: string): string | null {
  const fields = cron.trim().split(/\s+/);
  const problem = 'is no time in the five fields of cron, such as `0 5 * * 1-5`';
  if (fields.length !== 5 || !fields.every((field) => FIELD.test(field))) return problem;
  try {
    const times = parse({ cron, timeZone: 'UTC' }, SOME_TIME);
    times.next();
    // More often asks GitHub without need: it tells of every push itself.
    return times.fields.minute.values.length === 1
      ? null
      : 'comes more than once an hour; give one minute, such as in `0 * * * *`';
  } catch {
    // The only way to ask: the parser throws on what it does not know, and on days that never come.
    return problem;
  }
}

/**
 * The first of these times after a moment, both in milliseconds since 1970. A time in the hour that a zone leaves out comes an
 * hour later, and one in an hour that comes twice counts once. Throws where `cronProblem` has something to say.
 */
export function nextAfter(timetable: Timetable, moment: number): number {
  return parse(timetable, moment).next().getTime();
}

/** Its way back (`prev`) is not used: it leaves out the day on which a zone leaves out an hour. */
function parse({ cron, timeZone }: Timetable, moment: number) {
  // The package is CommonJS, and loaded at first use because it takes longer than a check; the cast states the part of its types that is used.
  module ??= createRequire(import.meta.url)('cron-parser') as CronModule;
  return module.CronExpressionParser.parse(cron, { tz: timeZone, currentDate: new Date(moment) });
}
