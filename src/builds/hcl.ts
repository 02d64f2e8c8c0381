import { readTokens } from './hcl-tokens.ts';
import type { HclToken } from './hcl-tokens.ts';

/** An expression, as far as it is a value written out; everything else is `unknown`. */
export type HclValue =
  /** `text` is a template: `${…}` and escapes are as written. */
  | { readonly kind: 'text'; readonly text: string; readonly offset: number }
  /** A variable alone: `TAG`. */
  | { readonly kind: 'name'; readonly name: string; readonly offset: number }
  | { readonly kind: 'list'; readonly items: readonly HclValue[]; readonly offset: number }
  | {
      readonly kind: 'object';
      readonly entries: ReadonlyMap<string, HclEntry>;
      readonly offset: number;
    }
  /** `null`: as if it were not there. */
  | { readonly kind: 'null'; readonly offset: number }
  | { readonly kind: 'unknown'; readonly offset: number };

export interface HclEntry {
  readonly value: HclValue;
  /** Of the name. */
  readonly offset: number;
}

/** `target "app" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly offset: number;
  readonly attributes: ReadonlyMap<string, HclEntry>;
}

/** Lists and objects within each other. */
const DEEPEST = 20;

interface Reader {
  readonly tokens: readonly HclToken[];
  at: number;
}

const OPEN = new Set(['{', '[', '(']);
const CLOSE = new Set(['}', ']', ')']);

/**
 * The blocks of an HCL text with their attributes. What it does not understand it steps over, up to the
 * end of the expression; blocks within blocks are left out. Linear in the length of the text.
 */
export function readHcl(text: string): HclBlock[] {
  const reader: Reader = { tokens: readTokens(text), at: 0 };
  const blocks: HclBlock[] = [];
  while (peek(reader) !== undefined) {
    const block = readBlock(reader);
    if (block !== null) blocks.push(block);
  }
  return blocks;
}

function peek({ tokens, at }: Reader): HclToken | undefined {
  return tokens[at];
}

function isSign(token: HclToken | undefined, text: string): boolean {
  return token?.kind === 'sign' && token.text === text;
}

/** The block that begins here; null when none does, and then one token or attribute is passed. */
function readBlock(reader: Reader): HclBlock | null {
  const first = peek(reader);
  reader.at += 1;
  if (first?.kind !== 'word') return null;
  if (isSign(peek(reader), '=')) {
    reader.at += 1;
    readExpression(reader, 0);
    return null;
  }
  const labels: string[] = [];
  for (let label = peek(reader); label?.kind === 'string' || label?.kind === 'word';) {
    labels.push(label.text);
    reader.at += 1;
    label = peek(reader);
  }
  if (!isSign(peek(reader), '{')) return null;
  reader.at += 1;
  return { type: first.text, labels, offset: first.offset, attributes: readBody(reader) };
}

function readBody(reader: Reader): ReadonlyMap<string, HclEntry> {
  const attributes = new Map<string, HclEntry>();
  for (let token = peek(reader); token !== undefined && !isSign(token, '}'); token = peek(reader)) {
    reader.at += 1;
    if (token.kind === 'word' && isSign(peek(reader), '=')) {
      reader.at += 1;
      attributes.set(token.text, { offset: token.offset, value: readExpression(reader, 0) });
    } else if (token.kind === 'sign' && OPEN.has(token.text)) skipGroup(reader);
  }
  reader.at += 1;
  return attributes;
}

/** Up to the sign that closes the group whose opening sign has been read. */
function skipGroup(reader: Reader): void {
  let depth = 1;
  for (let token = peek(reader); token !== undefined && depth > 0; token = peek(reader)) {
    if (token.kind === 'sign' && OPEN.has(token.text)) depth += 1;
    if (token.kind === 'sign' && CLOSE.has(token.text)) depth -= 1;
    reader.at += 1;
  }
}

/** One expression; with an operator, a call or an index behind it, it is unknown. */
function readExpression(reader: Reader, depth: number): HclValue {
  const value = readPrimary(reader, depth);
  return skipRest(reader) ? { kind: 'unknown', offset: value.offset } : value;
}

function readPrimary(reader: Reader, depth: number): HclValue {
  const token = peek(reader);
  if (token === undefined) return { kind: 'unknown', offset: 0 };
  const { text, offset } = token;
  if (token.kind === 'newline' || (token.kind === 'sign' && CLOSE.has(text))) {
    return { kind: 'unknown', offset };
  }
  reader.at += 1;
  if (token.kind === 'string' || token.kind === 'heredoc') return { kind: 'text', text, offset };
  if (token.kind === 'word') return readWord(text, offset);
  if (text === '[' && depth < DEEPEST) return readList(reader, offset, depth);
  if (text === '{' && depth < DEEPEST) return readObject(reader, offset, depth);
  if (OPEN.has(text)) skipGroup(reader);
  return { kind: 'unknown', offset };
}

function readWord(text: string, offset: number): HclValue {
  if (text === 'null') return { kind: 'null', offset };
  if (/^\d+(?:\.\d+)?$/.test(text)) return { kind: 'text', text: String(Number(text)), offset };
  if (text === 'true' || text === 'false') return { kind: 'text', text, offset };
  return text.includes('.') ? { kind: 'unknown', offset } : { kind: 'name', name: text, offset };
}

/** Steps over what belongs to the expression; true when there was something. */
function skipRest(reader: Reader): boolean {
  const start = reader.at;
  for (let token = peek(reader); token !== undefined; token = peek(reader)) {
    if (token.kind === 'newline') break;
    const isEnd = token.kind === 'sign' && (token.text === ',' || CLOSE.has(token.text));
    if (isEnd) break;
    reader.at += 1;
    if (token.kind === 'sign' && OPEN.has(token.text)) skipGroup(reader);
  }
  return reader.at > start;
}

function readList(reader: Reader, offset: number, depth: number): HclValue {
  const items: HclValue[] = [];
  while (hasMore(reader, ']')) {
    const before = reader.at;
    items.push(readExpression(reader, depth + 1));
    if (reader.at === before) reader.at += 1;
  }
  reader.at += 1;
  return { kind: 'list', items, offset };
}

/** Steps over commas and line ends, and tells whether something else than `close` follows. */
function hasMore(reader: Reader, close: string): boolean {
  while (peek(reader)?.kind === 'newline' || isSign(peek(reader), ',')) reader.at += 1;
  const token = peek(reader);
  return token !== undefined && !isSign(token, close);
}

function readObject(reader: Reader, offset: number, depth: number): HclValue {
  const entries = new Map<string, HclEntry>();
  while (hasMore(reader, '}')) {
    const key = peek(reader);
    reader.at += 1;
    const isKey = key?.kind === 'string' || key?.kind === 'word';
    const isPair = isSign(peek(reader), '=') || isSign(peek(reader), ':');
    if (!isKey || !isPair) continue;
    reader.at += 1;
    entries.set(key.text, { offset: key.offset, value: readExpression(reader, depth + 1) });
  }
  reader.at += 1;
  return { kind: 'object', entries, offset };
}
