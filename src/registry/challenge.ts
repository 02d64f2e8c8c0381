/** What a registry wants to see before it answers (RFC 9110, section 11.6.1). */
export interface Challenge {
  /** In small letters: `bearer`, `basic`. */
  readonly scheme: string;
  /** Names in small letters; quoted values without their quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** No registry sends more; what stands behind is not read. */
const LONGEST_HEADER = 16_384;

const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const BLANKS = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
/** `Basic abc==`: a value without a name, which no registry uses. */
const TOKEN_68 = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))/y;

/**
 * Reads the header `WWW-Authenticate`. Several challenges may stand in one header, and several headers
 * reach us joined by commas; what follows a part that cannot be read is left out.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const text = header.slice(0, LONGEST_HEADER);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;

  function take(pattern: RegExp): string | null {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) return null;
    position = pattern.lastIndex;
    return match[1] ?? match[0];
  }

  while (position < text.length) {
    take(SEPARATORS);
    const word = take(TOKEN);
    if (word === null) break;
    const afterWord = position;
    take(BLANKS);
    if (text[position] === '=' && challenges.length > 0) {
      position += 1;
      take(BLANKS);
      const value = text[position] === '"' ? take(QUOTED) : take(TOKEN);
      if (value === null) break;
      challenges.at(-1)?.parameters.set(word.toLowerCase(), value.replace(/\\(.)/g, '$1'));
      continue;
    }
    if (position === afterWord && position < text.length && text[position] !== ',') break;
    challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
    take(TOKEN_68);
  }
  return challenges;
}
