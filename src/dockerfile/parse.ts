import { readDirective } from './directives.ts';
import { readHeredocs } from './heredocs.ts';
import { mayOpenHeredocs, readInstruction, withHeredocs } from './instruction.ts';
import type { Comment, Directive, Dockerfile, Instruction, SyntaxProblem } from './model.ts';
import { commentOn, readLogicalLine, readPhysicalLine } from './physical-lines.ts';
import type { PhysicalLine } from './physical-lines.ts';
import { readStages } from './stages.ts';
import { skipSpace } from './white-space.ts';

const BYTE_ORDER_MARK = '\uFEFF';

interface Reading {
  readonly text: string;
  readonly directives: Directive[];
  readonly comments: Comment[];
  readonly instructions: Instruction[];
  readonly problems: SyntaxProblem[];
  escape: '\\' | '`';
  inHead: boolean;
  stage: number | null;
}

/**
 * Reads a Dockerfile as BuildKit does (`frontend/dockerfile/parser`). Never throws: what the builder
 * refuses is listed in `problems`, and the rest is read all the same. Offsets are UTF-16.
 */
export function parseDockerfile(text: string): Dockerfile {
  const bom = text.startsWith(BYTE_ORDER_MARK);
  const reading: Reading = {
    text,
    directives: [],
    comments: [],
    instructions: [],
    problems: [],
    escape: '\\',
    inHead: true,
    stage: null,
  };
  let position = bom ? 1 : 0;
  while (position < text.length) position = readNext(reading, readPhysicalLine(text, position));
  const { directives, comments, instructions, problems, escape } = reading;
  if (instructions.length === 0) {
    const message = 'The file has no instructions.';
    problems.push({ reason: 'empty', message, span: { start: 0, end: 0 } });
  }
  const stages = readStages(instructions, escape, problems);
  const lineEnding = /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
  return {
    text,
    lineEnding,
    bom,
    escape,
    directives,
    comments,
    instructions,
    stages,
    problems,
    memory: new Map(),
  };
}

/** Reads a blank line, a comment or an instruction; returns the offset of the line after it. */
function readNext(reading: Reading, line: PhysicalLine): number {
  const { text } = reading;
  const comment = commentOn(text, line);
  if (comment !== null) {
    readComment(reading, comment);
    return line.next;
  }
  reading.inHead = false;
  const start = skipSpace(text, line.start, line.end);
  return start < line.end ? readOne(reading, line, start) : line.next;
}

function readComment(reading: Reading, comment: Comment): void {
  const found = reading.inHead ? readDirective(comment, reading.directives) : null;
  if (found?.kind === 'directive') {
    reading.directives.push(found.directive);
    const { name, value } = found.directive;
    if (name === 'escape') reading.escape = value === '`' ? '`' : '\\';
    return;
  }
  reading.inHead = false;
  if (found?.kind === 'problem') reading.problems.push(found.problem);
  reading.comments.push(comment);
}

function readOne(reading: Reading, line: PhysicalLine, start: number): number {
  const { text, escape } = reading;
  const whole = readLogicalLine(text, line, start, escape);
  for (const comment of whole.comments) reading.comments.push(comment);
  if (skipSpace(whole.logical.text, 0, whole.logical.text.length) === whole.logical.text.length) {
    return whole.next;
  }
  const frame = {
    span: { start, end: whole.end },
    comments: whole.comments,
    blankLines: whole.blankLines,
    stage: reading.stage,
  };
  const { instruction, problem } = readInstruction(whole.logical, frame, escape);
  if (problem !== null) reading.problems.push(problem);
  const placed = placeInStage(reading, instruction);
  if (!mayOpenHeredocs(placed)) {
    reading.instructions.push(placed);
    return whole.next;
  }
  const heredocs = readHeredocs(text, whole.logical, whole.next);
  if (heredocs.unterminated !== null) {
    const message = 'The here-document has no terminator line.';
    reading.problems.push({
      reason: 'unterminated-heredoc',
      message,
      span: heredocs.unterminated,
    });
  }
  reading.instructions.push(
    heredocs.end === null ? placed : withHeredocs(placed, heredocs.heredocs, heredocs.end),
  );
  return heredocs.next;
}

function placeInStage(reading: Reading, instruction: Instruction): Instruction {
  if (instruction.keyword !== 'FROM') return instruction;
  reading.stage = reading.stage === null ? 0 : reading.stage + 1;
  return { ...instruction, stage: reading.stage };
}
