import type { Job } from '../jobs/job-queue.ts';
import { lookAgain, placeOf, toJob } from './app-job.ts';
import { installedPlaces } from './installed-places.ts';
import type { WorkParts } from './work-parts.ts';

/** The configuration that all repositories of an owner may have is another one: a look at each, when nothing else waits. */
export async function workOnHeirs(job: Job, { clients, queue }: WorkParts): Promise<object> {
  const { installation, id: shared } = placeOf(job);
  const all = await installedPlaces(clients, installation);
  const heirs = all.filter(({ id }) => id !== shared);
  for (const heir of heirs) {
    await queue.add(toJob({ ...lookAgain(heir), priority: 'sweep' }, job.cause));
  }
  return { heirs: heirs.length };
}
