/** Parts of a version between its separators. */
const COMPONENT = /[^.+~_:-]+/g;

/** `4` for `7.88.1-10`. */
export function countComponents(version: string): number {
  return componentsOf(version).length;
}

/** The text up to the end of component `count`: `7.88` for `7.88.1-10` and 2. */
export function leadingComponents(version: string, count: number): string {
  const last = [...version.matchAll(COMPONENT)].slice(0, count).at(-1);
  return last === undefined ? version : version.slice(0, last.index + last[0].length);
}

/** Whether the first `count` components are the same. */
export function sharesComponents(a: string, b: string, count: number): boolean {
  const [left, right] = [componentsOf(a), componentsOf(b)];
  for (let index = 0; index < count; index += 1) {
    if (left[index] !== right[index]) return false;
  }
  return true;
}

/** Index of the first component in which they differ. */
export function firstDifference(a: string, b: string): number {
  const [left, right] = [componentsOf(a), componentsOf(b)];
  let index = 0;
  while (index < left.length && left[index] === right[index]) index += 1;
  return index;
}

function componentsOf(version: string): readonly string[] {
  return version.replace(/^v(?=\d)/, '').match(COMPONENT) ?? [];
}
