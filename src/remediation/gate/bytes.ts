import { shown } from '../../dockerfile/shown-text.ts';
import { compareEdits } from '../../dockerfile/text-edit.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { declaredMoves } from './images.ts';
import type { Refusal, Step } from './step.ts';

/**
 * Part 1: the result parses, with the same directives and comments, and every byte outside the edits
 * is unchanged; inserted line endings are those of the file.
 */
export function checkBytes(step: Step): Refusal | null {
  const reason =
    brokenSyntax(step) ??
    changedDirectives(step) ??
    lostComments(step) ??
    changedBytes(step) ??
    foreignLineEnding(step);
  return reason === null ? null : { part: 'bytes', reason };
}

function brokenSyntax({ after }: Step): string | null {
  const problem = after.dockerfile.problems[0];
  if (problem === undefined) return null;
  return `the result does not parse: ${problem.message}`;
}

/** The image of `# syntax` may become the one that a fix declares. */
function changedDirectives(step: Step): string | null {
  const moves = declaredMoves(step);
  const print = ({ directives }: Dockerfile, moved: (value: string) => string) =>
    directives.map(({ name, value }) => `${name}=${moved(value)}`).join('\n');
  const wanted = print(step.before.dockerfile, (value) => moves.get(value) ?? value);
  const found = print(step.after.dockerfile, (value) => value);
  return wanted === found ? null : 'a directive was changed';
}

function lostComments({ before, after }: Step): string | null {
  const counts = new Map<string, number>();
  for (const { text } of after.dockerfile.comments) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const { text } of before.dockerfile.comments) {
    const count = counts.get(text) ?? 0;
    if (count === 0) return `the comment ${shown(text)} was lost`;
    counts.set(text, count - 1);
  }
  return null;
}

function changedBytes({ before, after, edits }: Step): string | null {
  const old = before.dockerfile.text;
  const changed = after.dockerfile.text;
  let oldPosition = 0;
  let newPosition = 0;
  for (const { span, text } of edits.toSorted(compareEdits)) {
    const kept = old.slice(oldPosition, span.start);
    if (changed.slice(newPosition, newPosition + kept.length) !== kept)
      return 'text outside the edits changed';
    newPosition += kept.length + text.length;
    oldPosition = span.end;
  }
  if (old.slice(oldPosition) !== changed.slice(newPosition))
    return 'text outside the edits changed';
  const isSameEnd = old.endsWith('\n') === changed.endsWith('\n');
  return isSameEnd ? null : 'the line ending at the end of the file changed';
}

function foreignLineEnding({ before, edits }: Step): string | null {
  const wanted = before.dockerfile.lineEnding;
  for (const { text } of edits) {
    const endings = text.match(/\r?\n/g) ?? [];
    if (endings.some((ending) => ending !== wanted))
      return 'an inserted line ending differs from the file’s';
  }
  return null;
}
