import type { Dockerfile, Instruction, Pair } from '../dockerfile/model.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import type { Span } from '../dockerfile/span.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { InstructionChange } from './rule.ts';

export interface PairRemoval {
  readonly edits: readonly TextEdit[];
  readonly instructions: readonly InstructionChange[];
}

/** Takes a name out of an ENV or ARG, and the instruction with it where it has no other; null where that is not exact. */
export function removePair(
  dockerfile: Dockerfile,
  instruction: Instruction,
  pair: Pair,
): PairRemoval | null {
  if (instruction.pairs.length === 1) {
    const edits = [removeInstruction(dockerfile, instruction)];
    return { edits, instructions: [{ kind: 'remove', keyword: instruction.keyword }] };
  }
  const span = pairSpan(dockerfile, instruction, pair);
  return span === null ? null : { edits: [{ span, text: '' }], instructions: [] };
}

/** One of several pairs with the gap on one side of it; null where a comment stands in the gap. */
function pairSpan(
  { text }: Pick<Dockerfile, 'text'>,
  { pairs }: Instruction,
  pair: Pair,
): Span | null {
  const index = pairs.indexOf(pair);
  const [previous, next] = [pairs[index - 1], pairs[index + 1]];
  const start = previous === undefined ? pair.key.span.start : endOf(previous);
  const end = previous === undefined ? next?.key.span.start : endOf(pair);
  if (end === undefined) return null;
  const gap =
    previous === undefined ? text.slice(endOf(pair), end) : text.slice(start, pair.key.span.start);
  return /^[\s\\`]*$/.test(gap) ? { start, end } : null;
}

function endOf({ key, value }: Pair): number {
  return (value ?? key).span.end;
}
