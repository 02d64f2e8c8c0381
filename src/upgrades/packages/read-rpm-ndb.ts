import { viewBytes } from './byte-view.ts';
import { unreadable } from './package.ts';
import type { PackageListing } from './package.ts';
import { listRpmPackages } from './read-rpm-header.ts';

/** `RpmP`, `Slot` and `BlbS`, little endian (rpm, `lib/backend/ndb/rpmpkg.c`). */
const DATABASE = 0x506d7052;
const SLOT = 0x746f6c53;
const BLOB = 0x53626c42;
const PAGE_SIZE = 4096;
const SLOT_SIZE = 16;
const HEADER_SIZE = 32;
const BLOCK_SIZE = 16;

/** Reads `Packages.db`, the database of SUSE. */
export function readRpmNdb(bytes: Uint8Array): PackageListing {
  if (viewBytes(bytes, 'little').u32(0) !== DATABASE) {
    return unreadable('Packages.db is no rpm database');
  }
  return listRpmPackages(blobs(bytes), bytes.length);
}

/** A blob that is not where its slot says comes as an empty one. */
function* blobs(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  const view = viewBytes(bytes, 'little');
  const end = Math.min(view.u32(12) * PAGE_SIZE, view.length);
  for (let slot = HEADER_SIZE; slot < end; slot += SLOT_SIZE) {
    const block = view.u32(slot + 8);
    if (view.u32(slot) !== SLOT || block === 0) continue;
    const at = block * BLOCK_SIZE;
    const isBlob = view.u32(at) === BLOB && view.u32(at + 4) === view.u32(slot + 4);
    yield isBlob ? view.slice(at + 16, view.u32(at + 12)) : new Uint8Array(0);
  }
}
