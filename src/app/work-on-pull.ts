import { z } from 'zod';
import { checkPullRequest } from '../github/checks/check-pull-request.ts';
import type { Job } from '../jobs/job-queue.ts';
import { placeOf } from './app-job.ts';
import type { WorkParts } from './work-parts.ts';

const fieldsSchema = z.object({ number: z.number(), rerequested: z.number().nullable() });

/** Says what a pull request of somebody brings. */
export async function workOnPull(job: Job, parts: WorkParts): Promise<object> {
  const { installation, owner, repo } = placeOf(job);
  const client = await parts.clients.ofInstallation(installation);
  const identity = await parts.identity.bot(client);
  const { rules, host } = parts;
  const place = { client, name: { owner, repo }, identity, host };
  const pull = fieldsSchema.parse(job.data);
  return checkPullRequest({ ...place, rules, now: parts.now() }, pull);
}
