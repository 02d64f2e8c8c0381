import { z } from 'zod';
import { listPackages, unreadable } from './package.ts';
import type { Package } from '../../image/package.ts';
import type { PackageListing } from './package.ts';
import { readPurl } from '../../image/purl.ts';

const documentSchema = z.object({ packages: z.array(z.unknown()) });

const packageSchema = z.object({
  externalRefs: z
    .array(z.object({ referenceType: z.string(), referenceLocator: z.string() }))
    .optional(),
});

/**
 * Reads an SPDX 2 document in JSON (SPDX specification 2.3, clause 7). Packages without a package
 * URL are the image itself and what its scanner could not name: they are left out.
 */
export function readSpdx(document: unknown): PackageListing {
  const read = documentSchema.safeParse(document);
  if (!read.success) return unreadable('the SPDX document has no list of packages');
  return listPackages(packages(read.data.packages), 'the SPDX document');
}

function* packages(items: readonly unknown[]): Generator<Package | null, void, undefined> {
  for (const item of items) {
    const read = packageSchema.safeParse(item);
    if (!read.success) {
      yield null;
      continue;
    }
    const purl = read.data.externalRefs?.find(({ referenceType }) => referenceType === 'purl');
    const found = purl === undefined ? null : readPurl(purl.referenceLocator);
    if (found !== null) yield found;
  }
}
