import type { Job } from '../jobs/job-queue.ts';
import { CodeHostError } from '../remediation/code-host-error.ts';
import { kindOf, placeOf } from './app-job.ts';
import type { JobKind } from './app-job.ts';
import type { Log } from './log.ts';
import { workOnComment } from './work-on-comment.ts';
import { workOnHeirs } from './work-on-heirs.ts';
import { workOnLook, workOnReports } from './work-on-look.ts';
import { workOnPull } from './work-on-pull.ts';
import type { WorkParts } from './work-parts.ts';

/** Does one kind of job; what it says is for the log. */
type Work = (job: Job, parts: WorkParts) => Promise<object>;

/** What the app does. */
const WORK: Readonly<Record<JobKind, Work>> = {
  look: workOnLook,
  'check-pull': workOnPull,
  'answer-comment': workOnComment,
  'gather-reports': workOnReports,
  'look-at-heirs': workOnHeirs,
};

/** Runs one job, and says in the log how it went. */
export async function work(job: Job, attempt: number, parts: WorkParts, log: Log): Promise<void> {
  const { kind, subject, cause, data } = job;
  const fields = {
    kind,
    subject,
    delivery: cause,
    owner: data['owner'],
    repo: data['repo'],
    attempt,
  };
  const started = performance.now();
  try {
    const outcome = await WORK[kindOf(job)](job, parts);
    log.info(
      { ...fields, outcome, milliseconds: Math.round(performance.now() - started) },
      'job done',
    );
  } catch (error) {
    if (error instanceof CodeHostError && error.status === 401) {
      parts.clients.renew(placeOf(job).installation);
    }
    log.error({ ...fields, err: error }, 'job failed');
    throw error;
  }
}
