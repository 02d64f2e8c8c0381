import { z } from 'zod';
import { allPages, PAGE_SIZE } from '../github/all-pages.ts';
import { asking } from '../github/failure.ts';
import type { Job } from '../jobs/job-queue.ts';
import { toJob } from './app-job.ts';
import { installedPlaces } from './installed-places.ts';
import type { WorkParts } from './work-parts.ts';

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

const fieldsSchema = z.object({ installation: z.number().nullable() });

const installationsSchema = z.array(
  z.object({ id: z.number(), suspended_at: z.string().nullish() }),
);

/** First one job for each installation, so that the limits of one hold up no other; then one for each repository. */
export async function workEverywhere(job: Job, parts: WorkParts): Promise<object> {
  const { installation } = fieldsSchema.parse(job.data);
  const asked =
    installation === null
      ? await installationsOf(parts)
      : await repositoriesOf(installation, job, parts);
  for (const one of asked) await parts.queue.add(one);
  return { kind: 'queued', jobs: asked.length };
}

async function installationsOf({ clients }: WorkParts): Promise<readonly Job[]> {
  return asking('listing the installations', async () => {
    const { request } = await clients.ofApp();
    const all = await allPages(MOST_PAGES, async (page) => {
      const { data } = await request('GET /app/installations', { per_page: PAGE_SIZE, page });
      return installationsSchema.parse(data);
    });
    const working = all.filter(({ suspended_at }) => (suspended_at ?? null) === null);
    return working.map(({ id }) => ({
      ...LOOK_EVERYWHERE,
      repository: `all of ${id}`,
      account: String(id),
      data: { installation: id },
    }));
  });
}

async function repositoriesOf(
  installation: number,
  { cause }: Job,
  { clients }: WorkParts,
): Promise<readonly Job[]> {
  const places = await installedPlaces(clients, installation);
  const data = { evenIfUnchanged: false };
  return places.map((place) =>
    toJob({ kind: 'look', place, subject: '', data, priority: 'sweep' }, cause),
  );
}
