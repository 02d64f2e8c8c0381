import type { JobQueue } from '../jobs/job-queue.ts';
import type { GitHubClients } from './github-clients.ts';
import type { LookParts } from './look-parts.ts';
import type { Metrics } from './metrics.ts';

/** What it takes to do jobs. */
export interface WorkParts extends LookParts {
  readonly clients: GitHubClients;
  readonly metrics: Metrics;
  /** For what a job asks for. */
  readonly queue: JobQueue;
}
