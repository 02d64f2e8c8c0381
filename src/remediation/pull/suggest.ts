import type { TextEdit } from '../../dockerfile/text-edit.ts';
import type { CheckContext, SourceFile } from '../check-context.ts';
import { composePatch } from '../compose.ts';
import type { AppliedFix, FixPlace, FixPolicy, LineRange, Patch } from '../patch.ts';

/** New text for some lines of a file; it passed the gate by itself, without any other suggestion. */
export interface Suggestion {
  readonly path: string;
  /** 1-based, at the head of the pull request. */
  readonly lines: LineRange;
  /** What they become, final line break included; empty where they go. */
  readonly text: string;
  readonly fixes: readonly AppliedFix[];
}

export interface SuggestInput {
  readonly source: SourceFile;
  readonly context: CheckContext;
  readonly policy: FixPolicy;
  /** Lines that the pull request brought: only these can be suggested about. */
  readonly lines: ReadonlySet<number>;
  /** Whether somebody is told of findings of the rule on the line. */
  readonly isTold: (rule: string, line: number) => boolean;
}

/** A longer one is no suggestion any more that a person takes at a glance. */
const MOST_LINES = 40;
const MOST_IN_A_FILE = 20;

/** Not to be carried by the text of a comment without being changed, or not to be seen there. */
const UNSAFE = /[^\P{C}\n\t]|[\u2028\u2029]/u;

/** Fixes that stand in the brought lines alone, one suggestion for those of the same lines. */
export function suggestFixes(input: SuggestInput): readonly Suggestion[] {
  const all = composePatch(input.source, input.context, openPolicy(input, input.lines));
  const clusters = clustersOf(all, input.lines);
  return clusters.slice(0, MOST_IN_A_FILE).flatMap((lines) => {
    const only = clusters.length === 1 ? all : patchWithin(input, lines);
    return suggestion(only, lines);
  });
}

function patchWithin(input: SuggestInput, [first, last]: LineRange): Patch {
  const lines = new Set([...input.lines].filter((line) => line >= first && line <= last));
  return composePatch(input.source, input.context, openPolicy(input, lines));
}

function openPolicy({ policy, isTold }: SuggestInput, lines: ReadonlySet<number>): FixPolicy {
  const isPlaceOpen = (place: FixPlace) =>
    isSmall(place) &&
    (lines.has(place.line) || isTold(place.rule, place.line)) &&
    rangeOf(place, lines) !== null;
  return { ...policy, isPlaceOpen };
}

function isSmall({ fix: { companions = [], splitStage } }: FixPlace): boolean {
  return companions.length === 0 && splitStage === undefined;
}

/** The lines that a fix replaces, where all of them and those between were brought; null otherwise. */
function rangeOf(
  { fix, lines: edited }: Pick<FixPlace, 'fix' | 'lines'>,
  lines: ReadonlySet<number>,
): LineRange | null {
  const ranges = fix.edits.map((edit, index) => anchorOf(edit, edited[index], lines));
  const known = ranges.filter((range) => range !== null);
  if (known.length === 0 || known.length < ranges.length) return null;
  const first = Math.min(...known.map(([line]) => line));
  const last = Math.max(...known.map(([, line]) => line));
  return last - first < MOST_LINES && isBrought([first, last], lines) ? [first, last] : null;
}

/** What is put between two lines can be suggested on either. */
function anchorOf(
  { span, text }: TextEdit,
  range: LineRange | undefined,
  lines: ReadonlySet<number>,
): LineRange | null {
  if (range === undefined) return null;
  const [first, last] = range;
  const options: LineRange[] = [range];
  if (span.start < span.end) options.push([first, last - 1]);
  else if (text.endsWith('\n')) options.push([first - 1, first - 1]);
  else if (text.startsWith('\n')) options.push([first + 1, first + 1]);
  return options.find((option) => isBrought(option, lines)) ?? null;
}

function isBrought([first, last]: LineRange, lines: ReadonlySet<number>): boolean {
  if (first > last) return false;
  for (let line = first; line <= last; line += 1) if (!lines.has(line)) return false;
  return true;
}

/** Ranges of all fixes, in order; those that overlap are one. */
function clustersOf({ applied }: Patch, lines: ReadonlySet<number>): readonly LineRange[] {
  const ranges = applied.flatMap((one) => {
    const range = rangeOf({ fix: one.fix, lines: one.editedLines }, lines);
    return range === null ? [] : [range];
  });
  const clusters: LineRange[] = [];
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    const previous = clusters.at(-1);
    if (previous === undefined || first > previous[1]) clusters.push([first, last]);
    else clusters.splice(-1, 1, [previous[0], Math.max(last, previous[1])]);
  }
  return clusters;
}

/** None where the patch changes more than these lines, or what a comment cannot say. */
function suggestion(patch: Patch, lines: LineRange): Suggestion[] {
  const { path, before, after, applied, companions } = patch;
  if (after === before || companions.length > 0 || lines[1] - lines[0] >= MOST_LINES) return [];
  const all = before.split(/(?<=\n)/);
  const start = all.slice(0, lines[0] - 1).join('');
  const end = all.slice(lines[1]).join('');
  const isWithin = after.length >= start.length + end.length;
  if (!isWithin || !after.startsWith(start) || !after.endsWith(end)) return [];
  const text = after.slice(start.length, after.length - end.length);
  const replaced = all.slice(lines[0] - 1, lines[1]).join('');
  if (UNSAFE.test(text) || UNSAFE.test(replaced)) return [];
  return [{ path, lines, text, fixes: applied }];
}
