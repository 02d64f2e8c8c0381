import type { ImageOnPlatform } from './memory-registry.ts';

/** Versions by package; `libssl3/openssl` also names the source package. */
export type Versions = Readonly<Record<string, string>>;

/** An image in whose only layer dpkg's database stands. */
export function debImage(versions: Versions): ImageOnPlatform {
  const paragraphs = Object.entries(versions).map(([key, version]) => {
    const [name = '', source] = key.split('/');
    const origin = source === undefined ? '' : `Source: ${source}\n`;
    return `Package: ${name}\nStatus: install ok installed\n${origin}Architecture: amd64\nVersion: ${version}\n`;
  });
  return { layers: [{ 'var/lib/dpkg/status': paragraphs.join('\n') }] };
}

/** The same with apk's. */
export function apkImage(versions: Versions): ImageOnPlatform {
  const records = Object.entries(versions).map(([key, version]) => {
    const [name = '', source = name] = key.split('/');
    return `P:${name}\nV:${version}\nA:x86_64\no:${source}\n`;
  });
  return { layers: [{ 'lib/apk/db/installed': records.join('\n') }] };
}

/** An image with a bill of materials beside it, which names package URLs. */
export function listedImage(...purls: readonly string[]): readonly ImageOnPlatform[] {
  const packages = purls.map((referenceLocator) => ({
    externalRefs: [{ referenceType: 'purl', referenceLocator }],
  }));
  const predicate = { spdxVersion: 'SPDX-2.3', name: 'sbom', packages };
  return [{ sbom: { predicateType: 'https://spdx.dev/Document', predicate } }];
}
