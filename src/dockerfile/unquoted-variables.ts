/** A variable that a shell expands outside quotes, so that it splits the value at blanks and expands patterns in it. */
export interface UnquotedVariable {
  readonly name: string;
  /** True for `$A` and `${A}`, false where something is done to the value: `${A:-b}`, `${A#b}`. */
  readonly isPlain: boolean;
  /** Indexes in the word. */
  readonly start: number;
  readonly end: number;
}

/** A variable with a name; `$?` and its like hold no blanks. */
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(\}|[:+=?#%/^,@[-]))/y;

/**
 * Those of a word as it is written (POSIX.1-2017, Shell Command Language, 2.6.5 and 2.6.6). What is in a
 * substitution (`$(…)`) is the business of the commands in there.
 */
export function unquotedVariables(word: string): UnquotedVariable[] {
  const found: UnquotedVariable[] = [];
  let position = 0;
  while (position < word.length) {
    const end = quotedEnd(word, position);
    if (end !== null) {
      position = end;
      continue;
    }
    VARIABLE.lastIndex = position;
    const match = VARIABLE.exec(word);
    if (match === null) {
      position += 1;
      continue;
    }
    const [text, plain, braced, mark] = match;
    const isPlain = plain !== undefined || mark === '}';
    const close = isPlain ? position + text.length : closingEnd(word, position + 1, '{', '}');
    found.push({ name: plain ?? braced ?? '', isPlain, start: position, end: close });
    position = close;
  }
  return found;
}

/** Behind what begins at `start` and is no place for an unquoted variable; null where one may begin. */
function quotedEnd(word: string, start: number): number | null {
  switch (word[start]) {
    case '\\':
      return start + 2;
    case "'":
      return endBehind(word, word.indexOf("'", start + 1));
    case '"':
      return doubleQuoteEnd(word, start + 1);
    case '`':
      return endBehind(word, word.indexOf('`', start + 1));
    case '$':
      return word[start + 1] === '(' ? closingEnd(word, start + 1, '(', ')') : null;
    default:
      return null;
  }
}

function endBehind(word: string, index: number): number {
  return index === -1 ? word.length : index + 1;
}

function doubleQuoteEnd(word: string, from: number): number {
  for (let index = from; index < word.length; index += 1) {
    if (word[index] === '\\') index += 1;
    else if (word[index] === '"') return index + 1;
    else if (word[index] === '$' && word[index + 1] === '(') {
      index = closingEnd(word, index + 1, '(', ')') - 1;
    }
  }
  return word.length;
}

/** Behind the bracket that closes the one at `start`; quotes inside do not count. */
function closingEnd(word: string, start: number, open: string, close: string): number {
  let depth = 0;
  for (let index = start; index < word.length; index += 1) {
    if (word[index] === '\\') index += 1;
    else if (word[index] === open) depth += 1;
    else if (word[index] === close) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return word.length;
}
