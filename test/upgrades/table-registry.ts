import { createHash } from 'node:crypto';
import { effectiveTag, fullName, parseReference } from '../../src/image/reference.ts';
import type { ImageReference } from '../../src/image/reference.ts';
import type {
  Answer,
  Descriptor,
  FailureReason,
  ImageConfiguration,
  Manifest,
  Platform,
  Registry,
} from '../../src/image/registry.ts';
import { EMPTY_CONFIGURATION } from '../image/empty-configuration.ts';

/** An image of a registry that is written as a table; equal content and platform is equal bytes. */
export interface TableImage {
  /** `linux/amd64`, `linux/arm/v7`; `linux/amd64` alone without it. */
  readonly platforms?: readonly string[];
  /** Stands for what is in it; by default that of every other image. */
  readonly content?: string;
  /** Another content for one platform. */
  readonly contents?: Readonly<Record<string, string>>;
  /** RFC 3339, of the configuration. */
  readonly created?: string | null;
  /** RFC 3339, of the push; by default the registry does not tell. */
  readonly pushed?: string | null;
  /** A manifest without an index; it has one platform. */
  readonly isSingle?: boolean;
  /** The index also names attestations; a number stands for what is in them. */
  readonly attestations?: number;
  /** Reached by its digest only: what a tag stood for before. */
  readonly isFormer?: boolean;
}

/** Images by tag, by full name: `docker.io/library/node`. A failure stands for the whole repository. */
export type TableRepositories = Readonly<
  Record<string, Readonly<Record<string, TableImage>> | FailureReason>
>;

export interface TableRegistry extends Registry {
  /** What was asked so far: `tags docker.io/library/node`, `head …:20`, `manifest …@sha256:…`. */
  readonly requests: string[];
  /** The digest of `node:20`; of the manifest of one platform where that is named. */
  readonly digest: (reference: string, platform?: string) => string;
}

/** Images with each its own content, by the tags in a text. */
export function images(tags: string, image: TableImage = {}): Readonly<Record<string, TableImage>> {
  return Object.fromEntries(tags.split(' ').map((tag) => [tag, { content: tag, ...image }]));
}

interface Stored {
  readonly manifest: Manifest;
  readonly source: TableImage;
}

const JSON_TYPE = 'application/vnd.oci.image.config.v1+json';
const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

export function tableRegistry(repositories: TableRepositories): TableRegistry {
  const requests: string[] = [];
  const stored = new Map<string, Stored>();
  const configurations = new Map<string, ImageConfiguration>();
  for (const [name, images] of Object.entries(repositories)) {
    if (typeof images === 'string') continue;
    for (const [tag, source] of Object.entries(images)) {
      const [first, ...children] = makeManifests(source, configurations);
      if (first === undefined) continue;
      stored.set(`${name}:${tag}`, { manifest: first, source });
      for (const manifest of [first, ...children]) {
        stored.set(`${name}@${manifest.digest}`, { manifest, source });
      }
    }
  }
  const find = (image: ImageReference): Answer<Stored> => {
    const known = repositories[fullName(image)];
    if (typeof known === 'string') return failure(known, image);
    const found = stored.get(addressOf(image));
    const isHidden = image.digest === null && found?.source.isFormer === true;
    return found === undefined || isHidden ? failure('not-found', image) : success(found);
  };
  const digest = (reference: string, platform?: string): string => {
    const image = parseReference(reference);
    const found = image === null ? undefined : stored.get(addressOf(image))?.manifest;
    const own = found?.kind === 'index' ? found.entries : [];
    const entry = own.find((one) => one.platform !== null && nameOf(one.platform) === platform);
    const result = platform === undefined ? found?.digest : entry?.digest;
    if (result === undefined) throw new Error(`${reference} is not in the registry`);
    return result;
  };
  return {
    requests,
    digest,
    listTags: (image) => {
      requests.push(`tags ${fullName(image)}`);
      const images = repositories[fullName(image)];
      if (typeof images === 'string') return Promise.resolve(failure(images, image));
      if (images === undefined) return Promise.resolve(failure('not-found', image));
      const listed = Object.keys(images).filter((tag) => images[tag]?.isFormer !== true);
      return Promise.resolve(success(listed));
    },
    findDigest: (image) => {
      requests.push(`head ${addressOf(image)}`);
      const found = find(image);
      return Promise.resolve(found.ok ? success(found.value.manifest) : found);
    },
    readManifest: (image) => {
      requests.push(`manifest ${addressOf(image)}`);
      const found = find(image);
      return Promise.resolve(found.ok ? success(found.value.manifest) : found);
    },
    readConfiguration: (image, config) => {
      requests.push(`configuration ${fullName(image)}`);
      const found = configurations.get(config.digest);
      return Promise.resolve(found === undefined ? failure('not-found', image) : success(found));
    },
    findPushDate: (image) => {
      const found = find(image);
      return Promise.resolve(found.ok ? success(found.value.source.pushed ?? null) : found);
    },
    listReferrers: () => Promise.resolve(success([])),
    readBlob: (image) => Promise.resolve(failure('not-found', image)),
    readLayerFiles: (image) => Promise.resolve(failure('not-found', image)),
  };
}

/** The manifest that the tag leads to, and those of the platforms below it. */
function makeManifests(
  source: TableImage,
  configurations: Map<string, ImageConfiguration>,
): Manifest[] {
  const names = source.platforms ?? ['linux/amd64'];
  const children = names.map((name) => ({
    name,
    manifest: makeChild(name, source, configurations),
  }));
  const [only] = children;
  if (source.isSingle === true) return only === undefined ? [] : [only.manifest];
  const entries = children.map(({ name, manifest }) => ({
    ...descriptor(MANIFEST_TYPE, manifest.digest),
    platform: platformOf(name),
  }));
  if (source.attestations !== undefined) {
    const attestation = descriptor(MANIFEST_TYPE, sha(`attestation ${source.attestations}`));
    entries.push({ ...attestation, platform: platformOf('unknown/unknown') });
  }
  const digest = sha(entries.map((entry) => entry.digest).join());
  const index = { kind: 'index', digest, mediaType: INDEX_TYPE, entries, annotations: {} } as const;
  return [index, ...children.map(({ manifest }) => manifest)];
}

function makeChild(
  name: string,
  source: TableImage,
  configurations: Map<string, ImageConfiguration>,
): Manifest {
  const content = source.contents?.[name] ?? source.content ?? '';
  const config = descriptor(JSON_TYPE, sha(`config ${name} ${content} ${source.created ?? ''}`));
  configurations.set(config.digest, {
    ...EMPTY_CONFIGURATION,
    platform: platformOf(name),
    created: source.created === undefined ? '2026-01-01T00:00:00Z' : source.created,
  });
  const digest = sha(`manifest ${config.digest}`);
  return { kind: 'image', digest, mediaType: MANIFEST_TYPE, config, layers: [], annotations: {} };
}

function descriptor(mediaType: string, digest: string): Descriptor {
  return { mediaType, digest, size: 100, artifactType: null, annotations: {} };
}

function sha(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** `windows/amd64/10.0.20348.2700` names the build. */
function platformOf(name: string): Platform {
  const [os = '', architecture = '', rest = null] = name.split('/');
  const isBuild = rest?.includes('.') === true;
  return {
    os,
    architecture,
    variant: isBuild ? null : rest,
    osVersion: isBuild ? rest : null,
  };
}

function nameOf({ os, architecture, variant, osVersion }: Platform): string {
  return [os, architecture, variant ?? osVersion].filter((part) => part !== null).join('/');
}

function addressOf(image: ImageReference): string {
  const { digest } = image;
  return digest === null
    ? `${fullName(image)}:${effectiveTag(image) ?? ''}`
    : `${fullName(image)}@${digest}`;
}

function success<Value>(value: Value): Answer<Value> {
  return { ok: true, value };
}

function failure(reason: FailureReason, image: ImageReference): Answer<never> {
  return { ok: false, failure: { reason, message: `${fullName(image)}: ${reason}` } };
}
