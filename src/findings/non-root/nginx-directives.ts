import type { Span } from '../../dockerfile/span.ts';

/** A directive of an nginx configuration (https://nginx.org/en/docs/beginners_guide.html#conf_structure). */
export interface Directive {
  readonly name: string;
  /** What stands between the name and the `;` or `{`. */
  readonly value: string;
  /** Of the value. */
  readonly span: Span;
  /** After the `;` or `{`. */
  readonly end: number;
  /** Number of the `server` block around it; 0 for none. */
  readonly server: number;
}

/** Characters; nobody writes longer ones. */
const LARGEST = 200_000;

/** One token: a comment, a text in quotes, a word, or a separator. */
const TOKEN =
  /#[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]|(?:\$\{[^}\s]*\}|[^\s{};"'#])[^\s{};]*/g;

/** All directives in order; null for what is none of nginx's own language. Linear. */
export function readDirectives(text: string): readonly Directive[] | null {
  if (text.length > LARGEST || /_by_lua_block|\{%|\{\{|<%/.test(text)) return null;
  const found: Directive[] = [];
  const blocks: number[] = [];
  let servers = 0;
  let words: { readonly text: string; readonly start: number }[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('#')) continue;
    if (token === '}') {
      if (words.length > 0 || blocks.pop() === undefined) return null;
      continue;
    }
    if (token !== ';' && token !== '{') {
      words.push({ text: token, start: index });
      continue;
    }
    const [name, first] = words;
    if (name === undefined) return null;
    const span = { start: first?.start ?? index, end: index };
    const server = blocks.at(-1) ?? 0;
    found.push({
      name: name.text,
      value: text.slice(span.start, index).trim(),
      span,
      end: index + 1,
      server,
    });
    words = [];
    if (token === ';') continue;
    if (name.text === 'server') servers += 1;
    blocks.push(name.text === 'server' ? servers : server);
  }
  return words.length === 0 && blocks.length === 0 ? found : null;
}
