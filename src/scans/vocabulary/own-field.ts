/** A field of a JSON object; undefined for what is no object, and for what it only inherits. */
export function ownField(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  // The check above makes it an object that has the key.
  return (value as Readonly<Record<string, unknown>>)[key];
}

/** The items of a list; none of what is no list. */
export function itemsOf(value: unknown): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items;
}

/** A text of a JSON object that is not empty; else null. */
export function ownText(value: unknown, key: string): string | null {
  const field = ownField(value, key);
  return typeof field === 'string' && field.trim() !== '' ? field : null;
}

/** A number of a JSON object, also one that is written as a text; else null. */
export function ownNumber(value: unknown, key: string): number | null {
  const field = ownField(value, key);
  const read = typeof field === 'string' && field.trim() !== '' ? Number(field) : field;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

/** The texts of a list in a JSON object; a single text is a list of one. */
export function ownTexts(value: unknown, key: string): readonly string[] {
  const field = ownField(value, key);
  const list: readonly unknown[] = Array.isArray(field) ? field : [field];
  return list.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
}
