import { indexLines } from '../dockerfile/line-index.ts';
import type { Comment, Dockerfile, Instruction } from '../dockerfile/model.ts';

/** A comment and where it stands. */
export interface PlacedComment {
  /** Without `#` and the blanks around it. */
  readonly text: string;
  readonly comment: Comment;
  /** 1-based. */
  readonly line: number;
  /**
   * The instruction that it stands in, or right above, other comments in between included; null when a
   * blank line or the end of the file follows.
   */
  readonly instruction: Instruction | null;
  /** Behind a command of a RUN: a comment to the shell and to tools that look at lines. */
  readonly isTrailing: boolean;
}

const TELLING = /seaworthy|hadolint|:skip=|trivy:|tfsec:|kics-scan|nosem/i;
const TRAILING = /[ \t]#[ \t]*(?=nosem|trivy:|tfsec:)[^\r\n]*/gi;

/** The comments that may silence something, in file order, whole-line ones first. */
export function placeComments(dockerfile: Dockerfile): readonly PlacedComment[] {
  if (!TELLING.test(dockerfile.text)) return [];
  const lines = indexLines(dockerfile.text);
  const lineOf = (offset: number) => lines.position(offset).line;
  const owners = ownersByLine(dockerfile, lineOf);
  const whole = dockerfile.comments
    .filter((comment) => TELLING.test(comment.text))
    .map((comment) => {
      const line = lineOf(comment.span.start);
      return place(comment, line, owners.get(line) ?? null, false);
    });
  const trailing = dockerfile.instructions.flatMap((instruction) =>
    trailingComments(dockerfile, instruction).map((comment) =>
      place(comment, lineOf(comment.span.start), instruction, true),
    ),
  );
  return [...whole, ...trailing];
}

function place(
  comment: Comment,
  line: number,
  instruction: Instruction | null,
  isTrailing: boolean,
): PlacedComment {
  return { text: comment.text.replace(/^#+/, '').trim(), comment, line, instruction, isTrailing };
}

/** The instruction that a comment on a line belongs to. */
function ownersByLine(
  { comments, instructions }: Dockerfile,
  lineOf: (offset: number) => number,
): ReadonlyMap<number, Instruction> {
  const owners = new Map<number, Instruction>();
  const starts = new Map<number, Instruction>();
  for (const instruction of instructions) {
    starts.set(lineOf(instruction.span.start), instruction);
    for (const comment of instruction.comments) {
      owners.set(lineOf(comment.span.start), instruction);
    }
  }
  for (const comment of comments.toReversed()) {
    const line = lineOf(comment.span.start);
    const below = owners.get(line) ?? starts.get(line + 1) ?? owners.get(line + 1);
    if (below !== undefined) owners.set(line, below);
  }
  return owners;
}

/** `RUN make # nosemgrep`: no comment to the builder, but one to the shell. */
function trailingComments({ text }: Dockerfile, instruction: Instruction): readonly Comment[] {
  if ((instruction.trigger ?? instruction).keyword !== 'RUN' || instruction.json) return [];
  const { start, end } = instruction.span;
  const inside = new Set(instruction.comments.map((comment) => comment.span.start));
  return Array.from(text.slice(start, end).matchAll(TRAILING), ({ 0: match, index }) => {
    const from = start + index + 1;
    return { text: match.slice(1), span: { start: from, end: from + match.length - 1 } };
  }).filter((comment) => !inside.has(comment.span.start));
}
