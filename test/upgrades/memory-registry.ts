import { createHash } from 'node:crypto';
import { effectiveTag, fullName, parseReference } from '../../src/image/reference.ts';
import type { ImageReference } from '../../src/image/reference.ts';
import type {
  Answer,
  Descriptor,
  FailureReason,
  ImageConfiguration,
  IndexEntry,
  Manifest,
  Platform,
  Registry,
} from '../../src/image/registry.ts';
import { LayerError } from '../../src/registry/layer-error.ts';
import { readLayerFiles } from '../../src/registry/layer-files.ts';
import { EMPTY_CONFIGURATION } from '../image/empty-configuration.ts';
import { layerOfFiles } from '../registry/make-layer.ts';

const OCI = 'application/vnd.oci.image';
const IN_TOTO = 'application/vnd.in-toto+json';

type Annotations = Readonly<Record<string, string>>;

/** One platform of an image; everything may be left out. */
export interface ImageOnPlatform {
  /** `linux/amd64` when absent; `linux/arm/v7`, `windows/amd64:10.0.20348.2700`. */
  readonly platform?: string;
  readonly configuration?: Partial<ImageConfiguration>;
  /** Files by path, the oldest layer first, or the bytes of a layer as they are. */
  readonly layers?: readonly (Readonly<Record<string, string | Uint8Array>> | Uint8Array)[];
  readonly annotations?: Annotations;
  /** What an attestation of BuildKit holds about this platform: an object, or broken text. */
  readonly sbom?: unknown;
}

/** A registry in memory, and how to fill it. */
export interface MemoryRegistry {
  readonly registry: Registry;
  /** Pushes an image of one platform, or an index where a list is given; returns its digest. */
  readonly push: (
    name: string,
    image: ImageOnPlatform | readonly ImageOnPlatform[],
  ) => Promise<string>;
  /** Attaches an artifact with one blob to every manifest of the image, and to its index. */
  readonly attach: (name: string, artifactType: string, content: string) => void;
  /** From now on this question is not answered, for images whose name has the text in it. */
  readonly fail: (question: keyof Registry, reason: FailureReason, name?: string) => void;
  /** `readManifest docker.io/library/node:20`, in their order. */
  readonly asked: readonly string[];
}

export function createMemoryRegistry(): MemoryRegistry {
  const tags = new Map<string, string>();
  const manifests = new Map<string, Manifest>();
  const configurations = new Map<string, ImageConfiguration>();
  const blobs = new Map<string, Uint8Array>();
  const referrers = new Map<string, Descriptor[]>();
  const failures: { question: keyof Registry; reason: FailureReason; name: string }[] = [];
  const asked: string[] = [];

  function store(bytes: Uint8Array, mediaType: string, annotations: Annotations = {}): Descriptor {
    const digest = digestOf(bytes);
    blobs.set(digest, bytes);
    return { mediaType, digest, size: bytes.length, artifactType: null, annotations };
  }

  function storeManifest(manifest: WithoutDigest): Descriptor {
    const bytes = Buffer.from(JSON.stringify(manifest));
    const digest = digestOf(bytes);
    manifests.set(digest, { ...manifest, digest });
    const { mediaType, annotations } = manifest;
    return { mediaType, digest, size: bytes.length, artifactType: null, annotations };
  }

  async function storeImage(image: ImageOnPlatform): Promise<Descriptor> {
    const configuration = configurationOf(image);
    const config = store(Buffer.from(JSON.stringify(configuration)), `${OCI}.config.v1+json`);
    configurations.set(config.digest, configuration);
    const layers: Descriptor[] = [];
    for (const layer of image.layers ?? []) {
      const bytes = layer instanceof Uint8Array ? layer : await layerOfFiles(layer);
      layers.push(store(bytes, `${OCI}.layer.v1.tar+gzip`));
    }
    const { annotations = {} } = image;
    const mediaType = `${OCI}.manifest.v1+json`;
    return storeManifest({ kind: 'image', mediaType, config, layers, annotations });
  }

  function storeArtifact(content: string, annotations: Annotations): Descriptor {
    const config = store(Buffer.from('{}'), `${OCI}.config.v1+json`);
    const layer = store(Buffer.from(content), IN_TOTO, annotations);
    const mediaType = `${OCI}.manifest.v1+json`;
    return storeManifest({ kind: 'image', mediaType, config, layers: [layer], annotations: {} });
  }

  function attestation(subject: Descriptor, sbom: unknown): IndexEntry {
    const text = typeof sbom === 'string' ? sbom : JSON.stringify(sbom);
    const predicate = { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' };
    return {
      ...storeArtifact(text, predicate),
      platform: parsePlatform('unknown/unknown'),
      annotations: {
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': subject.digest,
      },
    };
  }

  async function storeIndex(images: readonly ImageOnPlatform[]): Promise<Descriptor> {
    const entries: IndexEntry[] = [];
    const attestations: IndexEntry[] = [];
    for (const image of images) {
      const descriptor = await storeImage(image);
      entries.push({ ...descriptor, platform: configurationOf(image).platform });
      if (image.sbom !== undefined) attestations.push(attestation(descriptor, image.sbom));
    }
    const mediaType = `${OCI}.index.v1+json`;
    return storeManifest({
      kind: 'index',
      mediaType,
      entries: [...entries, ...attestations],
      annotations: {},
    });
  }

  function findManifest(image: ImageReference): Manifest | null {
    return manifests.get(image.digest ?? tags.get(address(image)) ?? '') ?? null;
  }

  function ask<Value>(
    question: keyof Registry,
    image: ImageReference,
    answer: () => Value | null,
  ): Answer<Value> {
    const name = address(image);
    asked.push(`${question} ${name}`);
    const failure = failures.find((one) => one.question === question && name.includes(one.name));
    if (failure !== undefined) return fails(failure.reason, `${name}: ${failure.reason}`);
    const value = answer();
    return value === null ? fails('not-found', `${name} does not exist`) : { ok: true, value };
  }

  const registry: Registry = {
    listTags: (image) => {
      const prefix = `${fullName(image)}:`;
      const own = [...tags.keys()].filter((name) => name.startsWith(prefix));
      const names = own.map((name) => name.slice(prefix.length));
      return Promise.resolve(ask('listTags', image, () => (names.length === 0 ? null : names)));
    },
    findDigest: (image) => Promise.resolve(ask('findDigest', image, () => findManifest(image))),
    readManifest: (image) => Promise.resolve(ask('readManifest', image, () => findManifest(image))),
    readConfiguration: (image, { digest }) =>
      Promise.resolve(ask('readConfiguration', image, () => configurations.get(digest) ?? null)),
    findPushDate: (image) => {
      const answer = ask('findPushDate', image, () => true);
      return Promise.resolve(answer.ok ? { ok: true, value: null } : answer);
    },
    listReferrers: (image) =>
      Promise.resolve(ask('listReferrers', image, () => referrers.get(image.digest ?? '') ?? [])),
    readBlob: (image, { digest }, limit) => {
      const answer = ask('readBlob', image, () => blobs.get(digest) ?? null);
      if (!answer.ok || answer.value.length <= limit) return Promise.resolve(answer);
      return Promise.resolve(fails('too-large', `a blob is larger than ${limit} bytes`));
    },
    readLayerFiles: async (image, layer, isWanted) => {
      const answer = ask('readLayerFiles', image, () => blobs.get(layer.digest) ?? null);
      if (!answer.ok) return answer;
      try {
        const files = await readLayerFiles(chunks(answer.value), layer.mediaType, isWanted);
        return { ok: true, value: files };
      } catch (error) {
        if (error instanceof LayerError) return fails(error.reason, error.message);
        throw error;
      }
    },
  };

  return {
    registry,
    push: async (name, image) => {
      const descriptor = isList(image) ? await storeIndex(image) : await storeImage(image);
      tags.set(address(reference(name)), descriptor.digest);
      return descriptor.digest;
    },
    attach: (name, artifactType, content) => {
      const manifest = findManifest(reference(name));
      if (manifest === null) throw new Error(`${name} was not pushed`);
      const entries = manifest.kind === 'index' ? manifest.entries : [];
      const artifact = { ...storeArtifact(content, {}), artifactType };
      for (const { digest } of [manifest, ...entries]) {
        referrers.set(digest, [...(referrers.get(digest) ?? []), artifact]);
      }
    },
    fail: (question, reason, name = '') => {
      failures.push({ question, reason, name });
    },
    asked,
  };
}

function isList(
  image: ImageOnPlatform | readonly ImageOnPlatform[],
): image is readonly ImageOnPlatform[] {
  return Array.isArray(image);
}

type WithoutDigest =
  | Omit<Extract<Manifest, { kind: 'index' }>, 'digest'>
  | Omit<Extract<Manifest, { kind: 'image' }>, 'digest'>;

export function reference(text: string): ImageReference {
  const parsed = parseReference(text);
  if (parsed === null) throw new Error(`${text} is not a reference`);
  return parsed;
}

export function parsePlatform(text: string): Platform {
  const [name = '', osVersion = null] = text.split(':');
  const [os = '', architecture = '', variant = null] = name.split('/');
  return { os, architecture, variant, osVersion };
}

/** An image configuration in which nothing is set but what is given. */
export function configurationOf({
  platform = 'linux/amd64',
  configuration = {},
}: ImageOnPlatform): ImageConfiguration {
  return {
    ...EMPTY_CONFIGURATION,
    platform: parsePlatform(platform),
    ...configuration,
  };
}

function address(image: ImageReference): string {
  return image.digest === null
    ? `${fullName(image)}:${effectiveTag(image) ?? ''}`
    : `${fullName(image)}@${image.digest}`;
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function fails(reason: FailureReason, message: string): Answer<never> {
  return { ok: false, failure: { reason, message } };
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += 16_384) {
    await Promise.resolve();
    yield bytes.subarray(at, at + 16_384);
  }
}
