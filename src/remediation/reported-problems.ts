import type { Instruction } from '../dockerfile/model.ts';
import type { LineIndex } from '../dockerfile/line-index.ts';
import type { Span } from '../dockerfile/span.ts';
import { matchesAlias, TOOLS } from '../findings/aliases.ts';
import type { Problem, Rule } from '../findings/rule.ts';
import type { ReportedProblem } from '../findings/scan-report.ts';
import type { WitnessedProblem } from './scan-knowledge.ts';

/** True when the scanner's problem is the one that the rule finds. */
export function isSameProblem(
  { aliases }: Pick<Rule, 'aliases'>,
  problem: ReportedProblem,
): boolean {
  const ids = [problem.id, ...problem.aliases];
  return ids.some((id) => TOOLS.some((tool) => matchesAlias(aliases, tool, id)));
}

/** What is needed to tell whether a report and a rule speak of the same place. */
export interface ReportedFile {
  readonly problems: readonly WitnessedProblem[];
  readonly instructions: readonly Instruction[];
  readonly lines: LineIndex;
}

/**
 * Tools that report a problem of a rule, each once. Lines of a report count by instruction, because scanners
 * name its first line, its last or all. Of what is missing, and of one instruction too many, each names a line of
 * its own choice: a rule that finds one problem in the whole file is taken at its word where that line is a
 * FROM, or an instruction of the same kind.
 */
export function witnessesOf(
  rule: Rule,
  problem: Problem,
  found: readonly Problem[],
  file: ReportedFile,
): readonly string[] {
  const here = file.problems.filter(
    (one) =>
      isSameProblem(rule, one.problem) &&
      isPlace(one.problem.lines, problem, found.length === 1, file),
  );
  return [...new Set(here.map(({ tool }) => tool))];
}

function isPlace(
  lines: ReportedProblem['lines'],
  { span }: Problem,
  isOnly: boolean,
  { instructions, lines: index }: ReportedFile,
): boolean {
  if (lines === null) return true;
  const rangeOf = ({ start, end }: Span) => [index.position(start).line, index.position(end).line];
  const overlaps = (other: Span) => {
    const [first = 0, last = 0] = rangeOf(other);
    return lines.first <= last && lines.last >= first;
  };
  const own = instructions.find(
    (one) => one.span.start <= span.start && one.span.end >= span.start,
  );
  if (overlaps(own?.span ?? span)) return true;
  if (!isOnly) return false;
  const named = instructions.find((one) => overlaps(one.span));
  return named !== undefined && (named.keyword === 'FROM' || named.keyword === own?.keyword);
}
