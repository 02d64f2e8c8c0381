import type { Job } from '../jobs/job-queue.ts';
import { CodeHostError } from '../remediation/code-host-error.ts';
import { placeOf } from './app-job.ts';
import type { JobKind } from './app-job.ts';
import type { GitHubClients } from './github-clients.ts';
import type { Log } from './log.ts';
import { look } from './look.ts';
import type { LookOutcome, LookParts } from './look.ts';

export interface WorkParts extends LookParts {
  readonly clients: GitHubClients;
}

/** Does one kind of job; what it says is for the log. */
export type Work = (job: Job, parts: WorkParts) => Promise<object>;

/** What the app does. Events that ask for another kind are passed over. */
export const WORK: ReadonlyMap<string, Work> = new Map<JobKind, Work>([['look', workOnLook]]);

async function workOnLook(job: Job, parts: WorkParts): Promise<object> {
  const place = placeOf(job);
  const client = await parts.clients.ofInstallation(place.installation);
  const evenIfUnchanged = job.data['evenIfUnchanged'] === true;
  return summaryOf(await look(client, place, { evenIfUnchanged }, parts));
}

function summaryOf(outcome: LookOutcome): object {
  if (outcome.kind !== 'done') return outcome;
  const { results, waiting, withdrawn } = outcome.report;
  return {
    kind: outcome.kind,
    proposals: results.map(({ proposal, outcome: made }) => ({ branch: proposal.branch, ...made })),
    waiting: waiting.length,
    withdrawn: withdrawn.length,
  };
}

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
    const outcome = await WORK.get(kind)?.(job, parts);
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
