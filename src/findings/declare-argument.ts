import { commentBlockStart } from '../dockerfile/comment-block.ts';
import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { stageArguments } from './argument-value.ts';
import type { Fix, InstructionChange } from './rule.ts';

/** Edits, and what they do to the list of instructions. */
export type Declaration = Required<Pick<Fix, 'edits' | 'instructions'>>;

/** Instructions that see no build arguments. */
const BLIND = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'SHELL', 'MAINTAINER']);

/**
 * Gives an argument a value before the first FROM: where it is declared there, else in a line of its own. An
 * `ARG NAME=value` of a stage then takes the value over as `ARG NAME`, or goes where nothing behind it sees it.
 */
export function declareArgument(dockerfile: Dockerfile, name: string, value: string): Declaration {
  const written = `${name}=${value}`;
  const known = dockerfile.instructions
    .filter(({ keyword, stage }) => keyword === 'ARG' && stage === null)
    .flatMap(({ pairs }) => pairs.find(({ key }) => key.text === name) ?? [])
    .at(-1);
  const first: Declaration =
    known === undefined
      ? insertedLine(dockerfile, written)
      : { edits: [{ span: known.key.span, text: written }], instructions: [] };
  const stages = stageArguments(dockerfile, name).map(({ instruction }) => instruction);
  const moved = stages.map((each) => takenOver(dockerfile, each, name));
  return {
    edits: [...first.edits, ...moved.flatMap(({ edits }) => edits)],
    instructions: [...first.instructions, ...moved.flatMap(({ instructions }) => instructions)],
  };
}

/** Behind the last ARG before FROM, else above FROM and the comments that belong to it. */
function insertedLine(dockerfile: Dockerfile, written: string): Declaration {
  const { text, lineEnding, instructions, stages } = dockerfile;
  const from = stages[0]?.from;
  const last = instructions.findLast(({ stage }) => stage === null);
  const like = last ?? from;
  if (like === undefined || from === undefined) return { edits: [], instructions: [] };
  const keyword = keywordLike(text.slice(like.keywordSpan.start, like.keywordSpan.end), 'ARG');
  const offset =
    last === undefined ? placeAbove(dockerfile, from) : text.indexOf('\n', last.span.end) + 1;
  const inserted: InstructionChange = { kind: 'insert', keyword: 'ARG' };
  return {
    edits: [{ span: { start: offset, end: offset }, text: `${keyword} ${written}${lineEnding}` }],
    instructions: [inserted],
  };
}

/** A comment at the head of the file is most often about the file, and directives have to stay the first. */
function placeAbove(dockerfile: Dockerfile, { span }: Instruction): number {
  const line = dockerfile.text.lastIndexOf('\n', span.start - 1) + 1;
  const block = commentBlockStart(dockerfile, line);
  const head = dockerfile.bom ? 1 : 0;
  return block <= head ? Math.max(line, head) : block;
}

function takenOver(dockerfile: Dockerfile, instruction: Instruction, name: string): Declaration {
  const pair = instruction.pairs.find(({ key }) => key.text === name);
  if (pair === undefined) return { edits: [], instructions: [] };
  if (instruction.pairs.length === 1 && !isSeen(dockerfile, instruction, name)) {
    const edit = removeInstruction(dockerfile, instruction);
    return { edits: [edit], instructions: [{ kind: 'remove', keyword: 'ARG' }] };
  }
  if (pair.value === null) return { edits: [], instructions: [] };
  const span = { start: pair.key.span.end, end: pair.value.span.end };
  const edit: TextEdit = { span, text: '' };
  return { edits: [edit], instructions: [] };
}

/**
 * A RUN sees it as a variable of its environment, whether it names it or not; so do stages built on this one. One
 * with a comment above it stays, too.
 */
function isSeen(dockerfile: Dockerfile, argument: Instruction, name: string): boolean {
  const { stages, text } = dockerfile;
  const own = stages[argument.stage ?? -1];
  if (own === undefined || stages.some(({ parent }) => parent === own)) return true;
  const line = text.lastIndexOf('\n', argument.span.start - 1) + 1;
  if (commentBlockStart(dockerfile, line) !== line) return true;
  return own.instructions.some(({ keyword, span, body }) => {
    if (span.start <= argument.span.start || BLIND.has(keyword)) return false;
    return keyword === 'RUN' || keyword === 'ONBUILD' || body.text.includes(name);
  });
}
