import type { MergedScan } from './merged-scan.ts';

/** A scan of an image, and the Dockerfile that the image comes from. */
export interface MatchedScan {
  readonly scan: MergedScan;
  /** Path of the Dockerfile, relative to the root, with `/`. */
  readonly path: string;
  /**
   * `built`: the image was built from the file. `base`: the image is the one that a stage of the file is
   * built on, so that everything in it comes with FROM.
   */
  readonly role: 'built' | 'base';
  /** The stage that was built, null for the last one. */
  readonly target: string | null;
  /**
   * The image at the bottom of that stage, as resolved from the file when it was matched; null when it cannot be
   * told. A file that names another one by now was edited since.
   */
  readonly base: string | null;
  /**
   * How many entries of the history, from the bottom, were the base image's by the file as it was when it was
   * matched (`alignHistory`); null when the history and the file do not fit, or there is none. Without it a RUN that an
   * edit took away would look like one of the base image.
   */
  readonly baseEntries: number | null;
  /** Why the two belong together, one clause for a person: `compose.yml:4 builds ghcr.io/acme/api from it`. */
  readonly because: string;
}

/** A scan that belongs to no Dockerfile that we know, or to more than one. */
export interface UnmatchedScan {
  readonly scan: MergedScan;
  readonly reason: 'not-an-image' | 'no-match' | 'ambiguous';
  /** For a person, with the cure. One clause without a final dot. */
  readonly problem: string;
  /** Lines of the configuration that would settle it; empty where none would. */
  readonly configuration: readonly string[];
}
