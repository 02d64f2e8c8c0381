import type { Finding } from '../findings/finding.ts';
import { checkFile } from './check.ts';
import type { Checked } from './check.ts';
import type { CheckContext } from './check-context.ts';
import { isAnswered } from './find-problems.ts';
import type { FixPolicy } from './patch.ts';

/**
 * The context for the rounds of a patch: what the policy would not take anyway is found, because the gate counts
 * it, and not answered.
 */
export function contextOfRounds(context: CheckContext, { safeties }: FixPolicy): CheckContext {
  if (safeties.includes('review')) return context;
  return { ...context, answers: ({ safety }) => safety !== 'review' };
}

interface Settled {
  /** The file as it was, every finding with its answer. */
  readonly first: Checked;
  /** The file as it is now. */
  readonly last: Checked;
  /** With all answers. */
  readonly context: CheckContext;
  /** From offsets in the text at hand to lines of the file as it was. */
  readonly lineOf: (offset: number) => number;
}

/**
 * What is found in the end, in the words of the first check: those speak of the lines that people see. A finding that
 * came up on the way is answered now.
 */
export function settledFindings({ first, last, context, lineOf }: Settled): readonly Finding[] {
  if (last === first) return first.findings;
  const known = new Map(
    first.findings.map((finding) => [placeOf(finding, finding.place.line), finding]),
  );
  let full: ReadonlyMap<string, Finding> | null = null;
  return last.findings.map((finding) => {
    const before = known.get(placeOf(finding, lineOf(finding.span.start)));
    if (!isAnswered(finding)) {
      if (before !== undefined) return withAnswer(finding, before);
      full ??= answered(last, context);
      return full.get(keyOf(finding)) ?? finding;
    }
    const isStillLeft = finding.left !== null && (before?.left ?? null) !== null;
    return isStillLeft && before !== undefined ? withAnswer(finding, before) : finding;
  });
}

function withAnswer(finding: Finding, { fix, safety, left, preconditions }: Finding): Finding {
  return { ...finding, fix, safety, left, preconditions };
}

function keyOf({ rule, span }: Finding): string {
  return `${rule}\t${span.start}`;
}

function answered(
  { path, dockerfile }: Checked,
  context: CheckContext,
): ReadonlyMap<string, Finding> {
  const { findings } = checkFile({ path, text: dockerfile.text }, context);
  return new Map(findings.map((finding) => [keyOf(finding), finding]));
}

/** A rule may find several things on one line, and says the same of each. */
function placeOf({ rule, message }: Finding, line: number): string {
  return `${rule}\t${line}\t${message}`;
}
