import { structuredPatch } from 'diff';
import type { StructuredPatchHunk } from 'diff';
import { wholeHunk } from './diff-whole.ts';
import { maskSecrets } from '../findings/mask-secrets.ts';
import { printable } from './printable.ts';
import type { Colors } from './terminal.ts';

/** A text file before and after a change. */
export interface ChangedFile {
  /** Relative, with `/`. */
  readonly path: string;
  /** Null for a new file. */
  readonly before: string | null;
  readonly after: string;
}

/**
 * Who reads it: a terminal shows control characters as escapes and no secrets, a program gets every byte, as the
 * patch would not fit the file without them.
 */
export type DiffReader = 'people' | 'program';

/** Lines around a change. */
const CONTEXT = 3;

/** Changed lines beyond which the smallest diff is no longer looked for: it takes quadratic time. */
const MOST_CHANGES = 2000;

/**
 * A unified diff, empty when nothing changed. For a program it is one that `git apply` and `patch -p1`
 * take, line endings and missing final ones as they are.
 */
export function formatDiff(
  { path, before, after }: ChangedFile,
  colors: Colors,
  reader: DiffReader,
): string {
  if (before === after) return '';
  const options = { context: CONTEXT, maxEditLength: MOST_CHANGES };
  const old = before ?? '';
  const patch = structuredPatch(path, path, old, after, undefined, undefined, options);
  const hunks = patch?.hunks ?? [wholeHunk(old, after, CONTEXT)];
  const isShown = reader === 'people';
  const show = isShown ? showLine : (line: string) => line;
  const linesOf = isShown
    ? maskedLines(maskSecrets(old), maskSecrets(after))
    : ({ lines }: StructuredPatchHunk) => lines;
  return [
    colors.bold(show(`--- ${before === null ? '/dev/null' : fileName('a', path)}`)),
    colors.bold(show(`+++ ${fileName('b', path)}`)),
    ...hunks.flatMap((hunk) => [
      colors.cyan(hunkHeader(hunk)),
      ...linesOf(hunk).map((line) => paint(line, colors)(show(line))),
    ]),
    '',
  ].join('\n');
}

/** The lines of a hunk as they stand in the texts with masks, which have the same lines. */
function maskedLines(before: string, after: string): (hunk: StructuredPatchHunk) => string[] {
  const olds = before.split('\n');
  const news = after.split('\n');
  return ({ oldStart, newStart, lines }) => {
    let old = oldStart - 1;
    let now = newStart - 1;
    return lines.map((line) => {
      if (line.startsWith('\\')) return line;
      const isNew = line.startsWith('+');
      const text = isNew ? news[now] : olds[old];
      if (!isNew) old += 1;
      if (!line.startsWith('-')) now += 1;
      return line.charAt(0) + (text ?? '');
    });
  };
}

function hunkHeader({ oldStart, oldLines, newStart, newLines }: StructuredPatchHunk): string {
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`;
}

/** An empty range stands behind the line before it. */
function range(start: number, count: number): string {
  if (count === 1) return String(start);
  return `${count === 0 ? start - 1 : start},${count}`;
}

function paint(line: string, colors: Colors): (text: string) => string {
  if (line.startsWith('+')) return colors.green;
  if (line.startsWith('-')) return colors.red;
  return line.startsWith('\\') ? colors.dim : String;
}

/** The carriage return of a line ending says nothing to a person. */
function showLine(line: string): string {
  return printable(line.replace(/\r$/, ''));
}

/** Quoted as git does where it must be; a tab ends a name with blanks (git-diff's documentation). */
function fileName(side: 'a' | 'b', path: string): string {
  const name = `${side}/${path.replace(/^\/+/, '')}`;
  if (/[\p{Cc}"\\]/u.test(name)) return `"${name.replace(/[\p{Cc}"\\]/gu, quoteCharacter)}"`;
  return name.includes(' ') ? `${name}\t` : name;
}

function quoteCharacter(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const bytes = [...new TextEncoder().encode(character)];
  return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
