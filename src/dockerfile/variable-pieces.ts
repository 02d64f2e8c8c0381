/** Plain text, or one substitution of a variable as it is written. */
export interface VariablePiece {
  readonly text: string;
  /** Index of its first character. */
  readonly start: number;
  /** Null for plain text. */
  readonly name: string | null;
  /**
   * How the substitution makes its text: from the `value`, or a default when there is none; as the
   * `alternative` of `${V:+x}`; or by `cut`ting the value with `#`, `%` or `/`.
   */
  readonly operator: 'value' | 'alternative' | 'cut';
  /** What stands for a missing value, as `x` in `${V:-x}`, and the index of its first character. */
  readonly fallback: { readonly text: string; readonly start: number } | null;
}

const NAME = /[\p{L}_][\p{L}\p{Nd}_]*/uy;

/** Splits a word into plain text and variables; quotes have no meaning to it. */
export function splitVariables(text: string, escape: string): VariablePiece[] {
  const pieces: VariablePiece[] = [];
  let plain = 0;
  let position = 0;
  while (position < text.length) {
    const character = text.charAt(position);
    const variable = character === '$' ? readVariable(text, position) : null;
    if (variable === null) {
      position += character === escape ? 2 : 1;
      continue;
    }
    if (variable.start > plain) pieces.push(plainPiece(text, plain, variable.start));
    pieces.push(variable);
    position = variable.start + variable.text.length;
    plain = position;
  }
  if (plain < text.length) pieces.push(plainPiece(text, plain, text.length));
  return pieces;
}

function plainPiece(text: string, start: number, end: number): VariablePiece {
  return { text: text.slice(start, end), start, name: null, operator: 'value', fallback: null };
}

function readVariable(text: string, start: number): VariablePiece | null {
  const isBraced = text.charAt(start + 1) === '{';
  NAME.lastIndex = start + (isBraced ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return null;
  const nameEnd = NAME.lastIndex;
  const end = isBraced ? closingBrace(text, nameEnd) : nameEnd;
  if (end === -1) return null;
  const operator = isBraced ? operatorAt(text, nameEnd) : 'value';
  const fallback = isBraced ? fallbackAt(text, nameEnd, end - 1) : null;
  return { text: text.slice(start, end), start, name, operator, fallback };
}

function fallbackAt(text: string, nameEnd: number, end: number): VariablePiece['fallback'] {
  const mark = /^:?-/.exec(text.slice(nameEnd, nameEnd + 2))?.[0];
  if (mark === undefined) return null;
  const start = nameEnd + mark.length;
  return { text: text.slice(start, end), start };
}

function operatorAt(text: string, nameEnd: number): VariablePiece['operator'] {
  const mark = text.charAt(nameEnd) === ':' ? text.charAt(nameEnd + 1) : text.charAt(nameEnd);
  if (mark === '+') return 'alternative';
  return mark === '#' || mark === '%' || mark === '/' ? 'cut' : 'value';
}

/** Offset after the brace that closes the substitution, or -1. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return -1;
}
