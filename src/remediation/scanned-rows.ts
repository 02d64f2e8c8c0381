import type { Finding } from '../findings/finding.ts';
import { SEVERITIES } from '../findings/severity.ts';
import { vulnerabilityKey } from '../findings/traced-vulnerability.ts';
import type { TracedVulnerability } from '../findings/traced-vulnerability.ts';
import { fixOf } from '../findings/vulnerability-text.ts';
import type { AppliedFix, Patch, TracedFinding } from './patch.ts';
import type { ScannedRow, ScannedState } from './scanned-row.ts';

/** What patches do about all vulnerabilities that scanners reported in their files, the worst first. */
export function scannedRows(patches: readonly Patch[]): readonly ScannedRow[] {
  return inOrder(patches.flatMap(rowsOf));
}

/** Those that the rules of the cured ones found, which a change is about; empty where nothing is cured. */
export function concernedRows(patches: readonly Patch[]): readonly ScannedRow[] {
  const cures = patches.flatMap(({ applied }) => applied.flatMap((fix) => fix.cures));
  const rules = new Set(cures.flatMap(({ rule, traced }) => (traced === null ? [] : [rule])));
  return scannedRows(patches).filter(({ finding }) => rules.has(finding.rule));
}

/** What is known of vulnerabilities before anything is changed: those with a fix have a `separate` one. */
export function reportedRows(
  files: readonly { readonly path: string; readonly findings: readonly Finding[] }[],
): readonly ScannedRow[] {
  return inOrder(
    files.flatMap(({ path, findings }) =>
      findings.flatMap((finding) =>
        isTraced(finding) ? [{ path, finding, state: stateOf(finding), becomes: undefined }] : [],
      ),
    ),
  );
}

export function isTraced(finding: Finding): finding is TracedFinding {
  return finding.traced !== null;
}

function rowsOf({ path, applied, scanned }: Patch): ScannedRow[] {
  const cures = new Map<string, AppliedFix>();
  for (const fix of applied) {
    for (const { rule, traced } of fix.cures) {
      if (traced !== null) cures.set(keyOf(rule, traced), fix);
    }
  }
  return scanned.map((finding): ScannedRow => {
    const cure = cures.get(keyOf(finding.rule, finding.traced));
    if (cure === undefined) return { path, finding, state: stateOf(finding), becomes: undefined };
    return { path, finding, state: 'fixed', becomes: versionAfter(cure, finding) };
  });
}

function stateOf({ fix, remedy }: TracedFinding): ScannedState {
  return fix === null ? (remedy ?? 'not-assessed') : 'separate';
}

function inOrder(rows: readonly ScannedRow[]): ScannedRow[] {
  return rows.toSorted((a, b) => rankOf(a.finding) - rankOf(b.finding));
}

function keyOf(rule: string, { vulnerability, image }: TracedVulnerability): string {
  return `${rule}\t${image}\t${vulnerabilityKey(vulnerability)}`;
}

/** By the list of what changes from the one image to the other, where that is known. */
function versionAfter(
  { fix }: AppliedFix,
  { traced: { vulnerability } }: TracedFinding,
): ScannedRow['becomes'] {
  const { name } = vulnerability.package;
  const { moves } = fix;
  // Where a pin is raised, the edit itself names the version.
  if (moves === undefined) return fixOf(vulnerability) ?? undefined;
  const changes = moves.flatMap(({ to }) => to.evidence?.packages ?? []);
  return changes.find((one) => one.name === name)?.to;
}

/** Known to be exploited first, then by severity. */
function rankOf({ severity, traced }: TracedFinding): number {
  const isExploited = traced.vulnerability.isKnownExploited === true;
  return SEVERITIES.indexOf(severity) - (isExploited ? SEVERITIES.length : 0);
}
