/** One character, or null for `?`. */
type Segment = readonly (string | null)[];

/** What stands between the `*` of a pattern: one segment more than there are stars. */
type Pattern = readonly Segment[];

export type PatternResult =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

/** Characters of the pattern or the replacement times characters of the value, in all. */
const LARGEST_WORK = 1_000_000;

const TOO_LARGE = { ok: false, message: 'the pattern is too large for the value' } as const;

/** `${name#pattern}` and `##`: the value without the shortest or longest prefix that matches. */
export function trimPrefix(pattern: string, value: string, longest: boolean): PatternResult {
  return withPattern(pattern, value, (segments, characters) => {
    const end = matchEnd(segments, characters, 0, lineEnd(characters, 0), longest);
    return end === -1 ? value : characters.slice(end).join('');
  });
}

/** `${name%pattern}` and `%%`: the value without the shortest or longest suffix that matches. */
export function trimSuffix(pattern: string, value: string, longest: boolean): PatternResult {
  return withPattern(pattern, value, (segments, characters) => {
    const reversed = segments.map((segment) => segment.toReversed()).reverse();
    const backwards = characters.toReversed();
    const end = matchEnd(reversed, backwards, 0, lineEnd(backwards, 0), longest);
    return end === -1 ? value : backwards.slice(end).reverse().join('');
  });
}

/** `${name/pattern/replacement}` and `//`: the first match, or all, replaced; a match is the longest. */
export function replacePattern(
  pattern: string,
  value: string,
  replacement: string,
  all: boolean,
): PatternResult {
  if (replacement.length * value.length > LARGEST_WORK) return TOO_LARGE;
  return withPattern(pattern, value, (segments, characters) => {
    let result = '';
    for (let start = 0; start <= characters.length;) {
      const end = lineEnd(characters, start);
      const line = replaceInLine(segments, characters.slice(start, end), replacement, all);
      result += line ?? characters.slice(start, end).join('');
      if (line !== null && !all) return result + characters.slice(end).join('');
      if (end < characters.length) result += '\n';
      start = end + 1;
    }
    return result;
  });
}

/** Null when nothing matches. */
function replaceInLine(
  segments: Pattern,
  line: readonly string[],
  replacement: string,
  all: boolean,
): string | null {
  let result = '';
  let copied = 0;
  let isChanged = false;
  for (let position = 0; position <= line.length;) {
    const match = findMatch(segments, line, position);
    if (match === null) break;
    // An empty match right behind the match before it does not count (Go, `ReplaceAllString`).
    if (!isChanged || match.end > copied) {
      result += line.slice(copied, match.start).join('');
      result += all ? fillTemplate(replacement, line, match) : replacement;
      copied = match.end;
      isChanged = true;
    }
    if (!all) break;
    position = Math.max(match.end, position + 1);
  }
  return isChanged ? result + line.slice(copied).join('') : null;
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** BuildKit hands the replacement of `//` to Go's template: `$$` is `$`, `$0` the match, others empty. */
function fillTemplate(replacement: string, line: readonly string[], match: Match): string {
  if (!replacement.includes('$')) return replacement;
  const whole = line.slice(match.start, match.end).join('');
  return replacement.replace(/\$(?:\$|\{\w+\}|\w+)/g, (reference) => {
    if (reference === '$$') return '$';
    return reference === '$0' || reference === '${0}' ? whole : '';
  });
}

function withPattern(
  pattern: string,
  value: string,
  match: (segments: Pattern, characters: readonly string[]) => string,
): PatternResult {
  if (pattern.length * value.length > LARGEST_WORK) return TOO_LARGE;
  const segments = parsePattern(pattern);
  if (typeof segments === 'string') return { ok: false, message: segments };
  return { ok: true, value: match(segments, Array.from(value)) };
}

/** `*`, `?` and backslash escapes; the escape character of the Dockerfile has no say here. */
function parsePattern(pattern: string): Pattern | string {
  const segments: (string | null)[][] = [];
  let segment: (string | null)[] = [];
  const characters = Array.from(pattern);
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    if (character === '*') {
      segments.push(segment);
      segment = [];
    } else if (character === '\\') {
      index += 1;
      const escaped = characters[index] ?? '';
      if (!['*', '?', '\\', '}', '/'].includes(escaped)) {
        return `invalid pattern (${pattern}) in substitution: invalid escape '\\${escaped}'`;
      }
      segment.push(escaped);
    } else {
      segment.push(character === '?' ? null : character);
    }
  }
  return [...segments, segment];
}

/** `*` and `?` do not match a line feed, so a match ends on the line where it begins. */
function lineEnd(characters: readonly string[], start: number): number {
  const end = characters.indexOf('\n', start);
  return end === -1 ? characters.length : end;
}

/** The leftmost match at or after `from`, as long as possible. */
function findMatch(segments: Pattern, line: readonly string[], from: number): Match | null {
  const start = findSegment(segments[0] ?? [], line, from, line.length);
  if (start === -1) return null;
  // When the rest does not fit behind the leftmost place, it fits behind no later one either.
  const end = matchEnd(segments, line, start, line.length, true);
  return end === -1 ? null : { start, end };
}

/**
 * End of the match that begins at `start`, or -1. Each segment takes its first place behind the one
 * before, which leaves most room for the rest; the last takes its last place for the longest match.
 */
function matchEnd(
  segments: Pattern,
  characters: readonly string[],
  start: number,
  limit: number,
  longest: boolean,
): number {
  const first = segments[0] ?? [];
  if (!fitsAt(first, characters, start, limit)) return -1;
  let position = start + first.length;
  for (let index = 1; index < segments.length; index += 1) {
    const segment = segments[index] ?? [];
    const isLast = index === segments.length - 1;
    const search = isLast && longest ? findLastSegment : findSegment;
    const found = search(segment, characters, position, limit);
    if (found === -1) return -1;
    position = found + segment.length;
  }
  return position;
}

function findSegment(
  segment: Segment,
  characters: readonly string[],
  from: number,
  limit: number,
): number {
  for (let start = from; start + segment.length <= limit; start += 1) {
    if (fitsAt(segment, characters, start, limit)) return start;
  }
  return -1;
}

function findLastSegment(
  segment: Segment,
  characters: readonly string[],
  from: number,
  limit: number,
): number {
  for (let start = limit - segment.length; start >= from; start -= 1) {
    if (fitsAt(segment, characters, start, limit)) return start;
  }
  return -1;
}

function fitsAt(
  segment: Segment,
  characters: readonly string[],
  start: number,
  limit: number,
): boolean {
  if (start + segment.length > limit) return false;
  return segment.every((wanted, index) => wanted === null || wanted === characters[start + index]);
}
