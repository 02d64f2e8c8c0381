import { insteadText } from '../findings/alternatives.ts';
import type { Finding } from '../findings/finding.ts';
import { SEVERITIES } from '../findings/severity.ts';
import type { Remedy, TracedVulnerability } from '../findings/traced-vulnerability.ts';
import { groupBy } from '../remediation/body/grouping.ts';
import type { TracedFinding } from '../remediation/patch.ts';
import { isTraced } from '../remediation/scanned-rows.ts';

/** All vulnerabilities that one place of a file brings. */
export interface TracedGroup {
  readonly first: TracedFinding;
  /** The worst first, as the reports have them. */
  readonly findings: readonly TracedFinding[];
}

/** Findings of the rules alone, and those that scanners reported by the place that causes them; in file order. */
export function groupTraced(findings: readonly Finding[]): readonly (Finding | TracedGroup)[] {
  const groups = new Map<string, TracedFinding[]>();
  const parts: (Finding | TracedGroup)[] = [];
  for (const finding of findings) {
    if (!isTraced(finding)) {
      parts.push(finding);
      continue;
    }
    const key = `${finding.rule} ${finding.span.start}`;
    const group = groups.get(key);
    if (group !== undefined) group.push(finding);
    else {
      const started = [finding];
      groups.set(key, started);
      parts.push({ first: finding, findings: started });
    }
  }
  return parts;
}

export function isGroup(part: Finding | TracedGroup): part is TracedGroup {
  return 'first' in part;
}

/** `12 vulnerabilities: 2 critical, 10 high`, with the scanned image and who saw them. */
export function groupMessage({ first, findings }: TracedGroup): string {
  const images = [...new Set(findings.map(({ traced }) => traced.image))];
  const tools = [...new Set(findings.flatMap(({ traced }) => traced.witnesses))];
  const exploited = findings.filter(
    ({ traced }) => traced.vulnerability.isKnownExploited === true,
  ).length;
  const where = CAUSES[first.traced.cause.kind];
  return [
    `${findings.length === 1 ? '1 vulnerability comes' : `${findings.length} vulnerabilities come`} ${where} (${severityCounts(findings)})`,
    ...(exploited === 0 ? [] : [`${exploited} known to be exploited`]),
    ...(first.traced.cause.certainty === 'inferred' ? ['inferred from names'] : []),
    `seen by ${tools.join(', ')} in ${images.slice(0, 3).join(', ')}`,
  ].join('; ');
}

/** What a place has to do with the packages. */
const CAUSES: Readonly<Record<TracedVulnerability['cause']['kind'], string>> = {
  base: 'with this image',
  run: 'with what this line installs',
  copy: 'with what this line copies',
};

function severityCounts(findings: readonly Finding[]): string {
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`)
    .join(', ');
}

/** The worst severity in a group. */
export function worstOf({ findings }: TracedGroup): Finding['severity'] {
  return (
    SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ??
    'info'
  );
}

/** Findings of one place about which the same is done, and what that is: a fix, or why there is none. */
export interface RemedyGroup {
  readonly first: TracedFinding;
  readonly findings: readonly TracedFinding[];
  /** One clause; null for a fix. */
  readonly left: string | null;
}

/** The findings of a group by what is done about them, in the order of first appearance. */
export function byRemedy({ findings }: TracedGroup): readonly RemedyGroup[] {
  const remedies = groupBy(
    findings,
    ({ fix, remedy, instead, left, traced }) =>
      fix?.title ??
      (instead === null ? (actionOf(remedy, traced) ?? left ?? '') : insteadText(instead, 'these')),
  );
  return [...remedies.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ first, findings: same, left: leftOf(first, same) }];
  });
}

function leftOf(first: TracedFinding, same: readonly TracedFinding[]): string | null {
  const { fix, left, remedy, instead } = first;
  if (fix !== null) return null;
  const isOne = same.every((other) => other.left === left);
  if (isOne || remedy === null) return left ?? 'there is no fix';
  if (instead !== null) return insteadText(instead, 'these');
  return actionOf(remedy, first.traced) === BUILD_WITH_GO
    ? 'the program has to be built with a newer Go; --format json says which'
    : inGeneral(remedy, same);
}

const BUILD_WITH_GO = 'build with go';

/** What Go itself brings is in no list of versions. */
function actionOf(remedy: Remedy | null, { vulnerability }: TracedVulnerability): string | null {
  const { type, name } = vulnerability.package;
  return remedy === 'source' && type === 'golang' && name === 'stdlib' ? BUILD_WITH_GO : remedy;
}

/** What many reasons have in common. */
function inGeneral(remedy: Remedy, findings: readonly TracedFinding[]): string {
  const files = findings.flatMap(({ traced: { cause } }) =>
    cause.kind === 'base' || cause.file === null ? [] : [cause.file],
  );
  const [file = 'a file of the repository'] = new Set(files);
  return GENERAL[remedy](file);
}

const GENERAL: Readonly<Record<Remedy, (file: string) => string>> = {
  rebuild: () => 'a rebuild without the cache takes the fixed versions; nothing to edit',
  source: (file) => `${file} says which versions are taken: update these there`,
  'by-hand': () => 'an edit is needed that only a person can make; --format json says which',
  'base-image': () => 'no image that may be taken has the fixes',
  vendor: () => 'no version with a fix is known',
  'not-assessed': () => 'whether another image fixes these cannot be told',
};
