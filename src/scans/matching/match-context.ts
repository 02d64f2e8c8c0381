import type { Build } from '../../builds/build.ts';
import type { NamedImage } from '../../builds/manifests.ts';
import type { ImageUse } from '../../dockerfile/image-uses.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import type { ScanTarget } from '../../findings/scan-report.ts';

/** A Dockerfile of the repository. */
export interface KnownDockerfile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly dockerfile: Dockerfile;
  /** With the values that its builds pass. */
  readonly uses: readonly ImageUse[];
}

/** What somebody says: this image is built from that file. */
export interface ConfiguredImage {
  /** A reference; without tag and digest every one of the repository. */
  readonly image: string;
  readonly dockerfile: string;
  /** The stage that is built; the last one without it. */
  readonly target?: string | undefined;
}

/** What a repository tells of the images that are built from it. */
export interface MatchContext {
  readonly dockerfiles: readonly KnownDockerfile[];
  readonly builds: readonly Build[];
  /** Of the configuration. */
  readonly images: readonly ConfiguredImage[];
  /** What was said with the reports, by the targets of merged scans. */
  readonly explicit: ReadonlyMap<ScanTarget, Omit<ConfiguredImage, 'image'>>;
  /** Addresses of the repository: `github.com/acme/api`, with or without scheme and `.git`. */
  readonly repositories: readonly string[];
  /** Images that Kubernetes manifests of the repository name. */
  readonly manifests: readonly NamedImage[];
}
