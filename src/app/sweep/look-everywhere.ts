import { z } from 'zod';
import { allPages, PAGE_SIZE } from '../../github/all-pages.ts';
import { asking } from '../../github/failure.ts';
import type { Job, JobFields } from '../../jobs/job-queue.ts';
import { sweepNow } from './work-on-sweep.ts';
import type { WorkParts } from '../work-parts.ts';

/** Has all repositories looked at that the app may see: for when nobody knows what was to be done. */
export const LOOK_EVERYWHERE: Job = {
  kind: 'look-everywhere',
  repository: 'all',
  subject: '',
  account: 'app',
  data: { installation: null },
  priority: 'sweep',
  cause: 'start',
};

/** Of a hundred installations each. */
const MOST_PAGES = 1000;

const fieldsSchema = z.object({
  installation: z.number().nullable(),
  isAgain: z.boolean().default(false),
  except: z.number().nullable().default(null),
});

const installationsSchema = z.array(
  z.object({ id: z.number(), suspended_at: z.string().nullish() }),
);

/** First one job for each installation, so that the limits of one hold up no other; then a sweep of its repositories. */
export async function workEverywhere(job: Job, parts: WorkParts): Promise<object> {
  const { installation, isAgain, except } = fieldsSchema.parse(job.data);
  if (installation !== null) return sweepNow(installation, { isAgain, except }, job, parts);
  const asked = await installationsOf(parts);
  for (const one of asked) await parts.queue.add({ ...lookEverywhereIn(one), cause: job.cause });
  return { kind: 'queued', jobs: asked.length };
}

/** Has all repositories of one installation looked at. */
export function lookEverywhereIn(installation: number, fields: JobFields = {}): Job {
  return {
    ...LOOK_EVERYWHERE,
    repository: `all of ${installation}`,
    account: String(installation),
    data: { installation, ...fields },
  };
}

async function installationsOf({ clients }: WorkParts): Promise<readonly number[]> {
  return asking('listing the installations', async () => {
    const { request } = await clients.ofApp();
    const all = await allPages(MOST_PAGES, async (page) => {
      const { data } = await request('GET /app/installations', { per_page: PAGE_SIZE, page });
      return installationsSchema.parse(data);
    });
    const working = all.filter(({ suspended_at }) => (suspended_at ?? null) === null);
    return working.map(({ id }) => id);
  });
}
