import type * as unbash from 'unbash';
import type { ShellAssignment, ShellRedirect, ShellWord } from './shell-script.ts';
import type { Span } from './span.ts';

/** Places the range `[from, to)` of the parsed text in the file. */
export type Place = (from: number, to: number) => Span;

/** Without one of these a word is its own value. */
const SPECIAL = /[\\'"$`*?[{~(]/;
const QUOTE = /['"\\]/;
/** The common forms that need no second look by the parser. */
const EXPANSION = /^[^'\\]*\$[\w{(@*#?!-]/;
const ONE_QUOTE = /^(?:"[^"\\$`]*"|'[^']*')$/;

export function readWord(word: unbash.Word, place: Place): ShellWord {
  const { text } = word;
  const span = place(word.pos, word.end);
  if (!SPECIAL.test(text)) return { text, value: text, quoted: false, span };
  return { text, value: staticValue(word), quoted: QUOTE.test(text), span };
}

function staticValue(word: unbash.Word): string | null {
  const { text } = word;
  // A `~` in front is an expansion.
  if (EXPANSION.test(text) || text.startsWith('~')) return null;
  if (ONE_QUOTE.test(text)) return text.slice(1, -1);
  return word.parts === undefined || word.parts.every(isStatic) ? word.value : null;
}

function isStatic(part: unbash.WordPart): boolean {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return true;
    case 'DoubleQuoted':
      return part.parts.every((child) => child.type === 'Literal');
    default:
      return false;
  }
}

/** `export A=b`: what looks like an assignment behind the name of a command is a word of it. */
export function readArgument(argument: unbash.CommandArgument, place: Place): ShellWord {
  if (argument.type === 'Word') return readWord(argument, place);
  const { text, value } = argument;
  const span = place(argument.pos, argument.end);
  if (value.type === 'ArrayValue') return { text, value: null, quoted: false, span };
  const right = readWord(value, place);
  const left = text.slice(0, text.length - right.text.length);
  const whole = right.value === null ? null : left + right.value;
  return { text, value: whole, quoted: right.quoted, span };
}

export function readAssignment(assignment: unbash.Assignment, place: Place): ShellAssignment {
  const { name, text, value } = assignment;
  return {
    name,
    text,
    value: value.type === 'ArrayValue' ? null : readWord(value, place),
    span: place(assignment.pos, assignment.end),
  };
}

export function readRedirect(
  redirect: unbash.Redirection,
  text: string,
  place: Place,
): ShellRedirect {
  const { descriptor, operator, pos, end } = redirect;
  return {
    operator,
    descriptor: descriptor?.type === 'FileDescriptor' ? descriptor.value : null,
    target: readTarget(redirect, place),
    text: text.slice(pos, end),
    span: place(pos, end),
  };
}

function readTarget(redirect: unbash.Redirection, place: Place): ShellWord | null {
  if (redirect.type !== 'HereDoc') return redirect.target ? readWord(redirect.target, place) : null;
  const { delimiter } = redirect;
  if (delimiter === undefined) return null;
  const { text, value, quoted, pos, end } = delimiter;
  return { text, value, quoted, span: place(pos, end) };
}
