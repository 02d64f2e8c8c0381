/** A value of a document. Offsets are UTF-16 units of the text. Aliases are resolved: their value is shared. */
export type YamlValue = YamlScalar | YamlMap | YamlList;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly offset: number;
  /** After the last character of the value as written, quotes included. */
  readonly end: number;
  readonly value: unknown;
  readonly style: 'plain' | 'quoted' | 'literal' | 'folded';
}

export interface YamlMap {
  readonly kind: 'map';
  readonly offset: number;
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

export interface YamlList {
  readonly kind: 'list';
  readonly offset: number;
  readonly items: readonly YamlItem[];
}

export interface YamlItem {
  /** Where it is written; for an alias where that stands. */
  readonly offset: number;
  readonly value: YamlValue;
}

export interface YamlEntry extends YamlItem {
  readonly keyOffset: number;
}

/** The document as plain values; the root of an empty one is null. */
export function plainValue(value: YamlValue | null): unknown {
  if (value === null) return null;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map((item) => plainValue(item.value));
  const entries = [...value.entries].map(([key, entry]) => [key, plainValue(entry.value)] as const);
  return Object.fromEntries(entries);
}

/** Where the value at a path begins, or one key of the mapping there; of the deepest that exists. */
export function offsetOf(
  root: YamlValue | null,
  path: readonly PropertyKey[],
  key: string | undefined,
): number {
  let value = root;
  let offset = root?.offset ?? 0;
  for (const part of key === undefined ? path : [...path, key]) {
    const item = value === null ? undefined : itemAt(value, part);
    if (item === undefined) return offset;
    if (key === undefined) offset = item.offset;
    else offset = item.keyOffset ?? offset;
    value = item.value;
  }
  return offset;
}

interface FoundItem extends YamlItem {
  /** Null in a list. */
  readonly keyOffset: number | null;
}

function itemAt(value: YamlValue, part: PropertyKey): FoundItem | undefined {
  if (value.kind === 'map') return value.entries.get(String(part));
  const item = value.kind === 'list' ? value.items[Number(part)] : undefined;
  return item === undefined ? undefined : { ...item, keyOffset: null };
}
