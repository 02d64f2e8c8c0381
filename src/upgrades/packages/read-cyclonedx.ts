import { z } from 'zod';
import { listPackages, unreadable } from './package.ts';
import type { Package } from '../../image/package.ts';
import type { PackageListing } from './package.ts';
import { readPurl } from '../../image/purl.ts';

const documentSchema = z.object({ components: z.array(z.unknown()) });

const componentSchema = z.object({ purl: z.string().optional() });

/**
 * Reads a CycloneDX document in JSON (ECMA-424, `components`). Components without a package URL are
 * files and the operating system: they are left out.
 */
export function readCycloneDx(document: unknown): PackageListing {
  const read = documentSchema.safeParse(document);
  if (!read.success) return unreadable('the CycloneDX document has no list of components');
  return listPackages(packages(read.data.components), 'the CycloneDX document');
}

function* packages(items: readonly unknown[]): Generator<Package | null, void, undefined> {
  for (const item of items) {
    const read = componentSchema.safeParse(item);
    if (!read.success) {
      yield null;
      continue;
    }
    const found = read.data.purl === undefined ? null : readPurl(read.data.purl);
    if (found !== null) yield found;
  }
}
