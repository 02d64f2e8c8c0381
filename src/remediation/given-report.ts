import type { ScanReport } from '../findings/scan-report.ts';

/** A report that somebody hands in. */
export interface GivenReport {
  /** For people: the file's path. */
  readonly name: string;
  /** Path of the Dockerfile that the scanned image was built from, where the person said so. */
  readonly dockerfile: string | null;
  readonly report: ScanReport;
}
