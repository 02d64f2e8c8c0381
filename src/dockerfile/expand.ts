import { joinPieces, startReading } from './expand-reader.ts';
import type { Lookup, Piece, Unset } from './expand-reader.ts';
import { readUntil } from './expand-substitution.ts';
import { isSpace } from './white-space.ts';

export interface Expansion {
  /** Without quotes and with variables replaced; the word itself when there is an error. */
  readonly value: string;
  /** Names that had no value and no default, each once; texts that were not used do not count. */
  readonly unresolved: readonly string[];
  /** Why the builder refuses the word. */
  readonly error: string | null;
}

export interface WordsExpansion {
  /** The value split at white space outside quotes; the text itself when there is an error. */
  readonly words: readonly string[];
  readonly unresolved: readonly string[];
  readonly error: string | null;
}

/** Nearly all words hold none of these and stand for themselves. */
const SPECIAL = /[$'"\\`]/;
const NONE: readonly string[] = [];

/**
 * Expands a word as BuildKit does for the arguments of instructions (`shell/lex.go`, ProcessWord):
 * quotes go, variables get their value. A variable without value becomes what `unset` says, or
 * nothing.
 */
export function expandWord(
  word: string,
  lookup: Lookup,
  escape: '\\' | '`',
  unset: Unset | null = null,
): Expansion {
  if (!SPECIAL.test(word)) return { value: word, unresolved: NONE, error: null };
  const reader = startReading(word, lookup, escape, unset);
  const pieces = readUntil(reader, '', false);
  const unresolved = [...new Set(reader.unresolved)];
  return { value: pieces === null ? word : joinPieces(pieces), unresolved, error: reader.error };
}

/** Expands a text and splits it at white space outside quotes (ProcessWords; used by EXPOSE). */
export function expandToWords(
  text: string,
  lookup: Lookup,
  escape: '\\' | '`',
  unset: Unset | null = null,
): WordsExpansion {
  const reader = startReading(text, lookup, escape, unset);
  const pieces = readUntil(reader, '', false);
  const unresolved = [...new Set(reader.unresolved)];
  return { words: pieces === null ? [text] : splitPieces(pieces), unresolved, error: reader.error };
}

function splitPieces(pieces: readonly Piece[]): string[] {
  const words: string[] = [];
  let word = '';
  for (const { text, quoted } of pieces) {
    if (quoted) {
      word += text;
      continue;
    }
    for (const character of text) {
      if (!isSpace(character.charCodeAt(0))) word += character;
      else if (word !== '') {
        words.push(word);
        word = '';
      }
    }
  }
  return word === '' ? words : [...words, word];
}
