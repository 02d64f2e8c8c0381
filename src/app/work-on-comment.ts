import { z } from 'zod';
import { answerComment } from '../github/commands/answer-comment.ts';
import { answerEdit } from '../github/commands/answer-edit.ts';
import type { Job } from '../jobs/job-queue.ts';
import { lookAgain, toJob } from './app-job.ts';
import { placeOf } from './app-job.ts';
import type { WorkParts } from './work-parts.ts';

const fieldsSchema = z.object({
  number: z.number(),
  /** Null where the text itself was edited. */
  comment: z.number().nullable(),
  isPull: z.boolean(),
  body: z.string(),
  before: z.string().nullable(),
  updatedAt: z.string(),
  login: z.string(),
  isBot: z.boolean(),
});

/** Carries out what a person asks for in a comment, or by a box. */
export async function workOnComment(job: Job, parts: WorkParts): Promise<object> {
  const place = placeOf(job);
  const { owner, repo } = place;
  const client = await parts.clients.ofInstallation(place.installation);
  const identity = await parts.identity.bot(client);
  const deps = { client, name: { owner, repo }, identity, rules: parts.rules };
  const { comment, before, login, isBot, ...text } = fieldsSchema.parse(job.data);
  const actor = { login, isBot };
  const outcome =
    comment === null
      ? await answerEdit(deps, { ...text, before: before ?? '', actor })
      : await answerComment(deps, { ...text, id: comment, before, actor });
  if (outcome.needsLook) await parts.queue.add(toJob(lookAgain(place), job.cause));
  return outcome;
}
