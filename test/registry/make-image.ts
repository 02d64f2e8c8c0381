import { makeLayer } from './make-layer.ts';
import type { Layer, LayerSource } from './make-layer.ts';
import { pushBlob, pushManifest, sha256 } from './push.ts';
import type { PushTarget, PushedContent } from './push.ts';
import type { RealRegistry } from './real-registry.ts';

const OCI = 'application/vnd.oci.image';
const DOCKER = 'application/vnd.docker';

/** The part `config` of an image configuration, as the OCI image specification spells it. */
export interface RunConfiguration {
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Shell?: readonly string[];
  readonly Labels?: Readonly<Record<string, string>>;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly StopSignal?: string;
  readonly Healthcheck?: { readonly Test: readonly string[] };
  readonly OnBuild?: readonly string[];
}

/** All fields may be left out: the image is then empty, for linux/amd64, and no index. */
export interface ImageSource {
  readonly layers?: readonly LayerSource[];
  readonly config?: RunConfiguration;
  /** RFC 3339. */
  readonly created?: string;
  /**
   * `linux/amd64`, `linux/arm64/v8`, `windows/amd64:10.0.20348.2700`: makes an index of one image each.
   * Without it the tag names the manifest of one image.
   */
  readonly platforms?: readonly string[];
  /** What one platform has instead of `layers`, `config` and `created`. */
  readonly byPlatform?: Readonly<
    Record<string, Pick<ImageSource, 'layers' | 'config' | 'created'>>
  >;
  /** `docker` makes a Docker manifest list and manifests of version 2. `oci` when absent. */
  readonly format?: 'oci' | 'docker';
  /** Of the index, or of the manifest where there is no index. */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * The predicate of an SPDX attestation for a platform, which BuildKit would put beside the image
   * in the index; null for none.
   */
  readonly sbom?: (platform: string) => object | null;
}

export interface PushedImage extends PushedContent {
  /** The manifest of each platform; of one image, the image itself. */
  readonly manifests: Readonly<Record<string, PushedManifest>>;
  /** Manifests of attestations by the platform that they are about. */
  readonly attestations: Readonly<Record<string, PushedContent>>;
}

export interface PushedManifest extends PushedContent {
  readonly config: PushedContent;
  readonly layers: readonly PushedContent[];
}

/** Makes an image and pushes it under a tag, or under its digest alone when `tag` is null. */
export async function pushImage(
  registry: Pick<RealRegistry, 'origin' | 'authorizationFor'>,
  repository: string,
  tag: string | null,
  source: ImageSource = {},
): Promise<PushedImage> {
  const authorization = registry.authorizationFor(repository);
  const target = { origin: registry.origin, repository, authorization };
  if (source.platforms === undefined) {
    const platform = 'linux/amd64';
    const manifest = await pushPlatform(target, tag, platform, source);
    return { ...manifest, manifests: { [platform]: manifest }, attestations: {} };
  }
  return pushIndex(target, tag, source.platforms, source);
}

async function pushIndex(
  target: PushTarget,
  tag: string | null,
  platforms: readonly string[],
  source: ImageSource,
): Promise<PushedImage> {
  const manifests: Record<string, PushedManifest> = {};
  const attestations: Record<string, PushedContent> = {};
  const entries: object[] = [];
  for (const platform of platforms) {
    const own = { ...source, annotations: {}, ...source.byPlatform?.[platform] };
    const pushed = await pushPlatform(target, null, platform, own);
    manifests[platform] = pushed;
    entries.push({ ...contentOf(pushed), platform: parsePlatform(platform) });
    const predicate = source.sbom?.(platform) ?? null;
    if (predicate === null) continue;
    const attestation = await pushAttestation(target, pushed, predicate);
    attestations[platform] = attestation;
    entries.push(attestationEntry(attestation, pushed));
  }
  const mediaType =
    source.format === 'docker'
      ? `${DOCKER}.distribution.manifest.list.v2+json`
      : `${OCI}.index.v1+json`;
  const { annotations } = source;
  const index = {
    schemaVersion: 2,
    mediaType,
    manifests: entries,
    ...(annotations && { annotations }),
  };
  return { ...(await pushManifest(target, tag, index, mediaType)), manifests, attestations };
}

async function pushPlatform(
  target: PushTarget,
  tag: string | null,
  platform: string,
  source: ImageSource,
): Promise<PushedManifest> {
  const made = await Promise.all((source.layers ?? []).map(makeLayer));
  const layers: PushedContent[] = [];
  for (const layer of made) layers.push(await pushBlob(target, layer.bytes, typeIn(source, layer)));
  const isDocker = source.format === 'docker';
  const configuration = Buffer.from(JSON.stringify(configurationOf(platform, source, made)));
  const configType = isDocker ? `${DOCKER}.container.image.v1+json` : `${OCI}.config.v1+json`;
  const config = await pushBlob(target, configuration, configType);
  const mediaType = isDocker
    ? `${DOCKER}.distribution.manifest.v2+json`
    : `${OCI}.manifest.v1+json`;
  const { annotations } = source;
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config,
    layers,
    ...(annotations && { annotations }),
  };
  return { ...(await pushManifest(target, tag, manifest, mediaType)), config, layers };
}

function typeIn({ format }: ImageSource, { mediaType }: Layer): string {
  return format === 'docker' && mediaType.endsWith('tar+gzip')
    ? `${DOCKER}.image.rootfs.diff.tar.gzip`
    : mediaType;
}

function configurationOf(
  platform: string,
  { config, created }: ImageSource,
  layers: readonly Layer[],
): object {
  const diffIds = layers.map(({ tar }) => sha256(tar));
  return {
    ...parsePlatform(platform),
    ...(created !== undefined && { created }),
    config: config ?? {},
    rootfs: { type: 'layers', diff_ids: diffIds },
  };
}

/**
 * As BuildKit pushes it (https://docs.docker.com/build/metadata/attestations/attestation-storage/): an
 * image of one layer, which is an in-toto statement.
 */
async function pushAttestation(
  target: PushTarget,
  subject: PushedContent,
  predicate: object,
): Promise<PushedContent> {
  const predicateType = 'https://spdx.dev/Document';
  const [algorithm = '', hex = ''] = subject.digest.split(':');
  const statement = {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType,
    subject: [{ name: '_', digest: { [algorithm]: hex } }],
    predicate,
  };
  const bytes = Buffer.from(JSON.stringify(statement));
  const layer = await pushBlob(target, bytes, 'application/vnd.in-toto+json');
  const empty = {
    architecture: 'unknown',
    os: 'unknown',
    config: {},
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  };
  const config = await pushBlob(
    target,
    Buffer.from(JSON.stringify(empty)),
    `${OCI}.config.v1+json`,
  );
  const mediaType = `${OCI}.manifest.v1+json`;
  const annotations = { 'in-toto.io/predicate-type': predicateType };
  const layers = [{ ...layer, annotations }];
  return pushManifest(target, null, { schemaVersion: 2, mediaType, config, layers }, mediaType);
}

function attestationEntry(attestation: PushedContent, subject: PushedContent): object {
  return {
    ...attestation,
    platform: { architecture: 'unknown', os: 'unknown' },
    annotations: {
      'vnd.docker.reference.digest': subject.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
  };
}

function contentOf({ mediaType, digest, size }: PushedContent): PushedContent {
  return { mediaType, digest, size };
}

function parsePlatform(text: string): object {
  const [name = '', osVersion] = text.split(':');
  const [os, architecture, variant] = name.split('/');
  return {
    os,
    architecture,
    ...(variant !== undefined && { variant }),
    ...(osVersion !== undefined && { 'os.version': osVersion }),
  };
}
