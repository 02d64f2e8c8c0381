import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

export interface ZipLimits {
  /** Bytes of one file, unpacked; and of all that are read. */
  readonly file: number;
  readonly total: number;
  /** Entries of any kind. */
  readonly entries: number;
}

export interface ZippedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type ZipOutcome =
  | {
      readonly ok: true;
      readonly files: readonly ZippedFile[];
      /** What was passed over, each a clause for a person. */
      readonly notices: readonly string[];
    }
  /** `reason`: one clause without a final dot. */
  | { readonly ok: false; readonly reason: string };

/** The kind of a file in the upper half of its attributes, where the archive is of Unix (APPNOTE.TXT, section 4.4.15). */
const KIND = 0xf000;
const REGULAR = 0x8000;

/**
 * Unpacks the files whose paths are wanted, into memory and never to disk. Sizes are counted while unpacking, whatever the
 * archive says; a path that leaves the archive makes the whole of it suspect.
 */
export async function readZip(
  archive: Uint8Array,
  limits: ZipLimits,
  isWanted: (path: string) => boolean,
): Promise<ZipOutcome> {
  try {
    const buffer = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
    // Strict: a backslash in a name is not made a slash.
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true });
    if (zip.entryCount > limits.entries) {
      return { ok: false, reason: `it holds more than ${limits.entries} files` };
    }
    return await readEntries(zip, limits, isWanted);
  } catch (error) {
    // Whatever is wrong with the archive, yauzl has words for it.
    const said = error instanceof Error ? error.message.slice(0, 200) : 'it is broken';
    return { ok: false, reason: `it cannot be unpacked (${said})` };
  }
}

async function readEntries(
  zip: ZipFile,
  limits: ZipLimits,
  isWanted: (path: string) => boolean,
): Promise<ZipOutcome> {
  const files: ZippedFile[] = [];
  const notices: string[] = [];
  let room = limits.total;
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName;
    if (path.endsWith('/') || !isWanted(path)) continue;
    const objection = objectionTo(entry);
    if (objection !== null) {
      notices.push(`${path}: ${objection}`);
      continue;
    }
    const bytes = await unpack(zip, entry, Math.min(room, limits.file));
    if (bytes === null) return { ok: false, reason: tooLarge(path, limits) };
    room -= bytes.byteLength;
    files.push({ path, bytes });
  }
  return { ok: true, files, notices };
}

function objectionTo(entry: Entry): string | null {
  const kind = (entry.externalFileAttributes >>> 16) & KIND;
  if (kind !== 0 && kind !== REGULAR) return 'it is a link or another special file';
  return entry.canDecodeFileData()
    ? null
    : 'it is encrypted, or packed in a way that we do not know';
}

/** Null when it is larger than it may be. */
async function unpack(zip: ZipFile, entry: Entry, most: number): Promise<Uint8Array | null> {
  if (entry.uncompressedSize > most) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) {
    // A stream without an encoding yields buffers.
    const bytes = chunk as Buffer;
    size += bytes.byteLength;
    // Leaving the loop ends the stream.
    if (size > most) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function tooLarge(path: string, { file, total }: ZipLimits): string {
  const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
  return `${path} is too large unpacked: ${mebibytes(file)} a file and ${mebibytes(total)} in all are read`;
}
