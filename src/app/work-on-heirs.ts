import { z } from 'zod';
import type { GitHubClient } from '../github/client.ts';
import { allPages, PAGE_SIZE } from '../github/all-pages.ts';
import { asking } from '../github/failure.ts';
import type { Job } from '../jobs/job-queue.ts';
import { lookAgain, placeOf, toJob } from './app-job.ts';
import type { WorkParts } from './work-parts.ts';

/** Of a hundred repositories each. */
const MOST_PAGES = 100;

const pageSchema = z.object({
  repositories: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      owner: z.object({ login: z.string() }),
      archived: z.boolean(),
    }),
  ),
});

/** The configuration that all repositories of an owner may have is another one: a look at each, when nothing else waits. */
export async function workOnHeirs(job: Job, { clients, queue }: WorkParts): Promise<object> {
  const { installation, id: shared, owner: login } = placeOf(job);
  const client = await clients.ofInstallation(installation);
  const all = await asking(`listing the repositories of ${login}`, () => readAll(client));
  const heirs = all.filter(({ id, archived }) => id !== shared && !archived);
  for (const { id, owner, name } of heirs) {
    const look = lookAgain({ installation, id, owner: owner.login, repo: name });
    await queue.add(toJob({ ...look, priority: 'sweep' }, job.cause));
  }
  return { heirs: heirs.length };
}

function readAll({ request }: GitHubClient) {
  return allPages(MOST_PAGES, async (page) => {
    const { data } = await request('GET /installation/repositories', { per_page: PAGE_SIZE, page });
    return pageSchema.parse(data).repositories;
  });
}
