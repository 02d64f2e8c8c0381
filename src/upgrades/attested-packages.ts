import type { Descriptor, IndexEntry, Registry } from '../image/registry.ts';
import type { PackageListing } from './packages/package.ts';
import { readSbom } from './packages/read-sbom.ts';
import type { PlatformImage } from './platform-image.ts';

/** Large images have bills of materials of 20 MB. */
const LARGEST_SBOM = 64 * 1024 ** 2;
/** Signatures, provenance and scan results may be attached as well. */
const MOST_ATTACHED = 8;

/** BuildKit, "Image attestation storage": how an index says what its attestations are about. */
const SUBJECT = 'vnd.docker.reference.digest';
const KIND = 'vnd.docker.reference.type';
const PREDICATE = 'in-toto.io/predicate-type';
const SBOM_PREDICATES = /^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/bom)/;
const SBOM_TYPES =
  /^(?:application|text)\/(?:spdx|vnd\.cyclonedx|vnd\.in-toto|vnd\.dsse|vnd\.dev\.sigstore\.bundle|vnd\.syft)/;

type Reader = Pick<Registry, 'readManifest' | 'readBlob' | 'listReferrers'>;

/** What the registry has to say about the packages of an image. */
export interface Attested {
  /** Null when there is no bill of materials that could be read. */
  readonly listing: PackageListing | null;
  /** Why one that is there was not used. Clauses for a person. */
  readonly unknown: readonly string[];
}

/**
 * The bill of materials that was published with an image: first the attestation that BuildKit put
 * into the index, then what refers to the image (OCI distribution specification, referrers).
 */
export async function readAttestedPackages(
  registry: Reader,
  image: PlatformImage,
): Promise<Attested> {
  const beside = image.siblings.filter((entry) => isAbout(entry, image.manifest.digest));
  const first = await readFirst(registry, image, beside, (layer) => isSbomLayer(layer));
  if (first.listing !== null) return first;
  const referrers = await registry.listReferrers(image.reference);
  // Most registries that have none answer that they do not know the question.
  const attached = referrers.ok ? referrers.value.filter(isAttachedSbom) : [];
  const second = await readFirst(registry, image, attached, () => true);
  return { ...second, unknown: [...first.unknown, ...second.unknown] };
}

function isAbout({ annotations }: IndexEntry, digest: string): boolean {
  return annotations[KIND] === 'attestation-manifest' && annotations[SUBJECT] === digest;
}

function isSbomLayer({ annotations }: Descriptor): boolean {
  return SBOM_PREDICATES.test(annotations[PREDICATE] ?? '');
}

function isAttachedSbom({ artifactType, annotations }: Descriptor): boolean {
  const predicate = annotations['dev.sigstore.bundle.predicateType'] ?? annotations[PREDICATE];
  if (predicate !== undefined) return SBOM_PREDICATES.test(predicate);
  return SBOM_TYPES.test(artifactType ?? '');
}

async function readFirst(
  registry: Reader,
  image: PlatformImage,
  holders: readonly Descriptor[],
  isSbom: (layer: Descriptor) => boolean,
): Promise<Attested> {
  const unknown: string[] = [];
  for (const holder of holders.slice(0, MOST_ATTACHED)) {
    const read = await readHolder(registry, image, holder, isSbom);
    if (read === null) continue;
    if (typeof read === 'string') unknown.push(`its bill of materials was not used: ${read}`);
    else return { listing: read, unknown };
  }
  return { listing: null, unknown };
}

/** The listing, null when the manifest holds none, or why it cannot be read. */
async function readHolder(
  registry: Reader,
  image: PlatformImage,
  holder: Descriptor,
  isSbom: (layer: Descriptor) => boolean,
): Promise<PackageListing | string | null> {
  const manifest = await registry.readManifest({ ...image.reference, digest: holder.digest });
  if (!manifest.ok) return manifest.failure.message;
  const layers = manifest.value.kind === 'image' ? manifest.value.layers : [];
  // Those of other build stages come after that of the image itself.
  const layer = layers.find(isSbom);
  if (layer === undefined) return null;
  const blob = await registry.readBlob(image.reference, layer, LARGEST_SBOM);
  if (!blob.ok) return blob.failure.message;
  const listing = readSbom(blob.value);
  if (listing.problem !== null) return listing.problem;
  return listing.packages.length === 0 ? 'it names no packages' : listing;
}
