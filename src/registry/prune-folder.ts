import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The names of our own files, half-written ones included: a folder may hold what others put there. */
const OURS = /^[0-9a-f]{64}/;

/** What is left after pruning, as a part of the limit: so that the next write does not prune again. */
const KEPT_PART = 0.8;

interface StoredFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly used: number;
}

/** Deletes those of our files below a folder that were not used for longest, past `limit` bytes of all. */
export async function pruneFolder(folder: string, limit: number): Promise<void> {
  const files = await filesBelow(folder);
  let total = files.reduce((sum, file) => sum + file.size, 0);
  if (total <= limit) return;
  for (const file of files.sort((a, b) => a.used - b.used)) {
    if (total <= limit * KEPT_PART) return;
    await rm(file.path, { force: true });
    total -= file.size;
  }
}

async function filesBelow(folder: string): Promise<StoredFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: StoredFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || !OURS.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const state = await stat(path).catch(() => null);
    if (state !== null) found.push({ path, size: state.size, used: state.mtimeMs });
  }
  return found;
}
