/**
 * A map that stays as it is, with cheap successors: 10,000 ENV instructions share one store instead
 * of copying a growing map 10,000 times. Iterates in the order of first insertion.
 */
export interface VersionedMap<V> extends ReadonlyMap<string, V> {
  /** This map with the entries on top. */
  readonly with: (entries: Iterable<readonly [string, V]>) => VersionedMap<V>;
}

/** A value and the version it came with. */
interface Entry<V> {
  readonly version: number;
  readonly value: V;
}

interface Store<V> {
  readonly base: VersionedMap<V> | null;
  readonly depth: number;
  /** Nothing is added to it any more. */
  readonly isShared: boolean;
  /** The values of each key, oldest first. */
  readonly histories: Map<string, Entry<V>[]>;
  /** Number of keys that the base does not have, by version. */
  readonly newKeys: number[];
}

/** A lookup walks through at most so many stores; then they are copied into one. */
const DEEPEST_BASE = 32;

export function versionedMap<V>(entries: Iterable<readonly [string, V]>): VersionedMap<V> {
  return append<V>(emptyStore(null, 0), entries);
}

/**
 * A map that many files begin with: its successors are kept in stores of their own, and go with the
 * files that they belong to.
 */
export function sharedMap<V>(entries: Iterable<readonly [string, V]>): VersionedMap<V> {
  return append<V>({ ...emptyStore(null, 0), isShared: true }, entries);
}

function emptyStore<V>(base: VersionedMap<V> | null, depth: number): Store<V> {
  return { base, depth, isShared: false, histories: new Map(), newKeys: [] };
}

/** Adds a version to the store and returns it as a map. */
function append<V>(store: Store<V>, entries: Iterable<readonly [string, V]>): VersionedMap<V> {
  const version = store.newKeys.length;
  let newKeys = store.newKeys[version - 1] ?? 0;
  for (const [key, value] of entries) {
    const history = store.histories.get(key);
    if (history !== undefined) {
      history.push({ version, value });
      continue;
    }
    store.histories.set(key, [{ version, value }]);
    if (store.base?.has(key) !== true) newKeys += 1;
  }
  store.newKeys.push(newKeys);
  return mapAt(store, version);
}

function mapAt<V>(store: Store<V>, version: number): VersionedMap<V> {
  const { base } = store;
  const own = (key: string) => newest(store.histories.get(key), version);
  const map: VersionedMap<V> = {
    size: (base?.size ?? 0) + (store.newKeys[version] ?? 0),
    has: (key) => own(key) !== null || base?.has(key) === true,
    get: (key) => {
      const entry = own(key);
      return entry === null ? base?.get(key) : entry.value;
    },
    entries: () => entriesAt(store, version),
    keys: () => firsts(entriesAt(store, version)),
    values: () => seconds(entriesAt(store, version)),
    forEach: (visit) => {
      for (const [key, value] of entriesAt(store, version)) visit(value, key, map);
    },
    [Symbol.iterator]: () => entriesAt(store, version),
    with: (entries) => successor(store, version, map, entries),
  };
  return map;
}

function successor<V>(
  store: Store<V>,
  version: number,
  map: VersionedMap<V>,
  entries: Iterable<readonly [string, V]>,
): VersionedMap<V> {
  if (map.size === 0) return versionedMap(entries);
  if (!store.isShared && version === store.newKeys.length - 1) return append(store, entries);
  if (store.depth < DEEPEST_BASE) return append(emptyStore(map, store.depth + 1), entries);
  const copy = emptyStore<V>(null, 0);
  append(copy, map);
  return append(copy, entries);
}

/** The newest entry that is not newer than `version`. */
function newest<V>(history: readonly Entry<V>[] | undefined, version: number): Entry<V> | null {
  if (history === undefined) return null;
  let low = 0;
  let high = history.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((history[middle]?.version ?? 0) <= version) low = middle + 1;
    else high = middle;
  }
  return history[low - 1] ?? null;
}

function* entriesAt<V>(store: Store<V>, version: number): Generator<[string, V], undefined> {
  const { base, histories } = store;
  for (const [key, value] of base ?? []) {
    const own = newest(histories.get(key), version);
    yield [key, own === null ? value : own.value];
  }
  for (const [key, history] of histories) {
    // Keys stand in the order of their first version, so all that follow are newer too.
    if ((history[0]?.version ?? 0) > version) return;
    const own = newest(history, version);
    if (own !== null && base?.has(key) !== true) yield [key, own.value];
  }
}

function* firsts<V>(entries: Iterable<[string, V]>): Generator<string, undefined> {
  for (const [key] of entries) yield key;
}

function* seconds<V>(entries: Iterable<[string, V]>): Generator<V, undefined> {
  for (const [, value] of entries) yield value;
}
