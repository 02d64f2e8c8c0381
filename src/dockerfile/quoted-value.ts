import { isSpace } from './white-space.ts';

/** The text as a value of ENV, LABEL or ARG: in double quotes, with nothing in it expanded. */
export function quoteText(text: string, escape: '\\' | '`'): string {
  return `"${escapeText(text, escape)}"`;
}

function escapeText(text: string, escape: string): string {
  let result = '';
  for (const character of text) {
    const isSpecial = character === '"' || character === '$' || character === escape;
    result += isSpecial ? escape + character : character;
  }
  return result;
}

/** A value on its way into double quotes. */
interface Rewriting {
  readonly text: string;
  readonly escape: '\\' | '`';
  position: number;
  result: string;
  hasBlank: boolean;
}

/**
 * The value of the legacy `KEY value` as one word behind `KEY=` with the same meaning: as it stands, or
 * in double quotes when it holds blanks. Null when its quotes do not end, or when a substitution
 * holds quotes of its own (BuildKit: `parseWords`, `ProcessWord`).
 */
export function asOneWord(value: string, escape: '\\' | '`'): string | null {
  const rewriting = { text: value, escape, position: 0, result: '', hasBlank: false };
  while (rewriting.position < value.length) {
    if (!rewriteNext(rewriting)) return null;
  }
  return rewriting.hasBlank ? `"${rewriting.result}"` : value;
}

/** False when the text at hand cannot be rewritten. */
function rewriteNext(rewriting: Rewriting): boolean {
  const { text, escape, position } = rewriting;
  const character = text.charAt(position);
  if (character === "'") return rewriteSingleQuoted(rewriting);
  if (character === '"') return rewriteDoubleQuoted(rewriting);
  if (character === '$') return rewriteVariable(rewriting);
  if (character === escape) {
    rewriting.result += escapeText(text.charAt(position + 1), escape);
    rewriting.position += 2;
    return true;
  }
  rewriting.hasBlank ||= isSpace(text.charCodeAt(position));
  rewriting.result += character;
  rewriting.position += 1;
  return true;
}

function rewriteSingleQuoted(rewriting: Rewriting): boolean {
  const { text, escape, position } = rewriting;
  const end = text.indexOf("'", position + 1);
  if (end === -1) return false;
  rewriting.result += escapeText(text.slice(position + 1, end), escape);
  rewriting.position = end + 1;
  return true;
}

/** What stands in double quotes means the same in larger ones, a bare name at its end excepted. */
function rewriteDoubleQuoted(rewriting: Rewriting): boolean {
  const { text, escape } = rewriting;
  rewriting.position += 1;
  while (rewriting.position < text.length) {
    const character = text.charAt(rewriting.position);
    if (character === '$') {
      if (!rewriteVariable(rewriting)) return false;
      continue;
    }
    rewriting.position += 1;
    if (character === '"') return true;
    rewriting.result += character;
    if (character !== escape) continue;
    const next = text.charAt(rewriting.position);
    // An escape character before the closing quote escapes it.
    if (next === '') return false;
    rewriting.result += next;
    rewriting.position += 1;
  }
  return false;
}

const NAME = /[\p{L}_][\p{L}\p{Nd}_]*/uy;

/** A bare name gets braces, because what follows it may no longer be cut off by a quote. */
function rewriteVariable(rewriting: Rewriting): boolean {
  const { text, escape, position } = rewriting;
  if (text.charAt(position + 1) === '{') return rewriteBraced(rewriting);
  NAME.lastIndex = position + 1;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) {
    const isSpecial = /[\p{Nd}@*#?\-$!]/u.test(text.charAt(position + 1));
    rewriting.result += `${escape}$`;
    rewriting.position += 1;
    return !isSpecial;
  }
  rewriting.position = NAME.lastIndex;
  const isCut = ['"', "'", escape].includes(text.charAt(rewriting.position));
  rewriting.result += isCut ? `\${${name}}` : `$${name}`;
  return true;
}

function rewriteBraced(rewriting: Rewriting): boolean {
  const { text, escape, position } = rewriting;
  const end = text.indexOf('}', position);
  if (end === -1) return false;
  const whole = text.slice(position, end + 1);
  const isSimple = ['"', "'", escape].every((character) => !whole.includes(character));
  if (!isSimple || whole.includes('$', 1)) return false;
  rewriting.hasBlank ||= /[\s\u0085]/.test(whole);
  rewriting.result += whole;
  rewriting.position = end + 1;
  return true;
}
