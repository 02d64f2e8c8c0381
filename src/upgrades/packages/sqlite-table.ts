import { viewBytes } from './byte-view.ts';
import type { ByteView } from './byte-view.ts';
import type { SqlitePages } from './sqlite-pages.ts';

export type SqliteValue = number | string | Uint8Array | null;

const INTERIOR = 5;
const LEAF = 13;
const FIRST_PAGE_HEADER = 100;

/**
 * The rows of the table whose b-tree begins at a page (sqlite.org/fileformat2.html, sections 1.6 and
 * 2.1), in the order of their row ids; an empty row stands for a page that is missing or broken. Every
 * page is read once at most, so that a tree that bites its tail ends.
 */
export function* tableRows(
  pages: SqlitePages,
  root: number,
): Generator<readonly SqliteValue[], void, undefined> {
  const seen = new Set<number>();
  const waiting = [root];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const page = seen.has(number) ? null : pages.page(number);
    seen.add(number);
    if (page === null) {
      yield [];
      continue;
    }
    const view = viewBytes(page, 'big');
    const header = number === 1 ? FIRST_PAGE_HEADER : 0;
    const type = view.u8(header);
    if (type === INTERIOR) waiting.push(...children(view, header).reverse());
    else if (type === LEAF) yield* leafRows(pages, view, header);
    else yield [];
  }
}

function children(view: ByteView, header: number): number[] {
  const numbers = cells(view, header, 12).map((cell) => view.u32(cell));
  return [...numbers, view.u32(header + 8)];
}

function cells(view: ByteView, header: number, headerSize: number): number[] {
  const count = Math.min(view.u16(header + 3), view.length / 2);
  return Array.from({ length: count }, (_, index) => view.u16(header + headerSize + index * 2));
}

function* leafRows(
  pages: SqlitePages,
  view: ByteView,
  header: number,
): Generator<readonly SqliteValue[], void, undefined> {
  for (const cell of cells(view, header, 8)) {
    const size = readVarint(view, cell);
    const id = readVarint(view, size.end);
    yield readRecord(readPayload(pages, view, id.end, size.value));
  }
}

/** The start stands in the cell, the rest in a chain of overflow pages (section 1.6). */
function readPayload(pages: SqlitePages, view: ByteView, at: number, size: number): Uint8Array {
  const { usable, count } = pages;
  const most = usable - 35;
  if (size <= most) return view.slice(at, size);
  if (size > usable * count) return new Uint8Array(0);
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const surplus = least + ((size - least) % (usable - 4));
  const local = surplus <= most ? surplus : least;
  const payload = new Uint8Array(size);
  payload.set(view.slice(at, local));
  let filled = local;
  for (let next = view.u32(at + local); next !== 0 && filled < size;) {
    const page = pages.page(next);
    if (page === null) break;
    const part = page.subarray(4, Math.min(usable, 4 + size - filled));
    payload.set(part, filled);
    filled += part.length;
    next = viewBytes(page, 'big').u32(0);
  }
  return filled < size ? new Uint8Array(0) : payload;
}

/** Section 2.1: the types of all columns, then their values. */
function readRecord(payload: Uint8Array): readonly SqliteValue[] {
  const view = viewBytes(payload, 'big');
  const headerSize = readVarint(view, 0);
  const end = Math.min(headerSize.value, payload.length);
  const values: SqliteValue[] = [];
  let at = end;
  for (let column = headerSize.end; column < end;) {
    const type = readVarint(view, column);
    const size = sizeOf(type.value);
    values.push(readValue(view, at, type.value, size));
    at += size;
    column = type.end;
  }
  return values;
}

const FIXED_SIZES = [0, 1, 2, 3, 4, 6, 8, 8];

function sizeOf(type: number): number {
  return type < 12 ? (FIXED_SIZES[type] ?? 0) : Math.floor((type - 12) / 2);
}

/** Floating point numbers stand in no table that we read, and read as null. */
function readValue(view: ByteView, at: number, type: number, size: number): SqliteValue {
  if (type === 8 || type === 9) return type - 8;
  if (type === 0 || type === 7 || type === 10 || type === 11) return null;
  const bytes = view.slice(at, size);
  if (type < 7) return bytes.reduce((number, byte) => number * 256 + byte, 0);
  return type % 2 === 0 ? bytes : new TextDecoder().decode(bytes);
}

/** Up to nine bytes of seven bits, the ninth of eight; none of ours is larger than 2 ** 53. */
function readVarint(view: ByteView, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = view.u8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return { value: value * 256 + view.u8(at + 8), end: at + 9 };
}
