import type { FileHandle } from 'node:fs/promises';

/** Where a line stands, in bytes; its line ending is part of it. */
export interface LinePlace {
  readonly at: number;
  readonly length: number;
}

export interface LineIndex {
  /** By the id of the repository. */
  readonly places: Map<number, LinePlace>;
  /** Bytes up to the end of the last whole line. */
  readonly size: number;
}

const CHUNK = 256 * 1024;
const LINE_FEED = 10;

/** A line of ours begins with its id: nothing else of it is read for the index. */
const ID = /^\{"id":(\d{1,15}),/;
const HEAD = 32;

/** A file with longer lines is none of ours, in bytes. */
const LONGEST_LINE = 1024 * 1024;

/** Finds the lines of a file, which gets the header where it is empty; null where it begins in another way. */
export async function indexLines(file: FileHandle, header: string): Promise<LineIndex | null> {
  const first = Buffer.byteLength(header);
  if ((await file.stat()).size === 0) {
    await file.appendFile(header);
    return { places: new Map(), size: first };
  }
  const begin = Buffer.alloc(first);
  await file.read(begin, 0, first, 0);
  if (begin.toString('utf8') !== header) return null;
  const places = new Map<number, LinePlace>();
  let start = first;
  for await (const { head, end } of lines(file, first)) {
    const id = ID.exec(head)?.[1];
    if (id !== undefined) places.set(Number(id), { at: start, length: end - start });
    if (end - start > LONGEST_LINE) return null;
    start = end;
  }
  return { places, size: start };
}

interface Line {
  /** The first characters. */
  readonly head: string;
  /** Behind its line ending. */
  readonly end: number;
}

async function* lines(file: FileHandle, from: number): AsyncGenerator<Line> {
  const buffer = Buffer.alloc(CHUNK);
  let head = '';
  for (let at = from; ;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, at);
    if (bytesRead === 0) return;
    let begin = 0;
    while (begin < bytesRead) {
      const found = buffer.subarray(0, bytesRead).indexOf(LINE_FEED, begin);
      const end = found === -1 ? bytesRead : found;
      if (head.length < HEAD) {
        head += buffer.toString('latin1', begin, Math.min(end, begin + HEAD));
      }
      if (found === -1) break;
      yield { head, end: at + found + 1 };
      head = '';
      begin = found + 1;
    }
    at += bytesRead;
  }
}
