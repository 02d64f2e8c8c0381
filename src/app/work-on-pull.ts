import { z } from 'zod';
import { ConfigError } from '../config/config-error.ts';
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
  try {
    return await checkPullRequest({ ...place, rules, now: parts.now() }, pull);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // The look tells its owner, in one issue.
    return { kind: 'misconfigured' };
  }
}
