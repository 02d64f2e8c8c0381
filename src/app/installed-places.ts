import { z } from 'zod';
import { allPages, PAGE_SIZE } from '../github/all-pages.ts';
import { asking } from '../github/failure.ts';
import type { Place } from './app-job.ts';
import type { GitHubClients } from './github-clients.ts';

/** Of a hundred repositories each. */
const MOST_PAGES = 1000;

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

/** The repositories of an installation that take writes, one request for a hundred. */
export async function installedPlaces(
  { ofInstallation }: Pick<GitHubClients, 'ofInstallation'>,
  installation: number,
): Promise<readonly Place[]> {
  return asking(`listing the repositories of installation ${installation}`, async () => {
    const { request } = await ofInstallation(installation);
    const all = await allPages(MOST_PAGES, async (page) => {
      const asked = { per_page: PAGE_SIZE, page };
      const { data } = await request('GET /installation/repositories', asked);
      return pageSchema.parse(data).repositories;
    });
    return all
      .filter(({ archived }) => !archived)
      .map(({ id, name, owner }) => ({ installation, id, owner: owner.login, repo: name }));
  });
}
