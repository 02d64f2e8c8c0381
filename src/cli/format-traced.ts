import type { Finding } from '../findings/finding.ts';
import type { TracedFinding } from '../remediation/patch.ts';
import { printableLine } from './printable.ts';
import type { Colors } from './terminal.ts';
import { byRemedy } from './traced-groups.ts';
import type { RemedyGroup, TracedGroup } from './traced-groups.ts';

/** Vulnerabilities that are listed below one remedy, and remedies below one place. */
const MOST_ROWS = 6;
const MOST_REMEDIES = 8;

/** What is done about the vulnerabilities of one place, and the worst of them; a line each, without indentation. */
export function tracedLines(group: TracedGroup, colors: Colors): string[] {
  const remedies = byRemedy(group);
  const lines = remedies.slice(0, MOST_REMEDIES).flatMap((remedy) => remedyLines(remedy, colors));
  const hidden = remedies.slice(MOST_REMEDIES).flatMap(({ findings }) => findings).length;
  return hidden === 0 ? lines : [...lines, colors.dim(`and ${hidden} more: --format json has all`)];
}

function remedyLines({ first, findings, left }: RemedyGroup, colors: Colors): string[] {
  const shown = findings.slice(0, MOST_ROWS);
  const width = Math.max(...shown.map(({ severity }) => severity.length));
  const more = findings.length - shown.length;
  return [
    remedyLine({ ...first, left }, colors),
    ...shown.map((finding) => `  ${finding.severity.padEnd(width)}  ${vulnerabilityText(finding)}`),
    ...(more === 0 ? [] : [colors.dim(`  and ${more} more: --format json has all`)]),
  ];
}

/** What becomes of a finding: its fix, or why it has none. */
export function remedyLine({ fix, safety, left }: Finding, colors: Colors): string {
  if (fix === null) return `left: ${printableLine(left ?? 'there is no fix')}`;
  const kind = `fix (${safety ?? 'review'}):`;
  return `${safety === 'safe' ? colors.green(kind) : colors.yellow(kind)} ${printableLine(fix.title)}`;
}

/** `CVE-2021-36159  apk-tools 2.10.4-r3, fixed in 2.10.7-r0 (known to be exploited)`. */
function vulnerabilityText({ traced: { vulnerability } }: TracedFinding): string {
  const { id, package: one, fixed, isKnownExploited } = vulnerability;
  const cure = fixed.length === 0 ? 'no fixed version known' : `fixed in ${fixed.join(' or ')}`;
  const alarm = isKnownExploited === true ? ' (known to be exploited)' : '';
  return printableLine(`${id}  ${one.name} ${one.version}, ${cure}${alarm}`);
}
