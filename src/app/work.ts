import type { Job } from '../jobs/job-queue.ts';
import { kindOf, placeOf } from './app-job.ts';
import type { JobKind } from './app-job.ts';
import { forgetPlace } from './forget-gone.ts';
import { withLogFields } from './observe/log-fields.ts';
import type { Log } from './observe/log.ts';
import { workEverywhere } from './sweep/look-everywhere.ts';
import type { SpanStart } from './observe/tracing.ts';
import { whyStopped } from './why-stopped.ts';
import { workOnComment } from './work-on-comment.ts';
import { workOnHeirs } from './work-on-heirs.ts';
import { workOnLook, workOnReports } from './work-on-look.ts';
import { workOnPull } from './work-on-pull.ts';
import { workOnSweep } from './sweep/work-on-sweep.ts';
import type { WorkParts } from './work-parts.ts';

/** Does one kind of job; what it says is for the log. */
type Work = (job: Job, parts: WorkParts) => Promise<object>;

/** What the app does. */
const WORK: Readonly<Record<JobKind, Work>> = {
  look: workOnLook,
  'check-pull': workOnPull,
  'answer-comment': workOnComment,
  'gather-reports': workOnReports,
  'look-everywhere': workEverywhere,
  'look-at-heirs': workOnHeirs,
  sweep: workOnSweep,
};

/** Runs one job, and says in the log how it went. */
export async function work(job: Job, attempt: number, parts: WorkParts, log: Log): Promise<void> {
  const { kind, subject, cause, data } = job;
  const { owner, repo } = data;
  const fields = { kind, subject, delivery: cause, owner, repo, attempt };
  const start = spanOf(job, attempt);
  await parts.tracing.span(start, () => withLogFields(fields, () => run(job, parts, log)));
}

function spanOf({ kind, cause, data, trace }: Job, attempt: number): SpanStart {
  return {
    name: `process ${kind}`,
    kind: 'consumer',
    attributes: {
      'messaging.system': 'seaworthy',
      'messaging.operation.type': 'process',
      'messaging.operation.name': kind,
      'messaging.destination.name': 'repositories',
      'messaging.message.id': cause,
      'seaworthy.repository': `${String(data['owner'] ?? '')}/${String(data['repo'] ?? '')}`,
      'seaworthy.job.attempt': attempt,
    },
    ...(trace === undefined ? {} : { parent: trace }),
  };
}

async function run(job: Job, parts: WorkParts, log: Log): Promise<void> {
  const started = performance.now();
  const count = (outcome: 'done' | 'failed') => {
    const milliseconds = performance.now() - started;
    parts.metrics.countJob(kindOf(job), outcome, milliseconds / 1000);
    return Math.round(milliseconds);
  };
  try {
    const outcome = await WORK[kindOf(job)](job, parts);
    if ('kind' in outcome && outcome.kind === 'gone') await forgetPlace(placeOf(job), parts);
    log.info({ outcome, milliseconds: count('done') }, 'job done');
  } catch (error) {
    const why = await reasonToStop(error, job, parts);
    if (why !== null) {
      if (why === 'gone') await forgetPlace(placeOf(job), parts);
      const stopped = { kind: 'stopped', why };
      log.info({ outcome: stopped, err: error, milliseconds: count('done') }, 'job done');
      return;
    }
    count('failed');
    log.error({ err: error }, 'job failed');
    throw error;
  }
}

/** Null also where nobody can be asked: the failure itself is what counts then. */
async function reasonToStop(error: unknown, job: Job, { clients }: WorkParts) {
  try {
    return await whyStopped(error, placeOf(job), clients);
  } catch {
    // The next try of the job asks again.
    return null;
  }
}
