import type {
  Comment,
  HereDocument,
  Instruction,
  LogicalText,
  Pair,
  SyntaxProblem,
  Word,
} from './model.ts';
import { readFlags } from './flags.ts';
import { readJson } from './json-form.ts';
import { sliceLogical, spanAt, trimLogical, wordAt } from './logical-text.ts';
import type { Span } from './span.ts';
import { skipSpace } from './white-space.ts';
import { readArguments, readPairs, splitAtBlanks } from './words.ts';

/** How the builder reads the arguments of each instruction (BuildKit, the dispatch table). */
const READERS: Readonly<Record<string, ArgumentForm>> = {
  ADD: 'json-or-words',
  ARG: 'arguments',
  CMD: 'json-or-text',
  COPY: 'json-or-words',
  ENTRYPOINT: 'json-or-text',
  ENV: 'pairs',
  EXPOSE: 'words',
  FROM: 'words',
  HEALTHCHECK: 'health',
  LABEL: 'pairs',
  MAINTAINER: 'text',
  ONBUILD: 'trigger',
  RUN: 'json-or-text',
  SHELL: 'json-or-text',
  STOPSIGNAL: 'text',
  USER: 'text',
  VOLUME: 'json-or-words',
  WORKDIR: 'text',
};

/** All instructions that the builder knows. */
export const KEYWORDS: readonly string[] = Object.keys(READERS);

type ArgumentForm =
  | 'json-or-words'
  | 'json-or-text'
  | 'words'
  | 'text'
  | 'pairs'
  | 'arguments'
  | 'health'
  | 'trigger';

/** Instructions that take no argument without being refused. */
const MAY_BE_BARE = new Set(['CMD', 'ENTRYPOINT', 'RUN', 'VOLUME', 'HEALTHCHECK']);

export interface Frame {
  readonly span: Span;
  readonly comments: readonly Comment[];
  readonly blankLines: readonly Span[];
  readonly stage: number | null;
}

export interface InstructionReading {
  readonly instruction: Instruction;
  readonly problem: SyntaxProblem | null;
}

interface Arguments {
  readonly json: boolean;
  readonly arguments: readonly Word[];
  readonly pairs: readonly Pair[];
  readonly trigger: Instruction | null;
  readonly problem: Omit<SyntaxProblem, 'span'> | SyntaxProblem | null;
}

const NOTHING: Arguments = { json: false, arguments: [], pairs: [], trigger: null, problem: null };

/** Reads keyword, flags and arguments of one logical line. Here-documents are added by the caller. */
export function readInstruction(
  line: LogicalText,
  frame: Frame,
  escape: string,
): InstructionReading {
  const logical = trimLogical(line, 0, line.text.length);
  const { text } = logical;
  const blank = text.search(/[\t\v\f\r ]/);
  const keywordEnd = blank === -1 ? text.length : blank;
  const keyword = text.slice(0, keywordEnd).toUpperCase();
  const reading = readFlags(logical, keywordEnd, escape);
  const body = sliceLogical(logical, skipSpace(text, reading.rest, text.length), text.length);
  const form = READERS[keyword];
  const parts =
    form === undefined ? unknown(keyword) : readForm(form, keyword, body, frame, escape);
  const instruction: Instruction = {
    keyword,
    keywordSpan: spanAt(logical, 0, keywordEnd),
    span: frame.span,
    flags: reading.flags,
    body,
    bodySpan: spanAt(body, 0, body.text.length),
    json: parts.json,
    arguments: parts.arguments,
    pairs: parts.pairs,
    heredocs: [],
    comments: frame.comments,
    blankLines: frame.blankLines,
    trigger: parts.trigger,
    stage: frame.stage,
  };
  return { instruction, problem: problemOf(instruction, parts, form) };
}

function problemOf(
  instruction: Instruction,
  parts: Arguments,
  form: ArgumentForm | undefined,
): SyntaxProblem | null {
  if (parts.problem !== null) return { span: instruction.keywordSpan, ...parts.problem };
  const isBare = form !== undefined && instruction.body.text === '';
  if (!isBare || MAY_BE_BARE.has(instruction.keyword)) return null;
  return {
    reason: 'missing-arguments',
    message: `${instruction.keyword} needs an argument.`,
    span: instruction.keywordSpan,
  };
}

function unknown(keyword: string): Arguments {
  const message = `\`${keyword.slice(0, 40)}\` is not a Dockerfile instruction.`;
  return { ...NOTHING, problem: { reason: 'unknown-instruction', message } };
}

function invalid(message: string): Arguments {
  return { ...NOTHING, problem: { reason: 'invalid-arguments', message } };
}

function readForm(
  form: ArgumentForm,
  keyword: string,
  body: LogicalText,
  frame: Frame,
  escape: string,
): Arguments {
  if (body.text === '') return NOTHING;
  switch (form) {
    case 'json-or-words':
      return readMaybeJson(keyword, body, splitAtBlanks);
    case 'json-or-text':
      return readMaybeJson(keyword, body, wholeText);
    case 'words':
      return { ...NOTHING, arguments: splitAtBlanks(body) };
    case 'text':
      return { ...NOTHING, arguments: wholeText(body) };
    case 'arguments': {
      const pairs = readArguments(body, escape);
      return { ...NOTHING, pairs };
    }
    case 'pairs': {
      const reading = readPairs(body, keyword, escape);
      return reading.ok ? { ...NOTHING, pairs: reading.pairs } : invalid(reading.message);
    }
    case 'health':
      return readHealth(body);
    case 'trigger': {
      const inner = readInstruction(body, { ...frame, span: innerSpan(body, frame) }, escape);
      return { ...NOTHING, trigger: inner.instruction, problem: inner.problem };
    }
  }
}

function innerSpan(body: LogicalText, frame: Frame): Span {
  return { start: spanAt(body, 0, body.text.length).start, end: frame.span.end };
}

function wholeText(body: LogicalText): Word[] {
  return [wordAt(body, 0, body.text.length)];
}

function readMaybeJson(
  keyword: string,
  body: LogicalText,
  otherwise: (body: LogicalText) => Word[],
): Arguments {
  const reading = readJson(body);
  if (reading.kind === 'strings') return { ...NOTHING, json: true, arguments: reading.words };
  if (reading.kind === 'text') return { ...NOTHING, arguments: otherwise(body) };
  return invalid(`The JSON array of ${keyword} must hold strings only.`);
}

/** `CMD` and its command, or `NONE` (BuildKit, `parseHealthConfig`). */
function readHealth(body: LogicalText): Arguments {
  const blank = body.text.search(/\s/);
  const typeEnd = blank === -1 ? body.text.length : blank;
  const type = wordAt(body, 0, typeEnd);
  const command = healthCommand(body, typeEnd);
  if (command.text === '') return { ...NOTHING, arguments: [type] };
  const parts = readMaybeJson('HEALTHCHECK', command, wholeText);
  return { ...parts, arguments: [type, ...parts.arguments] };
}

/** What stands after the type word of a HEALTHCHECK body. */
function healthCommand(body: LogicalText, typeEnd: number): LogicalText {
  return sliceLogical(body, skipSpace(body.text, typeEnd, body.text.length), body.text.length);
}

/** Copies the instruction with its here-documents, ONBUILD's with those of its trigger. */
export function withHeredocs(
  instruction: Instruction,
  heredocs: readonly HereDocument[],
  end: number,
): Instruction {
  const span = { start: instruction.span.start, end };
  const trigger = instruction.trigger && withHeredocs(instruction.trigger, heredocs, end);
  return { ...instruction, span, heredocs, trigger };
}

/** True when the instruction may open here-documents (BuildKit, `canContainHeredoc`). */
export function mayOpenHeredocs(instruction: Instruction): boolean {
  const inner = instruction.trigger ?? instruction;
  return (
    !inner.json && (inner.keyword === 'RUN' || inner.keyword === 'COPY' || inner.keyword === 'ADD')
  );
}
