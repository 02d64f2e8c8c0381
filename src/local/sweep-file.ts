import { open, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SweepMemory } from '../remediation/sweep/sweep-memory.ts';
import { indexLines } from './sweep-file-index.ts';
import type { LineIndex, LinePlace } from './sweep-file-index.ts';
import { lockFile } from './lock-file.ts';
import { parseRecord, printRecord } from './sweep-record.ts';

/** Why a file cannot keep what sweeps find: one clause for a person. */
export interface SweepFileProblem {
  readonly problem: string;
}

/** Below this nobody minds what is no longer needed, in bytes. */
const SMALL = 64 * 1024;

/**
 * Remembers in a file of one line a repository, the last one of each counts. Only where the lines stand is kept in memory.
 * A line that a crash has cut is gone, and the file is written anew without old lines once they are the larger part.
 * `subject` says what it is about, as `github.com/acme`: a file about something else, or of somebody else, is refused.
 */
export async function openSweepFile(
  path: string,
  subject: string,
): Promise<SweepMemory | SweepFileProblem> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unlock = await lockFile(`${path}.lock`);
  if (unlock === null) return { problem: 'another sweep is using it' };
  const header = `${JSON.stringify({ seaworthy: 'sweep', version: 1, subject })}\n`;
  const file = await open(path, 'a+', 0o600);
  try {
    const index = await indexLines(file, header);
    if (index === null) {
      await file.close();
      await unlock();
      return { problem: `it is no state of a sweep of ${subject}` };
    }
    if (index.size > SMALL && index.size > 2 * liveBytes(index)) {
      const smaller = await rewrite(path, file, header, index);
      return memoryIn(smaller.file, smaller.index, unlock);
    }
    // A cut line is no part of the next one.
    await file.truncate(index.size);
    return memoryIn(file, index, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

function memoryIn(
  file: FileHandle,
  { places, size: begin }: LineIndex,
  unlock: () => Promise<void>,
): SweepMemory {
  let size = begin;
  let last: Promise<unknown> = Promise.resolve();
  return {
    recall: async (id) => {
      const place = places.get(id);
      return place === undefined ? null : parseRecord(await readLine(file, place));
    },
    remember: (record) => {
      const line = Buffer.from(`${printRecord(record)}\n`);
      const written = last.then(async () => {
        await file.appendFile(line);
        places.set(record.id, { at: size, length: line.length });
        size += line.length;
      });
      // One that fails is told to who asked for it.
      last = written.catch(() => undefined);
      return written;
    },
    close: async () => {
      await last;
      await file.close();
      await unlock();
    },
  };
}

async function readLine(file: FileHandle, { at, length }: LinePlace): Promise<string> {
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, at);
  return buffer.toString('utf8');
}

function liveBytes({ places }: LineIndex): number {
  let bytes = 0;
  for (const { length } of places.values()) bytes += length;
  return bytes;
}

/** Whole or not at all: the new file takes the place of the old one when everything is in it. */
async function rewrite(path: string, old: FileHandle, header: string, { places }: LineIndex) {
  const draft = await open(`${path}.new`, 'w+', 0o600);
  await draft.appendFile(header);
  let size = Buffer.byteLength(header);
  const moved = new Map<number, LinePlace>();
  for (const [id, place] of places) {
    await draft.appendFile(await readLine(old, place));
    moved.set(id, { at: size, length: place.length });
    size += place.length;
  }
  await draft.sync();
  await draft.close();
  await old.close();
  await rename(`${path}.new`, path);
  return { file: await open(path, 'a+', 0o600), index: { places: moved, size } };
}
