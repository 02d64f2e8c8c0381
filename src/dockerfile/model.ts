import type { Memory } from './once.ts';
import type { Span } from './span.ts';

/** A parser directive in the head of the file: `# syntax=`, `# escape=` or `# check=`. */
export interface Directive {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}

/** A whole-line comment, `#` included, line ending excluded. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}

/** A piece of an instruction: `text` as the builder sees it (continuations removed, quotes kept). */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** `--name` or `--name=value`, before the arguments of an instruction. */
export interface Flag {
  readonly name: string;
  /** Null for a flag without `=`. */
  readonly value: string | null;
  readonly span: Span;
  readonly valueSpan: Span | null;
}

/** `KEY=value` of ENV, LABEL and ARG, or the legacy `KEY value` of ENV and LABEL. */
export interface Pair {
  readonly key: Word;
  /** Null only for `ARG name` without a default. */
  readonly value: Word | null;
  /** True for `KEY value` without `=`. */
  readonly legacy: boolean;
}

/** `<<NAME` of RUN, COPY or ADD and the lines up to its terminator. */
export interface HereDocument {
  readonly name: string;
  /** False when the name is quoted: variables in the body are not expanded. */
  readonly expand: boolean;
  /** True for `<<-`: leading tabs are removed from each line. */
  readonly stripTabs: boolean;
  /** The `<<NAME` word. */
  readonly operator: Span;
  /** From the first byte of the body to the first byte of the terminator line. */
  readonly body: Span;
  readonly terminator: Span;
  /** The body as the builder sees it: tabs stripped for `<<-`. */
  readonly content: string;
  /** The body as it stands in the file. */
  readonly raw: string;
}

/** From character `index` of a logical text on, the characters stand in the file from `offset` on. */
export interface LogicalPiece {
  readonly index: number;
  readonly offset: number;
}

/**
 * The text of an instruction with continuations, and the comment and blank lines inside them,
 * removed, and the pieces of the file that it is joined from, in order.
 */
export interface LogicalText {
  readonly text: string;
  /** Empty for an empty text. */
  readonly pieces: readonly LogicalPiece[];
  /** Offset in the file after the last character. */
  readonly end: number;
}

export interface Instruction {
  /** Upper-case, for instance `RUN`. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the end of the last line, here-documents included, final line ending excluded. */
  readonly span: Span;
  readonly flags: readonly Flag[];
  /** What stands after keyword and flags, on the logical line (here-document bodies excluded). */
  readonly body: LogicalText;
  /** Span of `body` in the file; empty, at the end of the instruction, when there is none. */
  readonly bodySpan: Span;
  /** True when the arguments are a valid JSON array of strings (exec form) and the instruction reads JSON. */
  readonly json: boolean;
  /**
   * The arguments by the rule of the keyword: JSON items decoded (span with the quotes), words split at
   * white space, or one string for the shell form of RUN, CMD, ENTRYPOINT and for SHELL-like text.
   */
  readonly arguments: readonly Word[];
  /** For ENV, LABEL and ARG; empty for the others. */
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly HereDocument[];
  /** Whole-line comments inside the continuation lines. */
  readonly comments: readonly Comment[];
  /** Blank lines inside the continuation, line ending included. */
  readonly blankLines: readonly Span[];
  /** The instruction after ONBUILD. */
  readonly trigger: Instruction | null;
  /** Index of the stage that the instruction belongs to; null before the first FROM. */
  readonly stage: number | null;
}

/** FROM to the line before the next FROM. */
export interface Stage {
  readonly index: number;
  readonly from: Instruction;
  /** The image or stage named, as written, without quotes; variables not expanded. */
  readonly base: Word;
  /** Lower-case, for comparison; null when the stage has no name. */
  readonly name: string | null;
  readonly nameWord: Word | null;
  /** The `AS` keyword. */
  readonly asSpan: Span | null;
  /** The earlier stage that FROM names, after expansion of ARG; null when it names an image. */
  readonly parent: Stage | null;
  /** FROM excluded. */
  readonly instructions: readonly Instruction[];
}

/** Why a file is not what the builder accepts. A file with one is edited only to cure it. */
export interface SyntaxProblem {
  readonly reason:
    | 'empty'
    | 'unknown-instruction'
    | 'missing-arguments'
    | 'invalid-arguments'
    | 'invalid-flag'
    | 'invalid-directive'
    | 'instruction-before-from'
    | 'unterminated-heredoc';
  readonly message: string;
  readonly span: Span;
}

export interface Dockerfile {
  readonly text: string;
  readonly lineEnding: '\n' | '\r\n';
  readonly bom: boolean;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** All whole-line comments outside here-documents, those inside continuations included, in file order. */
  readonly comments: readonly Comment[];
  /** All instructions in file order; triggers of ONBUILD are reached through `trigger`. */
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  readonly problems: readonly SyntaxProblem[];
  readonly memory: Memory;
}
