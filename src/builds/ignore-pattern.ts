/** What a character of a path has to be, or how the pattern goes on. */
type Part =
  | { readonly kind: 'character'; readonly text: string }
  /** `?`, or a class such as `[a-z]`. */
  | { readonly kind: 'one'; readonly allows: (character: string) => boolean }
  /** `*`: anything but a slash. */
  | { readonly kind: 'star' }
  /** `**` at the end: anything. */
  | { readonly kind: 'rest' }
  /** `**` before more: nothing, or any folders. Two parts, the second of which runs over them. */
  | { readonly kind: 'folders' }
  | { readonly kind: 'folders-run' };

/** Characters; nobody writes a longer pattern. */
const LONGEST = 1000;

/**
 * A test for paths by a pattern of a .dockerignore, as moby/patternmatcher reads it; null for one that
 * the builder refuses. Takes time in proportion to the two lengths.
 */
export function compilePattern(pattern: string): ((path: string) => boolean) | null {
  if (!/[*?[\\]/.test(pattern)) return (path) => path === pattern;
  const parts = pattern.length > LONGEST ? null : readParts(pattern);
  return parts === null ? null : (path) => isMatch(parts, path);
}

function readParts(pattern: string): Part[] | null {
  const parts: Part[] = [];
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (character === '*') index = readStars(pattern, index, parts);
    else if (character === '?') parts.push({ kind: 'one', allows: (other) => other !== '/' });
    else if (character === '[') {
      const [found] = /^\[\^?(?:\\[^]|[^\]\\])+\]/.exec(pattern.slice(index)) ?? [];
      const allows = found === undefined ? null : classTest(found);
      if (found === undefined || allows === null) return null;
      parts.push({ kind: 'one', allows });
      index += found.length - 1;
    } else if (character === '\\') {
      index += 1;
      if (index === pattern.length) return null;
      parts.push({ kind: 'character', text: pattern.charAt(index) });
    } else parts.push({ kind: 'character', text: character });
  }
  return parts;
}

/** The index of the last character that was read. */
function readStars(pattern: string, index: number, parts: Part[]): number {
  if (pattern.charAt(index + 1) !== '*') {
    parts.push({ kind: 'star' });
    return index;
  }
  const last = pattern.charAt(index + 2) === '/' ? index + 2 : index + 1;
  if (last === pattern.length - 1) parts.push({ kind: 'rest' });
  else parts.push({ kind: 'folders' }, { kind: 'folders-run' });
  return last;
}

function classTest(text: string): ((character: string) => boolean) | null {
  try {
    const pattern = new RegExp(`^${text}$`, 'u');
    return (character) => pattern.test(character);
  } catch {
    return null;
  }
}

function isMatch(parts: readonly Part[], path: string): boolean {
  let reached = new Set<number>();
  reach(parts, 0, reached);
  for (const character of path) {
    const next = new Set<number>();
    for (const index of reached) step(parts, index, character, next);
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(parts.length);
}

/** Notes a place in the pattern, and those that can be reached from it without a character. */
function reach(parts: readonly Part[], index: number, reached: Set<number>): void {
  if (reached.has(index)) return;
  reached.add(index);
  const kind = parts[index]?.kind;
  if (kind === 'star' || kind === 'rest') reach(parts, index + 1, reached);
  if (kind !== 'folders') return;
  reach(parts, index + 1, reached);
  reach(parts, index + 2, reached);
}

function step(parts: readonly Part[], index: number, character: string, next: Set<number>): void {
  const part = parts[index];
  switch (part?.kind) {
    case 'character':
      if (part.text === character) reach(parts, index + 1, next);
      return;
    case 'one':
      if (part.allows(character)) reach(parts, index + 1, next);
      return;
    case 'star':
      if (character !== '/') reach(parts, index, next);
      return;
    case 'rest':
      reach(parts, index, next);
      return;
    case 'folders-run':
      next.add(index);
      if (character === '/') reach(parts, index + 1, next);
      return;
    default:
      return;
  }
}
