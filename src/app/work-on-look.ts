import type { Job } from '../jobs/job-queue.ts';
import { placeOf } from './app-job.ts';
import { look } from './look.ts';
import { tallyOf } from './stores/proposal-tally.ts';
import type { LookOutcome } from './look-at-commit.ts';
import type { WorkParts } from './work-parts.ts';

/** Makes the pull requests of a repository be as they should. */
export async function workOnLook(job: Job, parts: WorkParts): Promise<object> {
  const place = placeOf(job);
  const client = await parts.clients.ofInstallation(place.installation);
  const evenIfUnchanged = job.data['evenIfUnchanged'] === true;
  const outcome = await look(client, place, { evenIfUnchanged }, parts);
  if (outcome.kind === 'done') {
    parts.metrics.countProposals(outcome.report);
    await parts.tally.record(place.id, tallyOf(outcome.report));
  }
  return summaryOf(outcome);
}

/** News of scanners: the same with another cause, whatever the head. */
export async function workOnReports(job: Job, parts: WorkParts): Promise<object> {
  return workOnLook({ ...job, data: { ...job.data, evenIfUnchanged: true } }, parts);
}

function summaryOf(outcome: LookOutcome): object {
  if (outcome.kind !== 'done') return outcome;
  const { results, waiting, withdrawn } = outcome.report;
  return {
    kind: outcome.kind,
    proposals: results.map(({ proposal, outcome: made }) => ({ branch: proposal.branch, ...made })),
    waiting: waiting.length,
    withdrawn: withdrawn.length,
    upload: outcome.upload,
  };
}
