import type { ReportedProblem, ReportedSecret, Vulnerability } from '../../findings/scan-report.ts';
import { firstCvss } from '../vocabulary/cvss.ts';
import { newVulnerability, trimPath } from '../vocabulary/new-vulnerability.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { readSeverity } from '../vocabulary/severity-words.ts';
import { lineRange } from '../vocabulary/line-range.ts';
import { httpsLink, splitVersions } from '../vocabulary/written-text.ts';
import type { Check } from './check-schema.ts';

/** Null for a check that is about no package. */
export function checkedVulnerability(
  check: Check,
  silencedBy: string | null,
): Vulnerability | null {
  const details = check.vulnerability_details;
  if (!details) return null;
  const { package_name: name, package_version: version, vector, cvss: score } = details;
  const lowest = details.lowest_fixed_version ?? '';
  const fixed = lowest === '' ? details.fixed_versions.flatMap(splitVersions) : [lowest];
  return newVulnerability({
    ids: [details.id],
    fixed,
    severity: severityOf(details.severity ?? check.severity),
    cvss: firstCvss([{ score, vector }]),
    link: httpsLink(details.link),
    silencedBy,
    package: {
      name: name ?? '',
      version: version ?? '',
      type: packageTypeOf(details.package_type ?? ''),
      path: check.file_path,
    },
  });
}

export function checkedProblem(check: Check, silencedBy: string | null): ReportedProblem {
  const title = check.check_name ?? check.check_id;
  return {
    id: check.check_id,
    aliases: [check.bc_check_id ?? ''].filter((id) => id !== ''),
    title,
    message: title,
    severity: severityOf(check.severity),
    ...placeOf(check),
    link: httpsLink(check.guideline),
    silencedBy,
  };
}

export function checkedSecret(check: Check): ReportedSecret {
  const { check_id: id, check_name: title, severity } = check;
  return { id, title: title ?? id, severity: severityOf(severity), ...placeOf(check), layer: null };
}

/** The free edition rates nothing. */
function severityOf(word: string | null | undefined) {
  return readSeverity(word) ?? 'medium';
}

/** Paths begin with a slash at the scanned folder; a check of a whole file has the lines 0 to 0. */
function placeOf(check: Check): Pick<ReportedProblem, 'path' | 'lines'> {
  const [first, last] = check.file_line_range.map((line) =>
    typeof line === 'number' ? line : null,
  );
  return { path: trimPath(check.file_path), lines: lineRange(first, last) };
}
