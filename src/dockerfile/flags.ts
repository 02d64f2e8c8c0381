import type { Flag, LogicalText } from './model.ts';
import { spanAt } from './logical-text.ts';
import { isSpace, skipSpace } from './white-space.ts';

export interface FlagReading {
  readonly flags: readonly Flag[];
  /** Index of the first character after the flags and the white space behind them. */
  readonly rest: number;
}

/** Reads the leading `--name=value` words from index `from` on (BuildKit, `extractBuilderFlags`). */
export function readFlags(logical: LogicalText, from: number, escape: string): FlagReading {
  const { text } = logical;
  const flags: Flag[] = [];
  let position = skipSpace(text, from, text.length);
  while (text.startsWith('--', position)) {
    const word = readFlagWord(text, position, escape);
    position = skipSpace(text, word.end, text.length);
    if (word.value === '--') break;
    flags.push(flagOf(logical, word));
  }
  return { flags, rest: position };
}

interface FlagWord {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Index of the first `=`, or -1. */
  readonly equals: number;
}

/** One word with quotes and escapes removed; a quote left open runs to the end. */
function readFlagWord(text: string, start: number, escape: string): FlagWord {
  let value = '';
  let quote = '';
  let equals = -1;
  let index = start;
  for (; index < text.length; index += 1) {
    let character = text.charAt(index);
    if (quote === '' && isSpace(text.charCodeAt(index))) break;
    if (character === quote) {
      quote = '';
      continue;
    }
    if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      continue;
    }
    if (character === escape) {
      index += 1;
      character = text.charAt(index);
    } else if (character === '=' && equals === -1) {
      equals = index;
    }
    value += character;
  }
  return { value, start, end: Math.min(index, text.length), equals };
}

function flagOf(logical: LogicalText, word: FlagWord): Flag {
  const separator = word.value.indexOf('=');
  const span = spanAt(logical, word.start, word.end);
  if (separator === -1 || word.equals === -1) {
    return { name: word.value.slice(2), value: null, span, valueSpan: null };
  }
  return {
    name: word.value.slice(2, separator),
    value: word.value.slice(separator + 1),
    span,
    valueSpan: spanAt(logical, word.equals + 1, word.end),
  };
}
