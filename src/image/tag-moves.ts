import { UNRELEASED_DEBIAN } from './codenames.ts';
import { parseTag } from './parse-tag.ts';
import { tagParser } from './tag-parser.ts';
import { isDate } from './tag-numbers.ts';
import { hiddenStepOf } from './tag-hidden-step.ts';
import { lineOf, refuseLine } from './tag-line.ts';
import type { Line } from './tag-line.ts';
import type { TagChange, TagRefusal } from './tag-refusal.ts';
import { compareTags, goesBack, stepsBetween } from './tag-steps.ts';
import { supportJudge } from './tag-support.ts';
import type { Tag } from './tag.ts';

/** What it would mean to take a tag instead of the current one. */
export interface TagMove {
  readonly tag: string;
  /** Every kind of part that moves, in this order: major, minor, patch, distribution. */
  readonly changes: readonly TagChange[];
  /** Null when it may be taken. */
  readonly refusal: TagRefusal | null;
}

/** Longer texts are no tags (OCI distribution specification, "Pulling manifests"). */
const LONGEST_TAG = 128;

const NONE: readonly TagChange[] = [];

/**
 * What each tag of a list would mean to an image whose tag is `current`. Tags of the same line, in
 * which nothing but numbers moves, come first, newest first; then all others, in the list's order.
 * Runtime, distribution and build are solved together: `20-alpine3.18` may move to `22-alpine3.20`.
 * `name` as in the catalogue: `node`, `ghcr.io/x/y`. With `today`, a line counts as one of long support
 * only when it has that by then. Linear in the list but for the order.
 */
export function tagMoves(
  current: string,
  tags: readonly string[],
  name: string,
  today: string | null = null,
): readonly TagMove[] {
  const line = lineOf(parseTag(current), name, today);
  const parse = tagParser();
  const judge = judgeOf(line);
  const hashLengths = new Set<number>();
  const comparable: Tag[] = [];
  const others: TagMove[] = [];
  for (const text of tags) {
    if (text.length > LONGEST_TAG) {
      others.push({ tag: text, changes: NONE, refusal: 'not-a-version' });
      continue;
    }
    const tag = parse(text);
    if (tag.hashLength > 0) hashLengths.add(tag.hashLength);
    const refusal = refuseLine(line, tag);
    if (refusal === null) comparable.push(tag);
    else others.push({ tag: text, changes: NONE, refusal });
  }
  comparable.sort((a, b) => compareTags(b, a));
  const moves = comparable.map((tag): TagMove => {
    if (!isNumericHash(tag, hashLengths)) return judge(tag);
    return { tag: tag.text, changes: NONE, refusal: 'hash-like' };
  });
  return [...moves, ...others];
}

/** A number as long as the hashes of the list is probably one too. */
function isNumericHash({ builds, scheme }: Tag, lengths: ReadonlySet<number>): boolean {
  if (lengths.size === 0 || scheme === 'date') return false;
  const digits = builds.map(String);
  return digits.some((build) => lengths.has(build.length) && !isDate(build));
}

/** Judges a tag of the line. */
function judgeOf(line: Line): (to: Tag) => TagMove {
  const hiddenStep = hiddenStepOf(line);
  const leavesLongSupport = supportJudge(line);
  return (to) => {
    const refusal =
      refuseStep(line.from, to) ?? (leavesLongSupport(to) ? 'not-long-support' : null);
    if (refusal !== null) return { tag: to.text, changes: NONE, refusal };
    const changes = stepsBetween(line.from, to, line.product?.product ?? null);
    if (changes.length === 0) return { tag: to.text, changes, refusal: 'same' };
    const hidden = hiddenStep(to);
    if (hidden === 'other-libc') return { tag: to.text, changes: NONE, refusal: hidden };
    return {
      tag: to.text,
      changes: hidden === null ? changes : [...changes, hidden],
      refusal: null,
    };
  };
}

function refuseStep(from: Tag, to: Tag): TagRefusal | null {
  if (isUnfinished(from, to)) return 'pre-release';
  // `25-ea` is whatever build is current, `25-ea-34` is one.
  if (countOf(from.preRelease) !== countOf(to.preRelease) && to.preRelease !== null) {
    return 'other-precision';
  }
  return goesBack(from, to) ? 'older' : null;
}

function countOf(preRelease: string | null): number {
  return preRelease?.split('.').length ?? 0;
}

/** A pre-release only follows one of the same version, and nothing moves to a distribution in the making. */
function isUnfinished(from: Tag, to: Tag): boolean {
  if (isUnreleased(to) && !isUnreleased(from)) return true;
  if (to.preRelease === null) return false;
  return from.preRelease === null || from.version?.join('.') !== to.version?.join('.');
}

function isUnreleased({ distribution }: Tag): boolean {
  return distribution?.family === 'debian' && (distribution.release?.[0] ?? 0) >= UNRELEASED_DEBIAN;
}
