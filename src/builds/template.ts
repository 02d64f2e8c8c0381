import type { WrittenValue } from './build.ts';
import type { Lookup } from './interpolate.ts';
import { unknownAt } from './written-value.ts';

/** Characters of a value: no more can come out of variables made of variables. */
const LONGEST = 10_000;

const VARIABLE = /^\$\{~?\s*([\p{L}_][\p{L}\p{Nd}_-]*)\s*~?\}$/u;
const PIECE = /\$\$\{|%%\{|\$\{[^}"]{0,200}\}|[$%]\{|\\(?:u[\dA-Fa-f]{4}|.)|[^$%\\]+|[$%\\]/gsu;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * The value of an HCL template as written: `${NAME}` becomes the value of the variable, other expressions
 * make it unknown. A template that is one variable as a whole has the place where that gets its value.
 */
export function resolveTemplate(written: WrittenValue, lookup: Lookup): WrittenValue {
  const text = written.value ?? '';
  if (written.value === null || !/[$%\\]/.test(text)) return written;
  const [, only] = VARIABLE.exec(text) ?? [];
  if (only !== undefined) return lookup(only) ?? unknownAt(written);
  let value = '';
  for (const [piece] of text.matchAll(PIECE)) {
    const part = pieceValue(piece, lookup);
    if (part === null || value.length > LONGEST) return { ...written, value: null, span: null };
    value += part;
  }
  return { ...written, value, span: null };
}

function pieceValue(piece: string, lookup: Lookup): string | null {
  const [, name] = VARIABLE.exec(piece) ?? [];
  if (name !== undefined) return lookup(name)?.value ?? null;
  if (piece === '$${' || piece === '%%{') return piece.slice(1);
  if (piece.startsWith('${') || piece === '%{') return null;
  if (!piece.startsWith('\\') || piece === '\\') return piece;
  const escape = piece.slice(1);
  if (escape.length > 1) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return ESCAPES[escape] ?? escape;
}
