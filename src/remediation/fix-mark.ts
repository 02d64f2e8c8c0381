import { fingerprintOf } from '../findings/fingerprint.ts';
import type { Finding } from '../findings/finding.ts';
import type { Fix } from '../findings/rule.ts';
import { isAtLeast } from '../findings/severity.ts';

/** Longer lines are told apart by their beginning. */
const LONGEST_LINE = 1000;

/**
 * What a "no" is remembered by: the file, the rule, and the line as it was, however it is indented and wherever it
 * moves. Of a move to another image also to which, so that a newer one may be proposed. 16 hexadecimal digits.
 */
export function fixMark(path: string, rule: string, fix: Fix, line: string): string {
  const text = line.slice(0, LONGEST_LINE).replace(/\s+/g, ' ').trim();
  const targets = (fix.moves ?? []).map(({ to }) => `${to.reference}\t${to.digest ?? ''}`);
  return fingerprintOf([path, rule, text, ...targets].join('\0'));
}

/** Ids of what scanners reported as high or critical among the findings. */
export function severeAdvisories(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ traced }) => {
    if (traced === null || !isAtLeast(traced.vulnerability.severity, 'high')) return [];
    return [traced.vulnerability.id];
  });
}
