import type { Job } from '../jobs/job-queue.ts';
import { placeOf } from './app-job.ts';
import { lookEverywhereIn } from './sweep/look-everywhere.ts';
import type { WorkParts } from './work-parts.ts';

/** The configuration that all repositories of an owner may have is another one: a look at each, when nothing else waits. */
export async function workOnHeirs(job: Job, { queue }: WorkParts): Promise<object> {
  const { installation, id: shared } = placeOf(job);
  const subject = 'heirs';
  // It has had its own look.
  const data = { isAgain: true, except: shared };
  await queue.add({ ...lookEverywhereIn(installation, data), subject, cause: job.cause });
  return { kind: 'queued', jobs: 1 };
}
