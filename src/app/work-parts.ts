import type { JobQueue } from '../jobs/job-queue.ts';
import type { GitHubClients } from './github-clients.ts';
import type { LookParts } from './look-parts.ts';
import type { Metrics } from './observe/metrics.ts';
import type { ProposalTally } from './stores/proposal-tally.ts';
import type { Tracing } from './observe/tracing.ts';

/** What it takes to do jobs. */
export interface WorkParts extends LookParts {
  readonly clients: GitHubClients;
  readonly metrics: Metrics;
  readonly tally: ProposalTally;
  readonly tracing: Tracing;
  /** For what a job asks for. */
  readonly queue: JobQueue;
}
