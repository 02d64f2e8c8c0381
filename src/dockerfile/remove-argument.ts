import type { Instruction } from './model.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * Takes one of several words out of the arguments, with the gap on one side. Null for the only one,
 * and where a comment stands in the gap.
 */
export function removeArgument(instruction: Instruction, index: number): TextEdit | null {
  const { arguments: words, comments } = instruction;
  const word = words[index];
  const before = words[index - 1];
  const after = words[index + 1];
  if (word === undefined) return null;
  let span = null;
  if (before !== undefined) span = { start: before.span.end, end: word.span.end };
  else if (after !== undefined) span = { start: word.span.start, end: after.span.start };
  if (span === null) return null;
  const { start, end } = span;
  const hasComment = comments.some(
    (comment) => comment.span.start < end && comment.span.end > start,
  );
  return hasComment ? null : { span, text: '' };
}
