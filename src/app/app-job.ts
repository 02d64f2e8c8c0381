import { z } from 'zod';
import type { Job, JobFields, JobPriority } from '../jobs/job-queue.ts';

/**
 * `look`: makes the pull requests of a repository be as they should. `check-pull`: says what a pull request of somebody brings.
 * `answer-comment`: a command in a comment or a text, or a box that somebody ticked. `gather-reports`: results of scans are there.
 * `look-everywhere`: asks for a look at all repositories.
 * `look-at-heirs`: a look at all repositories of an owner, whose configuration has changed.
 * `sweep`: the schedule of an installation, which may ask for looks at its repositories.
 */
const kindSchema = z.enum([
  'look',
  'check-pull',
  'answer-comment',
  'gather-reports',
  'look-everywhere',
  'look-at-heirs',
  'sweep',
]);

export type JobKind = z.infer<typeof kindSchema>;

/** Where a job is done, as the event named it. */
export interface Place {
  readonly installation: number;
  /** What GitHub knows the repository by, whatever its name. */
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
}

const placeSchema = z.object({
  installation: z.number(),
  id: z.number(),
  owner: z.string(),
  repo: z.string(),
});

/** What an event asks for. */
export interface AppJob {
  readonly kind: JobKind;
  readonly place: Place;
  readonly subject: string;
  readonly priority: JobPriority;
  readonly data: JobFields;
}

export function toJob({ kind, place, subject, priority, data }: AppJob, cause: string): Job {
  const repository = String(place.id);
  const account = String(place.installation);
  return { kind, repository, subject, account, priority, cause, data: { ...data, ...place } };
}

/** Asks for a look even at a head that is known: something else has changed. */
export function lookAgain(place: Place): AppJob {
  // Apart, so that the question whether the head has changed never takes its place.
  const data = { evenIfUnchanged: true };
  return { kind: 'look', place, subject: 'again', data, priority: 'push' };
}

/** Asks whether anything has changed, when nothing else waits. */
export function lookLater(place: Place): AppJob {
  return { kind: 'look', place, subject: '', data: { evenIfUnchanged: false }, priority: 'sweep' };
}

export function kindOf({ kind }: Job): JobKind {
  return kindSchema.parse(kind);
}

/** Where a job is to be done; queues may have kept it outside of this process. */
export function placeOf({ data }: Job): Place {
  return placeSchema.parse(data);
}
