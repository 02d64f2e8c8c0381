import type { ImageReference } from '../image/reference.ts';

/** Another bot that keeps the images of Dockerfiles up to date. */
export interface OtherBot {
  readonly name: 'Renovate' | 'Dependabot';
  /** Its configuration, relative to the root of the repository. */
  readonly file: string;
  /** Whether it puts digests beside tags that have none. */
  readonly pinsDigests: boolean;
  /** Whether it moves tag and digest of an image in a Dockerfile; false where that cannot be told. */
  readonly covers: (use: BotUse) => boolean;
}

/** One place where a Dockerfile names an image. */
export interface BotUse {
  /** Of the Dockerfile, relative to the root of the repository. */
  readonly path: string;
  readonly image: ImageReference;
  readonly isFrom: boolean;
  /** Without variables. */
  readonly isWritten: boolean;
}

/** What a configuration of another bot says. */
export type BotReading =
  | { readonly kind: 'bot'; readonly bot: OtherBot }
  /** It leaves all Dockerfiles alone. */
  | { readonly kind: 'absent' }
  /** Nobody can tell; `problem` is a clause for a person. */
  | { readonly kind: 'broken'; readonly problem: string };

/** Characters; longer texts are refused. */
export const LARGEST = 128 * 1024;

export const TOO_LARGE = `it is larger than ${LARGEST / 1024} KiB`;
