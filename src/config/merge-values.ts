/** Lists to which a repository adds; all others it replaces. */
const ADDED_LISTS: ReadonlySet<string> = new Set(['ignore']);

/**
 * The values of a configuration on top of those of its base: mappings are merged key by key, `ignore` is added to, and
 * anything else is taken from `own` where it is there. Both are plain values as the reader of YAML makes them.
 */
export function mergeValues(base: unknown, own: unknown): unknown {
  return mergeAt(base, own, null);
}

function mergeAt(base: unknown, own: unknown, key: string | null): unknown {
  if (own === undefined) return base;
  if (isList(base) && isList(own)) {
    // What the repository says itself comes first, because the first entry that fits gives the reason.
    return key !== null && ADDED_LISTS.has(key) ? [...own, ...base] : own;
  }
  if (!isMapping(base) || !isMapping(own)) return own;
  const isRoot = key === null;
  const before = new Map(Object.entries(base));
  const merged = new Map(before);
  for (const [name, value] of Object.entries(own)) {
    merged.set(name, mergeAt(before.get(name), value, isRoot ? name : ''));
  }
  return Object.fromEntries(merged);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isList(value);
}
