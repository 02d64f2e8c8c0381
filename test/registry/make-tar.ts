import { pack } from 'tar-stream';

export interface ArchiveEntry {
  readonly name: string;
  /** A file where there is text or bytes, a link where there is `to`, else a directory. */
  readonly content?: string | Uint8Array;
  readonly to?: string;
  readonly isHard?: boolean;
  readonly pax?: Readonly<Record<string, string>>;
}

/** Contents of files by their path. */
export type FileContents = Readonly<Record<string, string | Uint8Array>>;

/** A tar archive as image builders write it; its bytes depend on nothing but the entries. */
export async function tarOf(entries: readonly ArchiveEntry[]): Promise<Buffer<ArrayBuffer>> {
  const archive = pack();
  for (const entry of entries) writeEntry(archive, entry);
  archive.finalize();
  const parts: Uint8Array[] = [];
  // Its types leave open what it yields: bytes.
  for await (const part of archive as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts);
}

function writeEntry(archive: ReturnType<typeof pack>, entry: ArchiveEntry): void {
  const { content, to, isHard } = entry;
  const header = { name: entry.name, pax: entry.pax ?? null, mtime: new Date(0) };
  if (to !== undefined) {
    archive.entry({ ...header, type: isHard === true ? 'link' : 'symlink', linkname: to });
  } else if (content === undefined) {
    archive.entry({ ...header, type: 'directory' });
  } else {
    archive.entry({ ...header, type: 'file' }, new Uint8Array(Buffer.from(content)));
  }
}

export function tarOfFiles(files: FileContents): Promise<Buffer<ArrayBuffer>> {
  return tarOf(Object.entries(files).map(([name, content]) => ({ name, content })));
}
