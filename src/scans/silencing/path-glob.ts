/** Alternatives that braces may make of one pattern. */
const MOST_ALTERNATIVES = 32;

const LONGEST = 500;

/**
 * Reads a pattern of paths with `*`, `?`, `**` and `{a,b}` (as the scanners' own, doublestar); a leading `/` does not
 * count. Null for one that is too long or has more. Matching takes time in the product of both lengths.
 */
export function readPathGlob(pattern: string): ((path: string) => boolean) | null {
  if (pattern.length > LONGEST || /[[\]\\]/.test(pattern)) return null;
  const alternatives = expandBraces(pattern.replace(/^(?:\.?\/)+/, ''));
  if (alternatives === null) return null;
  const split = alternatives.map((text) => text.split('/'));
  return (path) => {
    const parts = path.split('/');
    return split.some((wanted) => {
      return matches(wanted, parts, (part) => part === '**', matchesPart);
    });
  };
}

/** True for a text that `*` and `?` stand for. */
export function matchesPart(pattern: string, text: string): boolean {
  return matches(Array.from(pattern), Array.from(text), (char) => char === '*', isChar);
}

function isChar(wanted: string, char: string): boolean {
  return wanted === '?' || wanted === char;
}

/** Goes back only to the last wildcard, because what an earlier one took need never change. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  isWild: (piece: string) => boolean,
  isOne: (piece: string, item: string) => boolean,
): boolean {
  let at = 0;
  let wild = -1;
  let resume = 0;
  for (let index = 0; index < items.length;) {
    const piece = pattern[at];
    const item = items[index] ?? '';
    if (piece !== undefined && isWild(piece)) {
      wild = at;
      resume = index;
      at += 1;
    } else if (piece !== undefined && isOne(piece, item)) {
      at += 1;
      index += 1;
    } else if (wild === -1) {
      return false;
    } else {
      resume += 1;
      index = resume;
      at = wild + 1;
    }
  }
  return pattern.slice(at).every(isWild);
}

function expandBraces(pattern: string): readonly string[] | null {
  let texts = [''];
  for (const piece of pattern.split(/(\{[^{}]*\})/)) {
    const isChoice = piece.startsWith('{') && piece.endsWith('}');
    if (!isChoice && /[{}]/.test(piece)) return null;
    const choices = isChoice ? piece.slice(1, -1).split(',') : [piece];
    texts = texts.flatMap((text) => choices.map((choice) => text + choice));
    if (texts.length > MOST_ALTERNATIVES) return null;
  }
  return texts;
}
