import { commentBlockStart } from '../../dockerfile/comment-block.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';

/** An instruction with the comments directly above it, to be put in another place. */
export interface MovedBlock {
  readonly instruction: Instruction;
  /** Without the last line ending. */
  readonly text: string;
  /** Where its first line begins. */
  readonly start: number;
  /** Takes it away, with one of two blank lines that would meet. */
  readonly edit: TextEdit;
}

export function movedBlock(dockerfile: Dockerfile, instruction: Instruction): MovedBlock {
  const { text } = dockerfile;
  const lineStart = text.lastIndexOf('\n', instruction.span.start - 1) + 1;
  const start = commentBlockStart(dockerfile, lineStart);
  const feed = text.indexOf('\n', instruction.span.end);
  const end = feed === -1 ? text.length : feed + 1;
  const blank = isBlankBefore(text, start)
    ? (/^[ \t]*\r?\n/.exec(text.slice(end, end + 80))?.[0].length ?? 0)
    : 0;
  const block = text.slice(start, instruction.span.end);
  return { instruction, text: block, start, edit: { span: { start, end: end + blank }, text: '' } };
}

function isBlankBefore(text: string, start: number): boolean {
  return /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, start - 80), start));
}
