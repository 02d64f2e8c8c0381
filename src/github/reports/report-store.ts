import type { GivenReport } from '../../remediation/given-report.ts';
import type { RepositoryName } from '../client.ts';

/** Keeps the reports that were sent to us, the newest of each repository, tool and target. */
export interface ReportStore {
  readonly keep: (name: RepositoryName, given: GivenReport, bytes: number) => Promise<void>;
  readonly reportsOf: (name: RepositoryName) => Promise<readonly GivenReport[]>;
  /** For a repository that is gone, or no longer ours to see. */
  readonly forget: (name: RepositoryName) => Promise<void>;
}
