import { viewBytes } from './byte-view.ts';
import type { ByteView } from './byte-view.ts';
import { sourceName } from '../../image/source-rpm.ts';
import { listPackages } from './package.ts';
import type { Package } from '../../image/package.ts';
import type { PackageListing } from './package.ts';

/** `rpmtag.h` of rpm. */
const TAGS = { name: 1000, version: 1001, release: 1002, epoch: 1003, arch: 1022, source: 1044 };
const INT32 = 4;
const STRING = 6;
const I18N_STRING = 9;
const ENTRY = 16;
/** `header.c` of rpm has the same bound. */
const MOST_ENTRIES = 0xffff;

/** Keys that were imported look like packages, but nothing of them is installed. */
const KEY = 'gpg-pubkey';

/**
 * The packages of the header blobs that an rpm database of `size` bytes holds. All blobs together are
 * no larger, unless many of its records are one and the same.
 */
export function listRpmPackages(blobs: Iterable<Uint8Array>, size: number): PackageListing {
  const listing = listPackages(readBlobs(blobs, size), 'the rpm database');
  return { ...listing, packages: listing.packages.filter(({ name }) => name !== KEY) };
}

function* readBlobs(
  blobs: Iterable<Uint8Array>,
  size: number,
): Generator<Package | null, void, undefined> {
  let left = size;
  for (const blob of blobs) {
    left -= blob.length;
    yield left < 0 ? null : readRpmHeader(blob);
    if (left < 0) return;
  }
}

/**
 * Reads a header as databases keep it, without the magic of package files (rpm, "RPM Package format",
 * header structure): two counts, an index of 16 bytes an entry, then the data.
 */
export function readRpmHeader(blob: Uint8Array): Package | null {
  const view = viewBytes(blob, 'big');
  const count = view.u32(0);
  if (count === 0 || count > MOST_ENTRIES || 8 + count * ENTRY > view.length) return null;
  const strings = new Map<number, string>();
  let epoch = 0;
  for (let index = 0; index < count; index += 1) {
    const entry = 8 + index * ENTRY;
    const tag = view.u32(entry);
    const type = view.u32(entry + 4);
    const at = 8 + count * ENTRY + view.u32(entry + 8);
    if (tag === TAGS.epoch && type === INT32) epoch = view.u32(at);
    if (type === STRING || type === I18N_STRING) readString(view, at, tag, strings);
  }
  return packageOf(strings, epoch);
}

const WANTED: readonly number[] = Object.values(TAGS);
const LONGEST = 4096;

function readString(view: ByteView, at: number, tag: number, strings: Map<number, string>): void {
  if (!WANTED.includes(tag)) return;
  const bytes = view.slice(at, LONGEST);
  const end = bytes.indexOf(0);
  if (end > 0) strings.set(tag, new TextDecoder().decode(bytes.subarray(0, end)));
}

function packageOf(strings: ReadonlyMap<number, string>, epoch: number): Package | null {
  const name = strings.get(TAGS.name);
  const version = strings.get(TAGS.version);
  const release = strings.get(TAGS.release);
  if (name === undefined || version === undefined || release === undefined) return null;
  return {
    name,
    version: `${epoch === 0 ? '' : `${epoch}:`}${version}-${release}`,
    type: 'rpm',
    source: sourceName(strings.get(TAGS.source) ?? ''),
    architecture: strings.get(TAGS.arch) ?? null,
  };
}
