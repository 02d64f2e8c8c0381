import type { HereDocument, LogicalText } from './model.ts';
import type { Span } from './span.ts';

export type ShellDialect = 'posix' | 'bash';

/** What joins a command to its neighbour in its own list; `\n` only in here-documents. */
export type Connector = '&&' | '||' | ';' | '&' | '|' | '\n';

/** A construct around a command. `here-document`: the body fed to a `sh` or `bash`. */
export type Nesting =
  | 'subshell'
  | 'group'
  | 'if-condition'
  | 'if-branch'
  | 'loop-condition'
  | 'loop-body'
  | 'case'
  | 'function'
  | 'substitution'
  | 'background'
  | 'negation'
  | 'here-document';

export interface ShellWord {
  /** As written, quotes kept. */
  readonly text: string;
  /** After quote removal; null when it holds an expansion, a glob or a substitution. */
  readonly value: string | null;
  /** True when it holds quotes or an escape, also when they are inside an expansion. */
  readonly quoted: boolean;
  readonly span: Span;
}

/** `NAME=value` before a command, or alone. */
export interface ShellAssignment {
  readonly name: string;
  readonly text: string;
  /** Null for an array. */
  readonly value: ShellWord | null;
  readonly span: Span;
}

export interface ShellRedirect {
  /** For instance `>`, `<<-`, `&>`. */
  readonly operator: string;
  /** The number before the operator. */
  readonly descriptor: number | null;
  /** The delimiter for a here-document; null when it is missing. */
  readonly target: ShellWord | null;
  readonly text: string;
  readonly span: Span;
}

export interface ShellCommand {
  /** Static value of the first word; null when there is none or it is not static. */
  readonly name: string | null;
  /** The name first; `export A=b` has two. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  /** Assignments and redirects included. */
  readonly span: Span;
  /** Outermost first. */
  readonly nesting: readonly Nesting[];
  readonly pipeline: { readonly index: number; readonly length: number };
  readonly before: Connector | null;
  /** `&` also behind the last command of a list; a last `;` or line ending does not count. */
  readonly after: Connector | null;
}

/** One pipeline of the outermost list: what stands between `&&`, `||`, `;`, `&` and line endings. */
export interface TopLevelPart {
  /** `compound`: `if`, loops, groups, tests, and pipelines with one of them; `function`: a definition. */
  readonly kind: 'command' | 'pipeline' | 'compound' | 'function';
  /** True behind `!`. */
  readonly negated: boolean;
  readonly before: Connector | null;
  readonly after: Connector | null;
  /** The commands in it, as a half-open range of indexes into `commands`. */
  readonly commands: { readonly start: number; readonly end: number };
  /** Here-document bodies excluded. */
  readonly span: Span;
}

export interface ShellError {
  readonly message: string;
  /** Offset into the file. */
  readonly offset: number;
}

/** The shell code of one RUN, CMD, ENTRYPOINT or HEALTHCHECK. All spans are offsets into the file. */
export interface ShellScript {
  /** `exec`: the JSON form, read as one command; no shell is involved. */
  readonly form: 'shell' | 'exec';
  readonly dialect: ShellDialect;
  /** True when the shell is started with `-e`, by SHELL or by an interpreter line. */
  readonly errexit: boolean;
  /** Flat, in source order, nested and substituted ones included. */
  readonly commands: readonly ShellCommand[];
  readonly topLevel: readonly TopLevelPart[];
  /** Where the shell code is broken, or too deep to be read. */
  readonly errors: readonly ShellError[];
  /** What the shell is given, as it stands in the file. */
  readonly span: Span;
  /** What the shell is given. */
  readonly text: string;
  /** The same with the place of each character. */
  readonly source: LogicalText;
  /** The here-document whose body the script is. */
  readonly heredoc: HereDocument | null;
}
