import type { GivenReport } from '../../remediation/given-report.ts';
import type { RepositoryName } from '../client.ts';

/** A report that was read, and the text that it was read from. */
export interface SentReport {
  readonly given: GivenReport;
  readonly text: string;
}

/** Keeps the reports that were sent to us, the newest of each repository, tool and target. */
export interface ReportStore {
  readonly keep: (name: RepositoryName, sent: SentReport) => Promise<void>;
  /** The oldest first. */
  readonly reportsOf: (name: RepositoryName) => Promise<readonly GivenReport[]>;
  /** For a repository that is gone, or no longer ours to see. */
  readonly forget: (name: RepositoryName) => Promise<void>;
}

/** So that nobody can fill what holds the reports; the oldest go first. */
export interface ReportStoreLimits {
  /** Of all reports together, as they are held. */
  readonly bytes: number;
  readonly reports: number;
  readonly perRepository: number;
  /** Milliseconds after which a report says nothing any more. */
  readonly longest: number;
}

/** As long as GitHub keeps artifacts: https://docs.github.com/en/actions/how-tos/manage-workflow-runs/remove-workflow-artifacts */
const QUARTER = 90 * 24 * 60 * 60 * 1000;

export const REPORT_LIMITS: ReportStoreLimits = {
  bytes: 256 * 1024 * 1024,
  reports: 20_000,
  perRepository: 50,
  longest: QUARTER,
};
