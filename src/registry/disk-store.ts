import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AnswerStore } from './answer-store.ts';
import { pruneFolder } from './prune-folder.ts';

const FORMAT = 'seaworthy 1';
const HEADER_LENGTH = `${FORMAT} ${'0'.repeat(64)}\n`.length;

/**
 * Keeps answers as files of `folder`, which may be deleted at any time, also while we run. Past `limit`
 * bytes the files that were not used for longest go. A file that was cut or changed counts as absent.
 */
export function createDiskStore(folder: string, limit: number): AnswerStore {
  let written = Infinity;

  /** Looking through the folder is slow: once in a process, then whenever much has been written. */
  async function prune(bytes: number): Promise<void> {
    written += bytes;
    if (written < limit / 10) return;
    written = 0;
    await pruneFolder(folder, limit);
  }

  return {
    read: async (key) => {
      const path = pathOf(folder, key);
      const bytes = await unlessImpossible(readFile(path));
      if (bytes === null) return null;
      const content = unseal(bytes);
      if (content === null) await unlessImpossible(rm(path, { force: true }));
      else await unlessImpossible(utimes(path, new Date(), new Date()));
      return content;
    },
    write: async (key, bytes) => {
      if (bytes.length > limit) return;
      const path = pathOf(folder, key);
      await unlessImpossible(writeSealed(path, bytes));
      await unlessImpossible(prune(bytes.length));
    },
    forget: async (key) => {
      await unlessImpossible(rm(pathOf(folder, key), { force: true }));
    },
  };
}

/** A reader sees the old file or the new one, never a part: a new name is moved over the old. */
async function writeSealed(path: string, bytes: Uint8Array): Promise<void> {
  const sealed = Buffer.concat([Buffer.from(`${FORMAT} ${hashOf(bytes)}\n`), bytes]);
  const temporary = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // Without a sync to the disk: a file that a crash cut fails its checksum.
  await writeFile(temporary, sealed, { mode: 0o600, flag: 'wx' });
  await rename(temporary, path);
}

function unseal(bytes: Buffer): Uint8Array | null {
  const header = bytes.subarray(0, HEADER_LENGTH).toString('latin1');
  const content = bytes.subarray(HEADER_LENGTH);
  return header === `${FORMAT} ${hashOf(content)}\n` ? content : null;
}

function pathOf(folder: string, key: string): string {
  const name = hashOf(Buffer.from(key));
  return join(folder, name.slice(0, 2), name);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A cache that cannot be read or written (full disk, no permission) must not stop the work. */
async function unlessImpossible<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
