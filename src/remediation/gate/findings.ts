import type { Finding } from '../../findings/finding.ts';
import { isAtLeast } from '../../findings/severity.ts';
import type { Severity } from '../../findings/severity.ts';
import type { Refusal, Step } from './step.ts';

/** Part 5: the findings are gone, and no rule finds something new that is as bad or worse. */
export function checkFindings(step: Step): Refusal | null {
  const reason = remaining(step) ?? appeared(step);
  return reason === null ? null : { part: 'findings', reason };
}

function remaining({ before, after, candidates }: Step): string | null {
  const old = countByRule(before.findings);
  const now = countByRule(after.findings);
  const cured = countByRule(candidates.map(({ finding }) => finding));
  for (const [rule, count] of cured) {
    if ((now.get(rule) ?? 0) > (old.get(rule) ?? 0) - count)
      return `${rule} still finds the problem`;
  }
  return null;
}

function appeared({ before, after, candidates }: Step): string | null {
  const old = countByRule(before.findings);
  const now = countByRule(after.findings);
  const mildest = candidates.map(({ finding }) => finding.severity).reduce(milder, 'critical');
  for (const finding of after.findings) {
    if (!isAtLeast(finding.severity, mildest)) continue;
    const isNew = (now.get(finding.rule) ?? 0) > (old.get(finding.rule) ?? 0);
    if (isNew) return `${finding.rule} finds something new on line ${finding.place.line}`;
  }
  return null;
}

function milder(a: Severity, b: Severity): Severity {
  return isAtLeast(a, b) ? b : a;
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
