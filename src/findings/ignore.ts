import type { Dockerfile } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import { isAdvisoryId } from './advisory-id.ts';
import { createIgnoreBook } from './ignore-book.ts';
import type { IgnoreBook } from './ignore-book.ts';
import { readCheckDirective } from './ignore-buildkit.ts';
import { readCheckov } from './ignore-checkov.ts';
import type { CommentPlace, CommentReader, Silence } from './ignore-comment.ts';
import { readHadolint } from './ignore-hadolint.ts';
import { readKics } from './ignore-kics.ts';
import { placeComments } from './ignore-place.ts';
import type { PlacedComment } from './ignore-place.ts';
import { isAll, parseOwnComment, readSeaworthy } from './ignore-seaworthy.ts';
import { readSemgrep } from './ignore-semgrep.ts';
import { readTrivy } from './ignore-trivy.ts';

export interface IgnoreOptions {
  /** `YYYY-MM-DD`, for comments that expire; null judges none as expired. */
  readonly today: string | null;
  /** Ids of all rules; without them no id counts as unknown. */
  readonly known?: readonly string[];
  /** Finds the known id that was probably meant. */
  readonly nearest?: (id: string, known: readonly string[]) => string | null;
}

/** A comment of ours that names no rule. */
export interface IgnoreProblem {
  /** The id as written. */
  readonly rule: string;
  readonly nearest: string | null;
  /** Of the comment. */
  readonly span: Span;
  /** 1-based. */
  readonly line: number;
}

export interface Ignores {
  /** Who silences the finding, in words: `# hadolint ignore=DL3006 on line 3`; null when nobody does. */
  readonly find: IgnoreBook['find'];
  readonly problems: readonly IgnoreProblem[];
}

const READERS: readonly CommentReader[] = [
  readSeaworthy,
  readHadolint,
  readCheckov,
  readTrivy,
  readKics,
  readSemgrep,
];

/** The tools that look at lines, and so at comments behind a command, too. */
const TRAILING_READERS: readonly CommentReader[] = [readTrivy, readSemgrep];

const LONGEST_QUOTE = 60;

/**
 * Reads the comments and directives by which the file's author silences us or another tool. Those of
 * other tools speak for the findings that the tool would report, too: by our aliases. A comment belongs to
 * the instruction below its block of comments, or around it; the tools themselves are stricter about
 * blocks, but whoever wrote it meant it.
 */
export function ignoresOf(dockerfile: Dockerfile, options: IgnoreOptions): Ignores {
  const book = createIgnoreBook(dockerfile);
  const headEnd = dockerfile.instructions[0]?.span.start ?? dockerfile.text.length;
  const comments = placeComments(dockerfile);
  for (const { name, value, span } of dockerfile.directives) {
    if (name !== 'check') continue;
    const line = dockerfile.text.slice(0, span.start).split('\n').length;
    const words = wordsOf(dockerfile.text.slice(span.start, span.end), line);
    for (const silence of readCheckDirective(value)) book.add(silence, null, words);
  }
  for (const placed of comments) {
    const place = { inHead: placed.comment.span.start < headEnd, today: options.today };
    const words = wordsOf(placed.comment.text, placed.line);
    for (const silence of silencesOf(placed, place)) book.add(silence, placed.instruction, words);
  }
  return { find: book.find, problems: problemsOf(comments, options) };
}

function silencesOf({ text, isTrailing }: PlacedComment, place: CommentPlace): readonly Silence[] {
  const readers = isTrailing ? TRAILING_READERS : READERS;
  return readers.flatMap((read) => read(text, place));
}

function wordsOf(comment: string, line: number): string {
  const text = comment.trim();
  const quote = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
  return `${quote} on line ${line}`;
}

function problemsOf(
  comments: readonly PlacedComment[],
  { known, nearest }: IgnoreOptions,
): IgnoreProblem[] {
  if (known === undefined) return [];
  return comments.flatMap(({ text, comment, line }) => {
    const own = parseOwnComment(text);
    const unknown =
      own?.rules.filter(
        (rule) => !isAll(own, rule) && !known.includes(rule) && !isAdvisoryId(rule),
      ) ?? [];
    const { span } = comment;
    return unknown.map((rule) => ({ rule, nearest: nearest?.(rule, known) ?? null, span, line }));
  });
}
