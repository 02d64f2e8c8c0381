import type { extract } from 'tar-stream';
import type { LayerFile } from '../image/registry.ts';
import { archivePath } from './archive-path.ts';
import { LayerError } from './layer-error.ts';
import type { LayerLimits } from './layer-limits.ts';

/** `contiguous-file` is a file too (POSIX ustar, typeflag 7); null is what GNU and others added. */
const FILE_TYPES: readonly unknown[] = ['file', 'contiguous-file'];
const LINK_TYPES: readonly unknown[] = ['link', 'symlink'];

type Archive = ReturnType<typeof extract>;
type Entry = Archive extends AsyncIterable<infer Item> ? Item : never;

const EMPTY = new Uint8Array(0);

/** The wanted files of a layer. Of a path that comes twice the last one counts. */
export interface KeptFiles {
  /** Reads the entry when it is a file; throws `LayerError` when a bound is passed. */
  readonly add: (path: string, entry: Entry) => Promise<void>;
  readonly files: () => readonly LayerFile[];
}

export function keepFiles(limits: LayerLimits): KeptFiles {
  const files = new Map<string, LayerFile>();
  let total = 0;

  function count(bytes: number): void {
    total += bytes;
    if (total <= limits.wantedBytes) return;
    const message = `the wanted files of the layer have more than ${limits.wantedBytes} bytes`;
    throw new LayerError('too-large', message);
  }

  return {
    add: async (path, entry) => {
      const { type, linkname, size } = entry.header;
      count(path.length);
      files.delete(path);
      if (FILE_TYPES.includes(type)) {
        checkSize(path, size, limits);
        files.set(path, { path, content: await readEntry(entry, count), link: null });
      } else if (LINK_TYPES.includes(type) && linkname) {
        count(linkname.length);
        files.set(path, link(path, linkname, type === 'link' ? files : null));
      }
    },
    files: () => [...files.values()],
  };
}

function checkSize(path: string, bytes: number, { fileBytes }: LayerLimits): void {
  if (bytes <= fileBytes) return;
  throw new LayerError('too-large', `${path} has more than ${fileBytes} bytes`);
}

async function readEntry(entry: Entry, count: (bytes: number) => void): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  // Its types leave open what an entry yields: the bytes that were written to the archive.
  for await (const part of entry as AsyncIterable<Uint8Array>) {
    count(part.length);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A hard link is a second name of an earlier entry; a symbolic one is never followed. */
function link(
  path: string,
  target: string,
  files: ReadonlyMap<string, LayerFile> | null,
): LayerFile {
  const original = files?.get(archivePath(target) ?? '');
  if (original === undefined) return { path, content: EMPTY, link: target };
  return { ...original, path };
}
