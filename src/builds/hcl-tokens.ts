/** A piece of HCL text, white space and comments left out. */
export interface HclToken {
  readonly kind: 'word' | 'string' | 'heredoc' | 'newline' | 'sign';
  /** For strings what stands between the quotes, as written; for here-documents the body. */
  readonly text: string;
  /** Of `text`. */
  readonly offset: number;
}

const BLANK = /[^\S\n]+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y;
const WORD = /[\p{L}\p{Nd}_][\p{L}\p{Nd}_.-]*/uy;
const HEREDOC = /<<-?([\p{L}_][\p{L}\p{Nd}_-]*)[^\S\n]*\n/uy;
const SIGN = /=>|[=!<>]=|&&|\|\||\.\.\.|[^]/uy;

/**
 * Splits HCL into tokens (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md, "Lexical
 * Elements"). Text that is broken gives tokens, too. A word keeps its dots: `target.app`.
 */
export function readTokens(text: string): HclToken[] {
  const tokens: HclToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const token = readString(text, at) ?? heredocAt(text, match(HEREDOC)) ?? plainToken(match, at);
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

interface Found {
  readonly token: HclToken;
  readonly end: number;
}

function plainToken(match: (pattern: RegExp) => RegExpExecArray | null, offset: number): Found {
  const word = match(WORD)?.[0];
  if (word !== undefined) {
    return { token: { kind: 'word', text: word, offset }, end: offset + word.length };
  }
  const sign = match(SIGN)?.[0] ?? ' ';
  const kind = sign === '\n' ? 'newline' : 'sign';
  return { token: { kind, text: sign, offset }, end: offset + sign.length };
}

/** A quoted text, in whose `${…}` quotes may stand; it ends with its line at the latest. */
function readString(text: string, from: number): Found | null {
  if (text.charAt(from) !== '"') return null;
  const offset = from + 1;
  let depth = 0;
  let isInner = false;
  let at = offset;
  for (; at < text.length && text.charAt(at) !== '\n'; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '"' && depth === 0) break;
    else if (character === '"') isInner = !isInner;
    else if (!isInner && (text.startsWith('${', at) || text.startsWith('%{', at))) depth += 1;
    else if (!isInner && character === '}' && depth > 0) depth -= 1;
  }
  const end = Math.min(at, text.length);
  const isClosed = text.charAt(end) === '"';
  return {
    token: { kind: 'string', text: text.slice(offset, end), offset },
    end: isClosed ? end + 1 : end,
  };
}

function heredocAt(text: string, match: RegExpExecArray | null): Found | null {
  const word = match?.[1];
  if (match === null || word === undefined) return null;
  const offset = match.index + match[0].length;
  for (let line = offset; line < text.length;) {
    const newline = text.indexOf('\n', line);
    const end = newline === -1 ? text.length : newline;
    if (text.slice(line, end).trim() === word) {
      return { token: { kind: 'heredoc', text: text.slice(offset, line), offset }, end };
    }
    line = end + 1;
  }
  return { token: { kind: 'heredoc', text: text.slice(offset), offset }, end: text.length };
}
