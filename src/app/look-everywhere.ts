import { z } from 'zod';
import { asking } from '../github/failure.ts';
import type { Job } from '../jobs/job-queue.ts';
import { toJob } from './app-job.ts';
import { placeOfBrief } from './event-payload.ts';
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

/** The most that GitHub lists at once. */
const PAGE = 100;

const fieldsSchema = z.object({ installation: z.number().nullable() });

const installationsSchema = z.array(
  z.object({ id: z.number(), suspended_at: z.string().nullish() }),
);

const repositoriesSchema = z.object({
  repositories: z.array(
    z.object({ id: z.number(), full_name: z.string(), archived: z.boolean().default(false) }),
  ),
});

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
    const all = await pagesOf(async (page) => {
      const { data } = await request('GET /app/installations', { per_page: PAGE, page });
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
  return asking(`listing the repositories of installation ${installation}`, async () => {
    const { request } = await clients.ofInstallation(installation);
    const all = await pagesOf(async (page) => {
      const { data } = await request('GET /installation/repositories', { per_page: PAGE, page });
      return repositoriesSchema.parse(data).repositories;
    });
    const writable = all.filter(({ archived }) => !archived);
    return writable.map((one) => {
      const place = placeOfBrief(installation, one);
      const data = { evenIfUnchanged: false };
      return toJob({ kind: 'look', place, subject: '', data, priority: 'sweep' }, cause);
    });
  });
}

async function pagesOf<Item>(
  read: (page: number) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const found = await read(page);
    items.push(...found);
    if (found.length < PAGE) return items;
  }
}
