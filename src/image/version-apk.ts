import { compareNumbers, compareText } from './version-numbers.ts';

/** The parts of `number{.number}…{letter}{_suffix{number}}…{~hash}{-r#}` in the order that they may have. */
const RANKS = {
  first: 0,
  number: 1,
  letter: 2,
  suffix: 3,
  'suffix-number': 4,
  hash: 5,
  revision: 6,
  end: 7,
  invalid: 8,
} as const;

interface Part {
  readonly kind: keyof typeof RANKS;
  readonly text: string;
}

/** In their order; those before the empty one make a version older than the one without them. */
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];
const NO_SUFFIX = SUFFIXES.indexOf('');

/** Negative when `a` is the older one, as `apk version -t` tells (apk-tools 3). */
export function compareApkVersions(a: string, b: string): number {
  const left = partsOf(a);
  const right = partsOf(b);
  const count = Math.min(left.length, right.length);
  for (let index = 0; index < count; index += 1) {
    const one = left[index];
    const two = right[index];
    if (one === undefined || two === undefined) break;
    const order = one.kind === two.kind ? compareParts(one, two) : compareKinds(one, two);
    if (order !== 0) return order;
  }
  return 0;
}

/** Ends with one part `end`, or `invalid` where the grammar is left. */
function partsOf(version: string): readonly Part[] {
  const first = /^\d+/.exec(version)?.[0];
  if (first === undefined) return [{ kind: 'invalid', text: '' }];
  const parts: Part[] = [{ kind: 'first', text: first }];
  let kind: Part['kind'] = 'first';
  for (let at = first.length; kind !== 'end' && kind !== 'invalid';) {
    const { part, length } = nextPart(version, at, kind);
    parts.push(part);
    at += length;
    kind = part.kind;
  }
  return parts;
}

const PART = /([a-z])|\.?(\d+)|_([a-z]+)|~([0-9a-f]+)|-r(\d+)/y;

function nextPart(
  version: string,
  at: number,
  previous: Part['kind'],
): { readonly part: Part; readonly length: number } {
  const end = { part: { kind: 'end', text: '' }, length: 0 } as const;
  const invalid = { part: { kind: 'invalid', text: '' }, length: 0 } as const;
  if (at === version.length) return end;
  PART.lastIndex = at;
  const match = PART.exec(version);
  if (match === null) return invalid;
  const [whole, letter, number, suffix, hash, revision] = match;
  const rank = RANKS[previous];
  const length = whole.length;
  if (letter !== undefined && rank <= RANKS.number) {
    return { part: { kind: 'letter', text: letter }, length };
  }
  if (number !== undefined && rank <= RANKS.number) {
    return { part: { kind: 'number', text: number }, length };
  }
  if (number !== undefined && previous === 'suffix') {
    return { part: { kind: 'suffix-number', text: number }, length };
  }
  if (suffix !== undefined && rank <= RANKS['suffix-number'] && SUFFIXES.includes(suffix)) {
    return { part: { kind: 'suffix', text: suffix }, length };
  }
  if (hash !== undefined && rank < RANKS.hash)
    return { part: { kind: 'hash', text: hash }, length };
  if (revision !== undefined && rank < RANKS.revision) {
    return { part: { kind: 'revision', text: revision }, length };
  }
  return invalid;
}

function compareParts(a: Part, b: Part): number {
  if (a.kind === 'suffix') return SUFFIXES.indexOf(a.text) - SUFFIXES.indexOf(b.text);
  if (a.kind === 'letter' || a.kind === 'hash') return compareText(a.text, b.text);
  const hasZero = a.text.startsWith('0') || b.text.startsWith('0');
  // Behind a dot a number with a leading zero reads like a decimal fraction.
  if (a.kind === 'number' && hasZero) return compareText(a.text, b.text);
  return compareNumbers(a.text, b.text);
}

/** Where one version goes on, it is the newer one, unless what follows marks a pre-release. */
function compareKinds(a: Part, b: Part): number {
  if (isPreRelease(a)) return -1;
  if (isPreRelease(b)) return 1;
  return RANKS[b.kind] - RANKS[a.kind];
}

function isPreRelease({ kind, text }: Part): boolean {
  return kind === 'suffix' && SUFFIXES.indexOf(text) < NO_SUFFIX;
}
