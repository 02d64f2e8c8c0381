import type { Config } from '../config/schema.ts';
import type { ScanReport } from '../findings/scan-report.ts';
import type { Repository } from './repository.ts';

/** A report that somebody hands in. */
export interface GivenReport {
  /** For people: the file's path. */
  readonly name: string;
  /** Path of the Dockerfile that the scanned image was built from, where the person said so. */
  readonly dockerfile: string | null;
  readonly report: ScanReport;
}

export interface GatheredReports {
  readonly reports: readonly GivenReport[];
  /** What could not be read, each a clause for a person. */
  readonly notices: readonly string[];
}

/** Where the owner wants reports to be looked for. */
export type ReportWishes = Config['reports'];

/** Finds the reports of a repository, once its configuration is known. */
export type ReportSource = (
  repository: Repository,
  wishes: ReportWishes,
) => Promise<GatheredReports>;
