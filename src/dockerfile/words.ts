import type { LogicalText, Pair, Word } from './model.ts';
import { indexOfOffset, sliceLogical, trimLogical, wordAt } from './logical-text.ts';
import { isSpace } from './white-space.ts';

const BLANKS = /[\t\v\f\r ]+/g;

/** Splits at blanks only, quotes have no meaning here (FROM, EXPOSE, COPY, VOLUME). */
export function splitAtBlanks(logical: LogicalText): Word[] {
  const words: Word[] = [];
  if (logical.text === '') return words;
  let start = 0;
  for (const match of logical.text.matchAll(BLANKS)) {
    words.push(wordAt(logical, start, match.index));
    start = match.index + match[0].length;
  }
  words.push(wordAt(logical, start, logical.text.length));
  return words;
}

/**
 * Splits at white space outside quotes, quotes and escapes kept (ENV, LABEL, ARG). An escape
 * character at the very end is dropped, as BuildKit drops it.
 */
function splitQuoted(logical: LogicalText, escape: string): Word[] {
  const { text } = logical;
  const words: Word[] = [];
  let start = -1;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quote === '' && isSpace(text.charCodeAt(index))) {
      if (start !== -1) words.push(wordAt(logical, start, index));
      start = -1;
      continue;
    }
    if (start === -1) start = index;
    if (character === escape && quote !== "'") index += 1;
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  if (start !== -1) {
    const end = endsWithEscape(text, escape, quote) ? text.length - 1 : text.length;
    if (end > start) words.push(wordAt(logical, start, end));
  }
  return words;
}

function endsWithEscape(text: string, escape: string, quote: string): boolean {
  if (quote === "'" || !text.endsWith(escape)) return false;
  let count = 0;
  while (text.charAt(text.length - 1 - count) === escape) count += 1;
  return count % 2 === 1;
}

export type PairReading =
  | { readonly ok: true; readonly pairs: readonly Pair[] }
  | { readonly ok: false; readonly message: string };

/** `KEY=value …` or the legacy `KEY value` of ENV and LABEL (BuildKit, `parseNameVal`). */
export function readPairs(logical: LogicalText, keyword: string, escape: string): PairReading {
  const words = splitQuoted(logical, escape);
  const first = words[0];
  if (first === undefined) return { ok: true, pairs: [] };
  if (!first.text.includes('=')) return readLegacyPair(logical, keyword);
  const pairs: Pair[] = [];
  for (const word of words) {
    const pair = splitAssignment(logical, word);
    if (pair.value === null) {
      return { ok: false, message: `\`${word.text}\` is not of the form \`name=value\`.` };
    }
    pairs.push(pair);
  }
  return { ok: true, pairs };
}

function readLegacyPair(logical: LogicalText, keyword: string): PairReading {
  const { text } = logical;
  const blank = text.search(/[\t\v\f\r ]/);
  if (blank === -1) return { ok: false, message: `${keyword} must have two arguments.` };
  const key = wordAt(logical, 0, blank);
  const rest = trimLogical(logical, blank, text.length);
  return { ok: true, pairs: [{ key, value: wordAt(rest, 0, rest.text.length), legacy: true }] };
}

/** `name` or `name=value` of ARG. */
export function readArguments(logical: LogicalText, escape: string): Pair[] {
  return splitQuoted(logical, escape).map((word) => splitAssignment(logical, word));
}

function splitAssignment(logical: LogicalText, word: Word): Pair {
  const equals = word.text.indexOf('=');
  if (equals === -1) return { key: word, value: null, legacy: false };
  const from = indexOfOffset(logical, word.span.start);
  const whole = sliceLogical(logical, from, from + word.text.length);
  return {
    key: wordAt(whole, 0, equals),
    value: wordAt(whole, equals + 1, whole.text.length),
    legacy: false,
  };
}
