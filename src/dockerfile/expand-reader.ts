/** The value of a variable; undefined when it has none. */
export type Lookup = (name: string) => string | undefined;

/** The text to put for a variable without value; `written` is the whole substitution, `$` included. */
export type Unset = (name: string, written: string) => string;

/** What Linux accepts for one variable (`MAX_ARG_STRLEN`); keeps `A=$B$B` chains from exploding. */
const LONGEST_VALUE = 131_072;

/** The digits of a positional parameter, one special parameter (POSIX, 2.5.2), or a name. */
const NAME = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;

/** A part of the word after expansion; white space in it separates words unless it was quoted. */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

/** Where the expansion of one word stands. */
export interface Reader {
  readonly text: string;
  readonly lookup: Lookup;
  readonly escape: '\\' | '`';
  readonly unset: Unset | null;
  readonly unresolved: string[];
  position: number;
  /** Substitutions that are open. */
  depth: number;
  /** Characters that came out of variables so far. */
  expanded: number;
  error: string | null;
}

export function startReading(
  text: string,
  lookup: Lookup,
  escape: '\\' | '`',
  unset: Unset | null,
): Reader {
  const counts = { position: 0, depth: 0, expanded: 0 };
  return { text, lookup, escape, unset, unresolved: [], error: null, ...counts };
}

export function joinPieces(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

/** Keeps the first error. */
export function fail(reader: Reader, message: string): null {
  reader.error ??= message;
  return null;
}

/** Characters without a meaning. Blanks behind `<<` belong to a here-document's word. */
export function readPlain(reader: Reader, stop: string): Piece {
  const { text, escape } = reader;
  const start = reader.position;
  if (text.startsWith('<<', start)) {
    reader.position += 2;
    while ([' ', '\t', '\r'].includes(text.charAt(reader.position))) reader.position += 1;
    return { text: text.slice(start, reader.position), quoted: true };
  }
  for (reader.position += 1; reader.position < text.length; reader.position += 1) {
    const character = text.charAt(reader.position);
    if (character === stop || character === escape || '\'"$<'.includes(character)) break;
  }
  return { text: text.slice(start, reader.position), quoted: false };
}

/** The escape character and the one after it; an escape character at the very end is dropped. */
export function readEscaped(reader: Reader, rawEscapes: boolean): string {
  reader.position += 1;
  const code = reader.text.codePointAt(reader.position);
  const escaped = code === undefined ? '' : String.fromCodePoint(code);
  reader.position += escaped.length;
  return rawEscapes ? reader.escape + escaped : escaped;
}

export function readSingleQuoted(reader: Reader): string | null {
  const start = reader.position + 1;
  const end = reader.text.indexOf("'", start);
  if (end === -1) return failQuote(reader, 'single');
  reader.position = end + 1;
  return reader.text.slice(start, end);
}

export function failQuote(reader: Reader, kind: 'single' | 'double'): null {
  return fail(reader, `unexpected end of statement while looking for matching ${kind}-quote`);
}

/** A name, or an empty string when none begins here. */
export function readName(reader: Reader): string {
  NAME.lastIndex = reader.position;
  const name = NAME.exec(reader.text)?.[0] ?? '';
  reader.position += name.length;
  return name;
}

/** The value of the variable whose substitution began at `start` and was read to its end. */
export function valueOf(reader: Reader, name: string, start: number): string | null {
  const value = reader.lookup(name);
  return value === undefined ? withoutValue(reader, name, start) : counted(reader, value);
}

export function withoutValue(reader: Reader, name: string, start: number): string {
  reader.unresolved.push(name);
  return asWritten(reader, name, start);
}

/** What stands for the substitution that began at `start` when its value cannot be told. */
export function asWritten(reader: Reader, name: string, start: number): string {
  return reader.unset?.(name, reader.text.slice(start, reader.position)) ?? '';
}

/** The value, unless the word has become too long. */
export function counted(reader: Reader, value: string): string | null {
  reader.expanded += value.length;
  return reader.expanded > LONGEST_VALUE ? fail(reader, 'the value is too long') : value;
}
