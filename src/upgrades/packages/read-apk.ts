import { listPackages } from './package.ts';
import type { Package } from '../../image/package.ts';
import type { PackageListing } from './package.ts';

/** Reads `lib/apk/db/installed` (Alpine wiki, "Apk spec", installed database v2). */
export function readApkInstalled(bytes: Uint8Array): PackageListing {
  return listPackages(recordPackages(new TextDecoder().decode(bytes)), 'the apk database');
}

function* recordPackages(text: string): Generator<Package | null, void, undefined> {
  let fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      if (fields.size > 0) yield packageOf(fields);
      fields = new Map();
    } else if (line.charAt(1) === ':' && 'PVAo'.includes(line.charAt(0))) {
      fields.set(line.charAt(0), line.slice(2).trim());
    }
  }
  if (fields.size > 0) yield packageOf(fields);
}

function packageOf(fields: ReadonlyMap<string, string>): Package | null {
  const name = fields.get('P');
  const version = fields.get('V');
  if (!name || !version) return null;
  return {
    name,
    version,
    type: 'apk',
    source: fields.get('o') ?? null,
    architecture: fields.get('A') ?? null,
  };
}
