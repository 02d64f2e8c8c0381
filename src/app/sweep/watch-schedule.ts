import type { Job, JobQueue } from '../../jobs/job-queue.ts';
import type { Log } from '../observe/log.ts';
import type { SweepBook } from '../stores/sweep-book.ts';

/** Milliseconds between two looks at the book. */
export const TICK = 10_000;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Milliseconds after which an installation is asked about again whose job got lost. */
export const HOLD = 15 * MINUTE;

/** Milliseconds: nothing is planned further ahead than a day. */
const FURTHEST = 25 * HOUR;

export interface ScheduleParts {
  readonly sweeps: Pick<SweepBook, 'claim'>;
  readonly queue: Pick<JobQueue, 'add'>;
  readonly now: () => Date;
  readonly log: Pick<Log, 'warn'>;
}

/** Has due installations asked about, now and from time to time; ends with the function that it returns. */
export function watchSchedule(parts: ScheduleParts): () => void {
  let isAsking = false;
  const ask = () => {
    // A store that does not answer is not asked twice.
    if (isAsking) return;
    isAsking = true;
    askDue(parts)
      .catch((error: unknown) => {
        parts.log.warn({ err: error }, 'cannot tell which sweeps are due; trying again');
      })
      .finally(() => {
        isAsking = false;
      });
  };
  ask();
  const timer = setInterval(ask, TICK);
  return () => {
    clearInterval(timer);
  };
}

/** The next time has the rest. */
export async function askDue({ sweeps, queue, now }: Omit<ScheduleParts, 'log'>): Promise<void> {
  const moment = now().getTime();
  const moments = { now: moment, again: moment + HOLD, furthest: moment + FURTHEST };
  for (const installation of await sweeps.claim(moments)) await queue.add(sweepJob(installation));
}

/** Has an installation asked about. */
export function sweepJob(installation: number): Job {
  return {
    kind: 'sweep',
    // As the jobs that look everywhere, so that two never run side by side.
    repository: `all of ${installation}`,
    subject: '',
    account: String(installation),
    data: { installation },
    priority: 'sweep',
    cause: 'schedule',
  };
}
