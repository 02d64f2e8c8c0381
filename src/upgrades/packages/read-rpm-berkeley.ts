import { viewBytes } from './byte-view.ts';
import type { ByteView } from './byte-view.ts';
import { unreadable } from './package.ts';
import type { PackageListing } from './package.ts';
import { listRpmPackages } from './read-rpm-header.ts';

/** Berkeley DB, `dbinc/db_page.h`. */
const HASH_MAGIC = 0x061561;
const PAGE_TYPES = { hashUnsorted: 2, overflow: 7, hash: 13 };
const ITEM_TYPES = { inPage: 1, offPage: 3 };
const PAGE_HEADER = 26;
const COUNTER_SIZE = 4;

/** Reads `Packages`, the Berkeley DB hash of rpm before 4.16. */
export function readRpmBerkeley(bytes: Uint8Array): PackageListing {
  const view = openDatabase(bytes);
  if (view === null) return unreadable('Packages is no rpm database');
  return listRpmPackages(blobs(view), bytes.length);
}

/** In the byte order of the machine that wrote it. */
function openDatabase(bytes: Uint8Array): ByteView | null {
  const little = viewBytes(bytes, 'little');
  const big = viewBytes(bytes, 'big');
  const view = little.u32(12) === HASH_MAGIC ? little : big;
  const pageSize = view.u32(20);
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  const isSize = pageSize >= 512 && pageSize <= 65_536 && isPowerOfTwo;
  return view.u32(12) === HASH_MAGIC && isSize ? view : null;
}

/** The values of all pairs, an empty one where the file ends too early; the counter that rpm keeps under key 0 has four bytes. */
function* blobs(view: ByteView): Generator<Uint8Array, void, undefined> {
  const pageSize = view.u32(20);
  for (let page = pageSize; page + PAGE_HEADER <= view.length; page += pageSize) {
    const type = view.u8(page + 25);
    if (type !== PAGE_TYPES.hash && type !== PAGE_TYPES.hashUnsorted) continue;
    for (const value of pageValues(view, page, pageSize)) {
      if (value.length !== COUNTER_SIZE) yield value;
    }
  }
  const lastPage = view.u32(32);
  if ((lastPage + 1) * pageSize > view.length) yield new Uint8Array(0);
}

function* pageValues(
  view: ByteView,
  page: number,
  pageSize: number,
): Generator<Uint8Array, void, undefined> {
  const items = Math.min(view.u16(page + 20), (pageSize - PAGE_HEADER) / 2);
  const offset = (index: number) => view.u16(page + PAGE_HEADER + index * 2);
  for (let index = 1; index < items; index += 2) {
    const at = page + offset(index);
    const length = offset(index - 1) - offset(index);
    const type = view.u8(at);
    if (type === ITEM_TYPES.inPage) yield view.slice(at + 1, length - 1);
    if (type === ITEM_TYPES.offPage) {
      yield overflow(view, view.u32(at + 4), view.u32(at + 8), pageSize);
    }
  }
}

/** A value that fills pages of its own; a chain longer than the file ends where its length does. */
function overflow(view: ByteView, first: number, length: number, pageSize: number): Uint8Array {
  if (length > view.length) return new Uint8Array(0);
  const value = new Uint8Array(length);
  let filled = 0;
  for (let page = first; page !== 0 && filled < length;) {
    const start = page * pageSize;
    if (view.u8(start + 25) !== PAGE_TYPES.overflow) break;
    const size = Math.min(view.u16(start + 22), pageSize - PAGE_HEADER, length - filled);
    if (size === 0) break;
    value.set(view.slice(start + PAGE_HEADER, size), filled);
    filled += size;
    page = view.u32(start + 16);
  }
  return filled < length ? new Uint8Array(0) : value;
}
