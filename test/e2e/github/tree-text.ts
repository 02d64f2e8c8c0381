import type { TreeChange, TreeEntry } from './git.ts';

/** Reads a tree object: mode, space, name, NUL, and twenty bytes of object id, again and again. */
export function* readTreeText(content: Buffer): Generator<Omit<TreeEntry, 'size'>> {
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(32, at);
    const end = content.indexOf(0, space);
    const mode = content.toString('latin1', at, space).padStart(6, '0');
    const path = content.toString('utf8', space + 1, end);
    const oid = content.toString('hex', end + 1, end + 21);
    yield { path, mode, type: typeOf(mode), oid };
    at = end + 21;
  }
}

function typeOf(mode: string): TreeEntry['type'] {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

export interface Leaf {
  readonly mode: string;
  readonly oid: string;
}

/** Files after the changes; a new file takes the place of a folder, and a new folder that of a file. */
export function applyChanges(
  files: ReadonlyMap<string, Leaf>,
  changes: readonly TreeChange[],
): ReadonlyMap<string, Leaf> {
  const after = new Map(files);
  for (const { path, mode, oid } of changes) {
    if (oid === null) {
      after.delete(path);
      continue;
    }
    for (const known of [...after.keys()]) {
      if (known.startsWith(`${path}/`) || path.startsWith(`${known}/`)) after.delete(known);
    }
    after.set(path, { mode, oid });
  }
  return after;
}

/** Writes the trees of these files from the innermost one outwards; the object id of the outermost. */
export function writeTrees(
  files: ReadonlyMap<string, Leaf>,
  write: (content: Buffer) => string,
): string {
  const entries = new Map<string, Leaf>();
  const folders = new Map<string, Map<string, Leaf>>();
  for (const [path, leaf] of files) {
    const slash = path.indexOf('/');
    if (slash === -1) {
      entries.set(path, leaf);
      continue;
    }
    const name = path.slice(0, slash);
    const inner = folders.get(name) ?? new Map<string, Leaf>();
    folders.set(name, inner.set(path.slice(slash + 1), leaf));
  }
  for (const [name, inner] of folders) {
    entries.set(name, { mode: '040000', oid: writeTrees(inner, write) });
  }
  return write(printTree(entries));
}

/** Names in the order of their bytes, a folder's as if it ended with a slash. */
function printTree(entries: ReadonlyMap<string, Leaf>): Buffer {
  const lines = [...entries].map(([name, { mode, oid }]) => ({
    key: Buffer.from(mode === '040000' ? `${name}/` : name),
    line: Buffer.concat([
      Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
      Buffer.from(oid, 'hex'),
    ]),
  }));
  lines.sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(lines.map(({ line }) => line));
}
