import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import type { BuiltFile } from '../../proof/built-image.ts';
import { parseWhiteout } from '../../image/whiteout.ts';
import type { Whiteout } from '../../image/whiteout.ts';
import { ArchiveError } from './archive-error.ts';

type Archive = ReturnType<typeof extract>;
type Entry = Archive extends AsyncIterable<infer Item> ? Item : never;

/** One layer of an image. */
export interface Layer {
  /** By absolute path. */
  readonly files: ReadonlyMap<string, BuiltFile>;
  /** Paths that are the same file as another one. */
  readonly hardLinks: ReadonlyMap<string, string>;
  readonly whiteouts: readonly Whiteout[];
}

const MOST_ENTRIES = 1_000_000;

/** Reads the archive of a layer (OCI image specification, `layer.md`), unpacked, as it streams in. */
export async function readLayer(bytes: Readable): Promise<Layer> {
  const archive = extract();
  bytes.on('error', (error) => {
    archive.destroy(error);
  });
  bytes.pipe(archive);
  const files = new Map<string, BuiltFile>();
  const hardLinks = new Map<string, string>();
  const whiteouts: Whiteout[] = [];
  let entries = 0;
  for await (const entry of archive) {
    entries += 1;
    if (entries > MOST_ENTRIES) throw new ArchiveError('a layer has too many files');
    const path = absolutePath(entry.header.name);
    const whiteout = path === null ? null : parseWhiteout(path);
    if (whiteout !== null) whiteouts.push(whiteout);
    else if (path !== null && entry.header.type === 'link') {
      hardLinks.set(path, absolutePath(entry.header.linkname) ?? path);
    } else if (path !== null) files.set(path, await readEntry(entry));
    entry.resume();
  }
  return { files, hardLinks, whiteouts };
}

/** Null for the root, and for a name that leads out of it. */
function absolutePath(name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) return null;
  return `/${parts.join('/')}`;
}

async function readEntry(entry: Entry): Promise<BuiltFile> {
  const { mode, uid, gid, size, linkname } = entry.header;
  const type = typeOf(entry);
  // Of links the mode means nothing, and builders write different ones.
  if (type === 'link') return { type, mode: 0o777, uid, gid, size: 0, content: linkname };
  const file = { type, mode: mode & 0o7777, uid, gid };
  if (type !== 'file') return { ...file, size: 0, content: '' };
  return { ...file, size, content: await hash(entry) };
}

function typeOf({ header }: Entry): BuiltFile['type'] {
  const { type } = header;
  if (type === 'file' || type === 'contiguous-file') return 'file';
  if (type === 'directory') return 'directory';
  return type === 'symlink' ? 'link' : 'special';
}

async function hash(entry: Entry): Promise<string> {
  const sum = createHash('sha256');
  for await (const chunk of bytesOf(entry)) sum.update(chunk);
  return sum.digest('hex');
}

/** Chunks of an entry are bytes; the types of the package say less. */
export async function* bytesOf(entry: Entry): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of entry) {
    if (chunk instanceof Uint8Array) yield chunk;
  }
}
