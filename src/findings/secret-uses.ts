/** True when a text has `$NAME` or `${NAME…}`. */
export function usesVariable(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const isWhole = !/\w/.test(text.charAt(at + name.length));
    if (isWhole && (before.endsWith('$') || before === '${')) return true;
  }
  return false;
}
