/**
 * Whether an absolute path is meant by a pattern: `*` stands for any characters within a name, `**` for any
 * number of folders; `/a/**` means `/a` and all below it, and a pattern without a slash any file of that name.
 */
export function isPathMeant(pattern: string, path: string): boolean {
  const words = pattern.startsWith('/') ? pattern.slice(1) : `**/${pattern}`;
  return matchFrom(words.split('/'), path.slice(1).split('/'));
}

/** By a table of what matches from where, so that the time is bounded by the product of both lengths. */
function matchFrom(pattern: readonly string[], names: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    for (const index of reached) {
      if (part === '**') {
        for (let end = index; end <= names.length; end += 1) next.add(end);
        continue;
      }
      const name = names[index];
      if (name !== undefined && isNameMeant(part, name)) next.add(index + 1);
    }
    reached = next;
  }
  return reached.has(names.length);
}

function isNameMeant(part: string, name: string): boolean {
  const [first = '', ...rest] = part.split('*');
  const last = rest.pop();
  if (last === undefined) return name === part;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  const end = name.length - last.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, from);
    if (found === -1) return false;
    from = found + piece.length;
  }
  return from <= end;
}
