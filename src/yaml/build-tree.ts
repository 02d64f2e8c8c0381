import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { YamlEntry, YamlItem, YamlScalar, YamlValue } from './yaml-tree.ts';

/** Values, those that aliases stand for counted each time: a small file cannot become a huge value. */
const MOST_VALUES = 200_000;

export interface TreeProblem {
  readonly offset: number;
  readonly problem: string;
  readonly cure: string | null;
}

/** A value and how many values it holds, itself included. */
interface Sized {
  readonly value: YamlValue;
  readonly size: number;
}

interface Builder {
  readonly isForeign: boolean;
  /** Null while the value is being built: it cannot hold itself. */
  readonly anchors: Map<string, Sized | null>;
  size: number;
  problem: TreeProblem | null;
}

const STYLES: Readonly<Record<string, YamlScalar['style']>> = {
  PLAIN: 'plain',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** The nodes of a document as a tree; the first problem in it, else. */
export function buildTree(
  contents: unknown,
  isForeign: boolean,
): { readonly root: YamlValue | null } | TreeProblem {
  const builder: Builder = { isForeign, anchors: new Map(), size: 0, problem: null };
  const root = contents === null ? null : build(builder, contents, 0).value;
  return builder.problem ?? { root };
}

function build(builder: Builder, node: unknown, offset: number): Sized {
  if (isAlias(node)) return buildAlias(builder, node);
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  if (anchor !== undefined) builder.anchors.set(anchor, null);
  const before = builder.size;
  builder.size += 1;
  const value = buildValue(builder, node, offset);
  const sized = { value, size: builder.size - before };
  if (anchor !== undefined) builder.anchors.set(anchor, sized);
  return sized;
}

function buildValue(builder: Builder, node: unknown, offset: number): YamlValue {
  if (isMap(node)) return buildMap(builder, node);
  if (isSeq(node)) return buildList(builder, node);
  return isScalar(node) ? scalar(node) : nothing(offset);
}

function scalar(node: Scalar): YamlScalar {
  const [offset = 0, end = offset] = node.range ?? [];
  const style = STYLES[node.type ?? 'PLAIN'] ?? 'quoted';
  return { kind: 'scalar', offset, end, value: node.value, style };
}

/** A key without anything behind it. */
function nothing(offset: number): YamlScalar {
  return { kind: 'scalar', offset, end: offset, value: null, style: 'plain' };
}

/** The parser's own search for the anchor goes through the whole document for each alias. */
function buildAlias(builder: Builder, node: Alias): Sized {
  const offset = startOf(node, 0);
  const target = builder.anchors.get(node.source) ?? null;
  builder.size += target?.size ?? 0;
  if (target !== null && builder.size <= MOST_VALUES) return target;
  const problem = 'an alias has no anchor, or aliases stand for too much';
  complain(builder, { offset, problem, cure: 'write the value itself' });
  return { value: nothing(offset), size: 1 };
}

function buildList(builder: Builder, node: YAMLSeq): YamlValue {
  const offset = startOf(node, 0);
  const items = node.items.map((item): YamlItem => {
    const start = startOf(item, offset);
    return { offset: start, value: build(builder, item, start).value };
  });
  return { kind: 'list', offset, items };
}

function buildMap(builder: Builder, node: YAMLMap): YamlValue {
  const offset = startOf(node, 0);
  const entries = new Map<string, YamlEntry>();
  const merged: YamlValue[] = [];
  for (const { key, value } of node.items) {
    const keyOffset = startOf(key, offset);
    const name = keyName(builder, key, keyOffset);
    const start = startOf(value, keyOffset);
    const built = build(builder, value, start).value;
    if (builder.isForeign && name === '<<') merged.push(built);
    else if (name !== null && isNew(builder, entries, name, keyOffset)) {
      entries.set(name, { keyOffset, offset: start, value: built });
    }
  }
  for (const value of merged) mergeInto(entries, value);
  return { kind: 'map', offset, entries };
}

/** What the mapping says itself, and what was merged first, stays (YAML 1.1, "Merge Key"). */
function mergeInto(entries: Map<string, YamlEntry>, value: YamlValue): void {
  if (value.kind === 'list') for (const item of value.items) mergeInto(entries, item.value);
  if (value.kind !== 'map') return;
  for (const [name, entry] of value.entries) {
    if (!entries.has(name)) entries.set(name, entry);
  }
}

function keyName(builder: Builder, key: unknown, offset: number): string | null {
  const value = isScalar(key) ? key.value : null;
  if (typeof value === 'string' && value !== '__proto__') return value;
  if (!builder.isForeign)
    complain(builder, { offset, problem: 'a key must be a word', cure: null });
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function isNew(
  builder: Builder,
  entries: ReadonlyMap<string, YamlEntry>,
  name: string,
  offset: number,
): boolean {
  if (!entries.has(name)) return true;
  complain(builder, { offset, problem: `\`${name}\` is there twice`, cure: 'remove one of them' });
  return false;
}

function complain(builder: Builder, problem: TreeProblem): void {
  builder.problem ??= problem;
}

function startOf(node: unknown, otherwise: number): number {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return otherwise;
  return node.range?.[0] ?? otherwise;
}
