import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { Span } from '../../dockerfile/span.ts';
import type { Finding } from '../../findings/finding.ts';
import { isAtLeast, SEVERITIES } from '../../findings/severity.ts';
import type { Severity } from '../../findings/severity.ts';
import { vulnerabilityKey } from '../../findings/traced-vulnerability.ts';
import { splitOf } from './split.ts';
import type { Candidate, Refusal, Step } from './step.ts';

/** Part 5: the findings are gone, and no rule finds something new that is as bad or worse. */
export function checkFindings(step: Step): Refusal | null {
  // Of a file that the builder refuses the rules could not see much.
  const isRepaired = step.before.dockerfile.problems.length > 0;
  const reason = remaining(step) ?? (isRepaired ? null : appeared(step));
  return reason === null ? null : { part: 'findings', reason };
}

/** Of each rule as many are gone as the fixes cure, and of what scanners reported exactly those. */
function remaining({ before, after, candidates }: Step): string | null {
  const old = countByRule(before.findings);
  const now = countByRule(after.findings);
  const findings = candidates.flatMap((candidate) => candidate.findings);
  for (const [rule, count] of countByRule(findings)) {
    if ((now.get(rule) ?? 0) > (old.get(rule) ?? 0) - count)
      return `${rule} still finds the problem`;
  }
  const kept = new Set([...after.findings, ...after.ignored].flatMap(advisoryKey));
  for (const finding of findings) {
    const isKept = advisoryKey(finding).some((key) => kept.has(key));
    if (isKept) return `${finding.traced?.vulnerability.id ?? ''} is still there`;
  }
  return null;
}

/** A list of one, or none for what no scanner reported. */
function advisoryKey({ rule, traced }: Finding): string[] {
  return traced === null
    ? []
    : [`${rule}\t${traced.image}\t${vulnerabilityKey(traced.vulnerability)}`];
}

/** What was found in an instruction that both halves of a split stage need is found twice. */
function appeared(step: Step): string | null {
  const { before, after, candidates } = step;
  const twice = spansOfRepeated(step);
  const repeated = before.findings.filter(({ span }) => twice.some((one) => holds(one, span)));
  const mildest = candidates.map(worstOf).reduce(milder, 'critical');
  const old = countByRule([...before.findings, ...repeated]);
  const declared = declaredRuns(step);
  const counted = after.findings.filter((finding) => {
    const isDeclared = declared.some((run) => holds(run, finding.span));
    return !isDeclared || !isAtLeast(mildest, finding.severity) || finding.safety === 'safe';
  });
  const now = countByRule(counted);
  for (const finding of counted) {
    if (!isAtLeast(finding.severity, mildest)) continue;
    const isNew = (now.get(finding.rule) ?? 0) > (old.get(finding.rule) ?? 0);
    if (isNew) return `${finding.rule} finds something new on line ${finding.place.line}`;
  }
  return null;
}

/** FROM of a stage that is split, and its instructions that stand word for word in both halves afterwards. */
function spansOfRepeated(step: Step): readonly Span[] {
  const { before, after } = step;
  const split = splitOf(step);
  const old = before.dockerfile.stages.at(-1);
  const last = after.dockerfile.stages.at(-1);
  if (split === null || old === undefined || last === undefined) return [];
  const texts = new Set(last.instructions.map((one) => textOf(after.dockerfile, one)));
  const isRepeated = (one: Instruction) =>
    one.span.start < split.cut && texts.has(textOf(before.dockerfile, one));
  return [old.from, ...old.instructions.filter(isRepeated)].map(({ span }) => span);
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function textOf({ text }: Dockerfile, { span }: Instruction): string {
  return text.slice(span.start, span.end);
}

/**
 * A split installs by RUN what the image of the builder brought along: what is found there was so before,
 * where nobody could see it. It counts when it is worse than what the split cures, and when the RUN could
 * have been written better by a safe fix.
 */
function declaredRuns(step: Step): readonly Span[] {
  const runs = new Set(splitOf(step)?.runs);
  const last = runs.size === 0 ? undefined : step.after.dockerfile.stages.at(-1);
  const found = last?.instructions.filter(
    ({ keyword, body }) => keyword === 'RUN' && runs.has(body.text.trim()),
  );
  return found?.map(({ span }) => span) ?? [];
}

/** A fix is as important as the worst that it cures. */
function worstOf({ findings }: Candidate): Severity {
  const severities = findings.map(({ severity }) => severity);
  return SEVERITIES.find((severity) => severities.includes(severity)) ?? 'info';
}

function milder(a: Severity, b: Severity): Severity {
  return isAtLeast(a, b) ? b : a;
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
