import type { TreeEntry } from './git.ts';

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
