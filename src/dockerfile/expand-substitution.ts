import { replacePattern, trimPrefix, trimSuffix } from './expand-pattern.ts';
import type { PatternResult } from './expand-pattern.ts';
import {
  asWritten,
  counted,
  fail,
  failQuote,
  joinPieces,
  readEscaped,
  readName,
  readPlain,
  readSingleQuoted,
  valueOf,
  withoutValue,
} from './expand-reader.ts';
import type { Piece, Reader } from './expand-reader.ts';

const DEEPEST_NESTING = 100;

/**
 * Reads up to and over `stop`; an empty `stop` is the end. `rawEscapes`: escape characters stay, as
 * the patterns of `#`, `%` and `/` need them. Null after an error.
 */
export function readUntil(
  reader: Reader,
  stop: '' | '}' | '/',
  rawEscapes: boolean,
): Piece[] | null {
  const { text } = reader;
  const pieces: Piece[] = [];
  while (reader.position < text.length) {
    if (text.charAt(reader.position) === stop) {
      reader.position += 1;
      return pieces;
    }
    const piece = readPiece(reader, stop, rawEscapes);
    if (piece === null) return null;
    pieces.push(piece);
  }
  if (stop === '') return pieces;
  return fail(reader, `syntax error: missing '${stop}'${stop === '/' ? ' in ${}' : ''}`);
}

function readPiece(reader: Reader, stop: string, rawEscapes: boolean): Piece | null {
  const character = reader.text.charAt(reader.position);
  switch (character) {
    case "'":
      return asPiece(readSingleQuoted(reader), true);
    case '"':
      return asPiece(readDoubleQuoted(reader, rawEscapes), true);
    case '$':
      return asPiece(readVariable(reader), false);
    case reader.escape:
      return asPiece(readEscaped(reader, rawEscapes), true);
    default:
      return readPlain(reader, stop);
  }
}

function asPiece(text: string | null, quoted: boolean): Piece | null {
  return text === null ? null : { text, quoted };
}

/** Only `"`, `$` and the escape character itself can be escaped here; other escapes stay. */
function readDoubleQuoted(reader: Reader, rawEscapes: boolean): string | null {
  const { text, escape } = reader;
  let value = '';
  reader.position += 1;
  while (reader.position < text.length) {
    const character = text.charAt(reader.position);
    if (character === '$') {
      const variable = readVariable(reader);
      if (variable === null) return null;
      value += variable;
      continue;
    }
    reader.position += 1;
    if (character === '"') return value;
    if (character === escape) {
      const next = text.charAt(reader.position);
      const isEscape = next === '"' || next === '$' || next === escape;
      if (isEscape) reader.position += 1;
      value += (rawEscapes ? escape : '') + (isEscape ? next : escape);
    } else {
      value += character;
    }
  }
  return failQuote(reader, 'double');
}

/** `$name`, `${name}` or `${name` with a modifier. */
function readVariable(reader: Reader): string | null {
  const { text } = reader;
  const start = reader.position;
  reader.position += 1;
  if (text.charAt(reader.position) !== '{') {
    const name = readName(reader);
    return name === '' ? '$' : valueOf(reader, name, start);
  }
  reader.position += 1;
  if (reader.position >= text.length) return fail(reader, "syntax error: missing '}'");
  if ('{}:'.includes(text.charAt(reader.position))) {
    return fail(reader, 'syntax error: bad substitution');
  }
  const name = readName(reader);
  if (text.charAt(reader.position) === '}') {
    reader.position += 1;
    return valueOf(reader, name, start);
  }
  if (reader.depth === DEEPEST_NESTING) return fail(reader, 'substitutions are nested too deeply');
  reader.depth += 1;
  const value = readModified(reader, name, start);
  reader.depth -= 1;
  return value;
}

/** What stands after the name of `${name`, up to the closing brace. */
function readModified(reader: Reader, name: string, start: number): string | null {
  const { text } = reader;
  const colon = text.charAt(reader.position) === ':' ? ':' : '';
  const code = text.codePointAt(reader.position + colon.length);
  if (code === undefined) return fail(reader, "syntax error: missing '}'");
  const operator = String.fromCodePoint(code);
  reader.position += colon.length + operator.length;
  switch (colon + operator) {
    case '-':
    case ':-':
      return readDefault(reader, name, colon === ':');
    case '+':
    case ':+':
      return readAlternative(reader, name, colon === ':');
    case '?':
    case ':?':
      return readRequired(reader, name, colon === ':');
    case '#':
      return readTrim(reader, name, '#', start);
    case '%':
      return readTrim(reader, name, '%', start);
    case '/':
      return readReplacement(reader, name, start);
    default:
      return fail(reader, `unsupported modifier (${colon}${operator}) in substitution`);
  }
}

/** The value when the variable is set and, with a colon, not empty. */
function setValue(reader: Reader, name: string, hasColon: boolean): string | undefined {
  const value = reader.lookup(name);
  return hasColon && value === '' ? undefined : value;
}

function readDefault(reader: Reader, name: string, hasColon: boolean): string | null {
  const known = reader.unresolved.length;
  const pieces = readUntil(reader, '}', false);
  if (pieces === null) return null;
  const value = setValue(reader, name, hasColon);
  if (value === undefined) return joinPieces(pieces);
  reader.unresolved.length = known;
  return counted(reader, value);
}

function readAlternative(reader: Reader, name: string, hasColon: boolean): string | null {
  const known = reader.unresolved.length;
  const pieces = readUntil(reader, '}', false);
  if (pieces === null) return null;
  if (setValue(reader, name, hasColon) !== undefined) return joinPieces(pieces);
  reader.unresolved.length = known;
  return '';
}

function readRequired(reader: Reader, name: string, hasColon: boolean): string | null {
  const known = reader.unresolved.length;
  const pieces = readUntil(reader, '}', false);
  if (pieces === null) return null;
  reader.unresolved.length = known;
  const value = setValue(reader, name, hasColon);
  if (value !== undefined) return counted(reader, value);
  const isEmpty = reader.lookup(name) === '';
  if (!isEmpty) reader.unresolved.push(name);
  const message = `is not allowed to be ${isEmpty ? 'empty' : 'unset'}`;
  return fail(reader, `${name}: ${joinPieces(pieces) || message}`);
}

function readTrim(reader: Reader, name: string, operator: '#' | '%', start: number): string | null {
  const known = reader.unresolved.length;
  const pieces = readUntil(reader, '}', true);
  if (pieces === null) return null;
  const written = joinPieces(pieces);
  const isLongest = written.startsWith(operator);
  const pattern = isLongest ? written.slice(1) : written;
  const trim = operator === '#' ? trimPrefix : trimSuffix;
  return applyPattern(reader, name, start, known, (value) => trim(pattern, value, isLongest));
}

function readReplacement(reader: Reader, name: string, start: number): string | null {
  const known = reader.unresolved.length;
  const isAll = reader.text.charAt(reader.position) === '/';
  if (isAll) reader.position += 1;
  const pattern = readUntil(reader, '/', true);
  if (pattern === null) return null;
  const replacement = readUntil(reader, '}', true);
  if (replacement === null) return null;
  return applyPattern(reader, name, start, known, (value) =>
    replacePattern(joinPieces(pattern), value, joinPieces(replacement), isAll),
  );
}

/** `known`: how many names had no value before the pattern was read. */
function applyPattern(
  reader: Reader,
  name: string,
  start: number,
  known: number,
  apply: (value: string) => PatternResult,
): string | null {
  const value = reader.lookup(name);
  if (value === undefined) return withoutValue(reader, name, start);
  const isPatternKnown = reader.unresolved.length === known;
  if (reader.unset !== null && !isPatternKnown) return asWritten(reader, name, start);
  const result = apply(value);
  return result.ok ? counted(reader, result.value) : fail(reader, result.message);
}
