import type { Dockerfile, Instruction } from './model.ts';
import { contains } from './span.ts';
import type { TextEdit } from './text-edit.ts';
import { skipSpace } from './white-space.ts';

/**
 * Deletes the lines of an instruction, and one of two blank lines that would then meet. The comments
 * between its lines stay, each on a line of its own.
 */
export function removeInstruction(dockerfile: Dockerfile, instruction: Instruction): TextEdit {
  const { text, lineEnding } = dockerfile;
  const kept = instruction.comments
    .filter(({ span }) => contains(instruction.span, span))
    .map((comment) => comment.text + lineEnding)
    .join('');
  const start = lineStart(text, instruction.span.start);
  const feed = text.indexOf('\n', instruction.span.end);
  if (feed === -1) return removeLastLine(text, start, kept, lineEnding);
  const blank = kept === '' && isAfterBlankLine(text, start) ? blankLineAt(text, feed + 1) : 0;
  return { span: { start, end: feed + 1 + blank }, text: kept };
}

/** Without a final line ending, the one before the instruction goes instead. */
function removeLastLine(text: string, start: number, kept: string, lineEnding: string): TextEdit {
  const end = text.length;
  if (kept !== '') return { span: { start, end }, text: kept.slice(0, -lineEnding.length) };
  const before = text.startsWith(lineEnding, start - lineEnding.length) ? lineEnding.length : 0;
  return { span: { start: start - before, end }, text: '' };
}

/** The start of the line, when only white space stands before the instruction. */
function lineStart(text: string, start: number): number {
  const found = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  return skipSpace(text, found, start) === start ? found : start;
}

function isAfterBlankLine(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text.lastIndexOf('\n', start - 2) + 1;
  return skipSpace(text, before, start) === start;
}

/** Length of the line at `start`, its ending included, when it is blank; else 0. */
function blankLineAt(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  return feed !== -1 && skipSpace(text, start, feed) === feed ? feed + 1 - start : 0;
}
