import type { Instruction } from '../../dockerfile/model.ts';
import { outline } from '../../dockerfile/outline.ts';
import type { InstructionChange } from '../../findings/rule.ts';
import type { Refusal, Step } from './step.ts';

/**
 * Part 2 for a file that the builder refuses: nothing changes but the keywords of instructions, each as one
 * fix declares it, and both parsers read the same list afterwards.
 */
export function checkRepair(step: Step): Refusal | null {
  const reason = undeclared(step) ?? otherWitness(step);
  return reason === null ? null : { part: 'instructions', reason };
}

function undeclared(step: Step): string | null {
  const { before, after, candidates } = step;
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0)
    return 'more than one fix for a file that is refused';
  const old = before.dockerfile.instructions;
  const now = after.dockerfile.instructions;
  if (old.length !== now.length) return 'the number of instructions changed';
  const unused = [...(only.fix.instructions ?? [])];
  for (const [index, instruction] of old.entries()) {
    const found = now[index];
    if (found === undefined || !isSameBesides(step, instruction, found)) {
      return `${instruction.keyword} was changed in more than its keyword`;
    }
    if (found.keyword !== instruction.keyword && !takeReplaced(unused, instruction, found)) {
      return `${instruction.keyword} became ${found.keyword}`;
    }
  }
  return unused.length === 0 ? null : 'a declared instruction is missing';
}

function isSameBesides(
  { before, after }: Pick<Step, 'before' | 'after'>,
  old: Instruction,
  now: Instruction,
): boolean {
  const rest = (text: string, { keywordSpan, span }: Instruction) =>
    text.slice(keywordSpan.end, span.end);
  return rest(before.dockerfile.text, old) === rest(after.dockerfile.text, now);
}

function takeReplaced(unused: InstructionChange[], old: Instruction, now: Instruction): boolean {
  const index = unused.findIndex(
    (change) =>
      change.kind === 'replace' && change.keyword === old.keyword && change.by === now.keyword,
  );
  if (index === -1) return false;
  unused.splice(index, 1);
  return true;
}

function otherWitness({ after: { dockerfile } }: Step): string | null {
  const seen = outline(dockerfile.text);
  const own = dockerfile.instructions.flatMap(({ keyword, trigger }) =>
    trigger === null ? [keyword] : [keyword, trigger.keyword],
  );
  const isSame =
    seen.length === own.length && seen.every((keyword, index) => keyword === own[index]);
  return isSame ? null : 'the second parser reads another list of instructions';
}
