import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import { readRun } from '../scans/sarif/read-run.ts';
import { runSchema } from '../scans/sarif/run-schema.ts';
import { foundReport } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ownField, ownText } from '../scans/vocabulary/own-field.ts';

/**
 * SARIF 2.1.0, whichever scanner wrote it. Vulnerabilities of packages are those results whose scanner is known
 * to write the package down, or that name it by a package URL; all others are problems of a file. Results that
 * pass, do not apply or only inform, and licences are left out; suppressed ones are kept, with the reason.
 */
export default {
  id: 'sarif',
  tool: 'SARIF',
  formats:
    'SARIF 2.1.0 of any scanner; what Trivy, Grype, Snyk, Docker Scout, OSV-Scanner, Clair and Dockle write into it',
  recognizes,
  read,
} satisfies ReportReader;

function runsOf(document: unknown): readonly unknown[] | null {
  const runs: unknown = ownField(document, 'runs');
  return Array.isArray(runs) ? runs : null;
}

function recognizes(document: unknown): boolean {
  const runs = runsOf(document);
  if (runs === null) return false;
  const driver = ownField(ownField(runs[0], 'tool'), 'driver');
  const isNamed = ownText(document, '$schema')?.includes('sarif') ?? false;
  return driver !== undefined || isNamed || (ownText(document, 'version') ?? '').startsWith('2.1');
}

function read(document: unknown): ReadResult {
  const notices = newNotices();
  const scans = (runsOf(document) ?? []).flatMap((written, index) => {
    const run = runSchema.safeParse(written);
    if (run.success) return readRun(run.data, `runs[${index}].results`, notices);
    notices.add(`runs[${index}] names no tool`);
    return [];
  });
  return foundReport(notices, { scans });
}
