/**
 * The same function, which remembers what it found for the last texts: many rules ask the same about
 * one file, and many files name the same images. Past `limit` texts it starts anew.
 */
export function remembered<Value extends object | string | null>(
  limit: number,
  compute: (text: string) => Value,
): (text: string) => Value {
  const found = new Map<string, Value>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined) return known;
    const value = compute(text);
    if (found.size >= limit) found.clear();
    found.set(text, value);
    return value;
  };
}
