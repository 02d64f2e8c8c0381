import { Lexer } from 'yaml';

/** Brackets within brackets; no file that a person writes comes near. */
const DEEPEST = 20;

/** `- - ? a:` on one line opens as many collections. */
const MOST_INDICATORS = 20;

/** Blanks before the first character of a line, each of which could be a level. */
const WIDEST_INDENT = 100;

/**
 * Offset where collections are nested more deeply than any person would write; null when nowhere. The
 * parser is recursive, and exhausting its stack can end the process; the lexer is not. Counts too much
 * rather than too little.
 */
export function findDeepNesting(text: string): number | null {
  let offset = 0;
  let brackets = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets += 1;
    if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    if (token === '-' || token === '?' || token === ':') indicators += 1;
    if (token === ',' || (brackets === 0 && token.includes('\n'))) indicators = 0;
    const isWide = token.length > WIDEST_INDENT && token.trim() === '';
    if (brackets > DEEPEST || indicators > MOST_INDICATORS || isWide) return offset;
    if (!CONTROL_TOKENS.has(token)) offset += token.length;
  }
  return null;
}

/** Tokens that stand for no text: byte order mark, document mode, flow error end, scalar. */
const CONTROL_TOKENS = new Set(['\u0002', '\u0018', '\u001F']);
