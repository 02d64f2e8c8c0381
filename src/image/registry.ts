import type { ImageReference } from './reference.ts';

/** As the OCI image specification spells it: `linux`, `arm64`, `v8`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | null;
  /** Windows only: `10.0.20348.2700`. */
  readonly osVersion: string | null;
}

/** A piece of content by its digest; `size` in bytes. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType: string | null;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface IndexEntry extends Descriptor {
  /** Null when the index names none; attestations have `unknown/unknown`. */
  readonly platform: Platform | null;
}

/** What a digest or tag leads to; `digest` was verified against the bytes. */
export type Manifest =
  | {
      readonly kind: 'index';
      readonly digest: string;
      readonly mediaType: string;
      readonly entries: readonly IndexEntry[];
      readonly annotations: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'image';
      readonly digest: string;
      readonly mediaType: string;
      readonly config: Descriptor;
      readonly layers: readonly Descriptor[];
      readonly annotations: Readonly<Record<string, string>>;
    };

/** What a registry says of a tag without sending its content. */
export interface ManifestHead {
  readonly digest: string;
  readonly mediaType: string;
}

/** The image configuration as far as it matters here (OCI image specification, `config.md`). */
export interface ImageConfiguration {
  readonly platform: Platform;
  /** RFC 3339. */
  readonly created: string | null;
  /** Empty is root. */
  readonly user: string;
  readonly workdir: string;
  /** In order, `NAME=value`. */
  readonly env: readonly string[];
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly shell: readonly string[] | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly exposed: readonly string[];
  readonly volumes: readonly string[];
  readonly stopSignal: string | null;
  /** The words of HEALTHCHECK: `['CMD-SHELL', 'curl …']`. */
  readonly healthcheck: readonly string[] | null;
  readonly onbuild: readonly string[];
  /** Digests of the layers before compression, from the bottom (`rootfs.diff_ids`); empty when it names none. */
  readonly diffIds: readonly string[];
}

/** One file of a layer; a whiteout is a path whose last part begins with `.wh.`. */
export interface LayerFile {
  /** Without a leading `./` or `/`. */
  readonly path: string;
  /** Empty for a link. */
  readonly content: Uint8Array;
  /** Where a symbolic link points, or a hard link to a file that was not wanted; else null. */
  readonly link: string | null;
}

export type FailureReason =
  /** 404, and what registries answer instead of it. */
  | 'not-found'
  /** 401: no credentials, or wrong ones. */
  | 'unauthorized'
  /** 403. */
  | 'forbidden'
  /** 429, also after waiting. */
  | 'rate-limited'
  /** 5xx, connection refused or broken, name not resolved, TLS. */
  | 'unavailable'
  | 'timeout'
  /** A private, loopback or link-local address that the configuration does not name. */
  | 'refused-address'
  /** An answer that is no answer: not JSON, without its digest, a foreign next link. */
  | 'invalid-answer'
  /** The bytes are not those that the digest names. */
  | 'wrong-digest'
  /** Larger than the bound, which the message names. */
  | 'too-large'
  /** The network may not be asked, and the cache does not know. */
  | 'offline';

export interface RegistryFailure {
  readonly reason: FailureReason;
  /** For a person, one clause without a final dot; names host and image, never a credential. */
  readonly message: string;
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: RegistryFailure };

/**
 * An image registry. Failures are values: one registry that is down touches only its own images.
 * Of a reference, the digest counts where it has one, then the tag, then `latest`.
 */
export interface Registry {
  /** All tags of the repository; the order means nothing. */
  readonly listTags: (image: ImageReference) => Promise<Answer<readonly string[]>>;
  /** The digest that the tag stands for now; that of the index where there is one. */
  readonly findDigest: (image: ImageReference) => Promise<Answer<ManifestHead>>;
  readonly readManifest: (image: ImageReference) => Promise<Answer<Manifest>>;
  /** `config` comes from the manifest of one platform. */
  readonly readConfiguration: (
    image: ImageReference,
    config: Descriptor,
  ) => Promise<Answer<ImageConfiguration>>;
  /** RFC 3339 date on which the tag was last pushed; null where the registry does not tell. */
  readonly findPushDate: (image: ImageReference) => Promise<Answer<string | null>>;
  /** Manifests that refer to the digest of `image` (OCI distribution specification, referrers). */
  readonly listReferrers: (image: ImageReference) => Promise<Answer<readonly Descriptor[]>>;
  /** The verified bytes of a blob; larger ones than `limit` bytes are refused. */
  readonly readBlob: (
    image: ImageReference,
    blob: Descriptor,
    limit: number,
  ) => Promise<Answer<Uint8Array>>;
  /**
   * Streams a layer and keeps only the files whose path is wanted; never a whole layer in memory.
   * Each file, and all of them together, are bounded.
   */
  readonly readLayerFiles: (
    image: ImageReference,
    layer: Descriptor,
    isWanted: (path: string) => boolean,
  ) => Promise<Answer<readonly LayerFile[]>>;
}
