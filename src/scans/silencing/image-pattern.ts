import type { ScanTarget } from '../../findings/scan-report.ts';
import { fullName, parseReference } from '../../image/reference.ts';
import type { ImageReference } from '../../image/reference.ts';
import { readPurlPattern } from './purl-pattern.ts';
import type { PurlPattern } from './purl-pattern.ts';

/** Types of package URLs that name images (purl-spec, "Known types"). */
const IMAGE_TYPES: readonly string[] = ['oci', 'docker'];

/** True for a package URL of an image. */
export function isImagePurl({ type }: PurlPattern): boolean {
  return IMAGE_TYPES.includes(type);
}

/**
 * True when a product of a statement is the target: `pkg:oci/…` by name, digest, `repository_url`, `tag` and
 * `arch` as far as it has them, `pkg:docker/…`, an image reference, or the name that the report uses.
 */
export function isTarget(product: string, target: ScanTarget): boolean {
  const purl = readPurlPattern(product);
  const references = target.references.flatMap((text) => parseReference(text) ?? []);
  if (purl === null) return product === target.name || isNamed(product, target, references);
  if (purl.type === 'docker') return isDockerImage(purl, target, references);
  return purl.type === 'oci' && isOciImage(purl, target, references);
}

function isNamed(
  product: string,
  target: ScanTarget,
  references: readonly ImageReference[],
): boolean {
  const named = parseReference(product);
  if (named === null) return target.digests.includes(product);
  const { tag, digest } = named;
  if (digest !== null && !hasDigest(digest, target, references)) return false;
  return references.some((one) => {
    return fullName(one) === fullName(named) && (tag === null || tag === one.tag);
  });
}

function hasDigest(
  digest: string,
  target: ScanTarget,
  references: readonly ImageReference[],
): boolean {
  return target.digests.includes(digest) || references.some((one) => one.digest === digest);
}

function isOciImage(
  { path, version, qualifiers }: PurlPattern,
  target: ScanTarget,
  references: readonly ImageReference[],
): boolean {
  if (version !== null && !hasDigest(version, target, references)) return false;
  const address = qualifiers.get('repository_url');
  const architecture = qualifiers.get('arch');
  const known = target.platform?.architecture;
  if (architecture !== undefined && known !== undefined && architecture !== known) return false;
  const tag = qualifiers.get('tag');
  const isImage = (one: ImageReference) => {
    if (tag !== undefined && one.tag !== tag) return false;
    if (address !== undefined) return isAt(address, path, one);
    return lastPart(one.repository) === lastPart(path);
  };
  // A digest says all where the report names no reference.
  return references.some(isImage) || (version !== null && references.length === 0);
}

/** The address is that of the repository; some write that of its folder. */
function isAt(address: string, path: string, image: ImageReference): boolean {
  const bare = address.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  return [bare, `${bare}/${path}`].some((text) => {
    const read = parseReference(text);
    return read !== null && fullName(read) === fullName(image);
  });
}

/** The version is a tag or a digest. */
function isDockerImage(
  { path, version, qualifiers }: PurlPattern,
  target: ScanTarget,
  references: readonly ImageReference[],
): boolean {
  const registry = qualifiers.get('repository_url');
  const named = parseReference(registry === undefined ? path : `${registry}/${path}`);
  if (named === null) return false;
  const isDigest = version?.startsWith('sha256:') === true;
  if (isDigest && !hasDigest(version, target, references)) return false;
  return references.some((one) => {
    const isTag = version === null || isDigest || one.tag === version;
    return isTag && fullName(one) === fullName(named);
  });
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
