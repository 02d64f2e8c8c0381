import type { Finding } from '../../findings/finding.ts';
import { checkFile } from '../check.ts';
import type { Checked } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import type { LineChanges } from './line-changes.ts';

/**
 * Findings on lines that a pull request brought, and those elsewhere that the text before did not have: who takes
 * `USER` away changes no other line, but what is found at `FROM` is new.
 */
export function newFindings(
  { path, findings, dockerfile }: Checked,
  { lines, before }: LineChanges,
  context: CheckContext,
): readonly Finding[] {
  const isOnThem = ({ place }: Finding) => touches(lines, place.line, place.endLine);
  const elsewhere = findings.filter((finding) => !isOnThem(finding));
  if (before === null || elsewhere.length === 0) return findings.filter(isOnThem);
  const old = checkFile({ path, text: before }, context);
  // Of a file that was left alone before, nothing is known that could be compared.
  if (old.notice !== null) return findings.filter(isOnThem);
  const known = countKeys(old.findings, before);
  const text = dockerfile.text.split('\n');
  return findings.filter((finding) => {
    if (isOnThem(finding)) return true;
    const key = keyOf(finding, text);
    const count = known.get(key) ?? 0;
    known.set(key, count - 1);
    return count <= 0;
  });
}

function touches(lines: ReadonlySet<number>, first: number, last: number): boolean {
  for (let line = first; line <= last; line += 1) if (lines.has(line)) return true;
  return false;
}

function countKeys(findings: readonly Finding[], text: string): Map<string, number> {
  const lines = text.split('\n');
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = keyOf(finding, lines);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The same problem wherever its line moves. */
function keyOf({ rule, place }: Finding, lines: readonly string[]): string {
  return `${rule}\t${(lines[place.line - 1] ?? '').trim()}`;
}
