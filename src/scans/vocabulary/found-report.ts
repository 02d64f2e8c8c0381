import type { ReadResult } from '../../findings/report-reader.ts';
import type { Scan, VexStatement } from '../../findings/scan-report.ts';
import type { Notices } from './notices.ts';

/** A report that could be read, but for what the notices tell. */
export function foundReport(
  notices: Notices,
  found: { readonly scans?: readonly Scan[]; readonly statements?: readonly VexStatement[] },
): ReadResult {
  const { scans = [], statements = [] } = found;
  return { ok: true, report: { scans, statements, notices: notices.list() } };
}

/** A scan with nothing but what is given. */
export function newScan(scan: Pick<Scan, 'tool' | 'target'> & Partial<Scan>): Scan {
  return { vulnerabilities: [], problems: [], secrets: [], ...scan };
}
