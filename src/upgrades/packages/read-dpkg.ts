import { listPackages } from './package.ts';
import type { Package } from '../../image/package.ts';
import type { PackageListing } from './package.ts';

/**
 * Reads `var/lib/dpkg/status`, or one file of `var/lib/dpkg/status.d` as distroless images have
 * them, whose paragraphs name no state (deb822(5), dpkg-query(1)). Packages that were removed or
 * only unpacked are left out.
 */
export function readDpkgStatus(bytes: Uint8Array): PackageListing {
  return listPackages(paragraphPackages(bytes), 'the dpkg database');
}

function* paragraphPackages(bytes: Uint8Array): Generator<Package | null, void, undefined> {
  for (const fields of paragraphs(new TextDecoder().decode(bytes))) {
    const state = fields.get('status')?.trim().split(/\s+/).at(2) ?? 'installed';
    if (state === 'installed') yield packageOf(fields);
  }
}

function packageOf(fields: ReadonlyMap<string, string>): Package | null {
  const name = fields.get('package');
  const version = fields.get('version');
  if (!name || !version) return null;
  return {
    name,
    version,
    type: 'deb',
    source: fields.get('source')?.split(/[\s(]/, 1)[0] ?? null,
    architecture: fields.get('architecture') ?? null,
  };
}

/** Field names are the same in any case; lines that begin with a blank go on with the last field. */
function* paragraphs(text: string): Generator<ReadonlyMap<string, string>, void, undefined> {
  let fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (line.trim() === '') {
      if (fields.size > 0) yield fields;
      fields = new Map();
    } else if (colon > 0 && !/^[\s#]/.test(line)) {
      fields.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
    }
  }
  if (fields.size > 0) yield fields;
}
