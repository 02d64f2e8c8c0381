import { isArchitectureNamespace } from './catalogue-name.ts';
import { parseTag } from './parse-tag.ts';
import { familiarName, parseReference } from './reference.ts';
import type { ImageReference } from './reference.ts';
import type { RetiredImage } from './retired-image.ts';
import { RETIRED_DISTRIBUTIONS } from './successors/distributions.ts';
import { RETIRED_JAVA_IMAGES } from './successors/java.ts';
import { RETIRED_MICROSOFT_IMAGES } from './successors/microsoft.ts';
import { MOVED_IMAGES } from './successors/moved-registries.ts';
import { RETIRED_OFFICIAL_IMAGES } from './successors/official-images.ts';
import { RETIRED_VENDOR_IMAGES } from './successors/vendors.ts';

/** An image that takes the place of a deprecated one. */
export interface Successor {
  /** With the tag as the successor writes it, if there is one; never with a digest. */
  readonly reference: ImageReference;
  /** Why, and what to look at: a clause for a person without a final dot. */
  readonly why: string;
  /** Where that is announced; an https address. */
  readonly source: string;
}

/** Every row of a retired image. */
export const RETIRED_IMAGES: readonly RetiredImage[] = [
  ...RETIRED_JAVA_IMAGES,
  ...RETIRED_DISTRIBUTIONS,
  ...MOVED_IMAGES,
  ...RETIRED_OFFICIAL_IMAGES,
  ...RETIRED_MICROSOFT_IMAGES,
  ...RETIRED_VENDOR_IMAGES,
];

/** Addresses of the official images beside their own; a successor that is one too stays there. */
const OFFICIAL_MIRRORS = ['public.ecr.aws/docker/library/', 'mirror.gcr.io/library/'];

const BY_NAME = new Map<string, RetiredImage[]>();
for (const row of RETIRED_IMAGES) {
  const rows = BY_NAME.get(row.name);
  if (rows === undefined) BY_NAME.set(row.name, [row]);
  else rows.push(row);
}

/**
 * What to take instead of an image under a name that is given up, best first; empty when it is not
 * deprecated, or when the tag has no counterpart. Nothing says yet that the tag exists: ask the registry.
 */
export function successorsOf(reference: ImageReference): readonly Successor[] {
  const { mirror, name } = splitMirror(familiarName(reference));
  const rows = rowsOf(name);
  if (rows.length === 0) return [];
  const tag = reference.tag === null ? null : parseTag(reference.tag);
  const successors: Successor[] = [];
  for (const [row, rest] of rows) {
    const text = row.successor({ rest, tag });
    const found = text === null ? null : parseReference(mirrored(mirror, text));
    if (found !== null) successors.push({ reference: found, why: row.why, source: row.source });
  }
  return successors;
}

/** Rows of the name itself, then those of its namespace. */
function rowsOf(name: string): (readonly [row: RetiredImage, rest: string])[] {
  const rows: (readonly [RetiredImage, string])[] = [];
  for (const row of BY_NAME.get(name) ?? []) rows.push([row, '']);
  for (let slash = name.lastIndexOf('/'); slash !== -1; slash = name.lastIndexOf('/', slash - 1)) {
    const rest = name.slice(slash + 1);
    for (const row of BY_NAME.get(`${name.slice(0, slash)}/*`) ?? []) rows.push([row, rest]);
    if (slash === 0) break;
  }
  return rows;
}

function splitMirror(name: string): { readonly mirror: string; readonly name: string } {
  const slash = name.indexOf('/') + 1;
  const namespace = isArchitectureNamespace(name.slice(0, slash - 1)) ? name.slice(0, slash) : '';
  const mirror = OFFICIAL_MIRRORS.find((one) => name.startsWith(one)) ?? namespace;
  return { mirror, name: name.slice(mirror.length) };
}

function mirrored(mirror: string, text: string): string {
  return text.includes('/') ? text : mirror + text;
}
