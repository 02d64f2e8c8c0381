import type { BuiltImage } from './built-image.ts';

/** One image to build. */
export interface BuildRequest {
  /** Text of the Dockerfile. */
  readonly dockerfile: string;
  /** Absolute path of the Dockerfile, which says where its own ignore file stands. */
  readonly path: string;
  /** Absolute path of the folder that the build sees; it is only read. */
  readonly context: string;
  /** Files in place of those on disk, by absolute path. */
  readonly changes: ReadonlyMap<string, string>;
  /** Stage to build; null for the last one. */
  readonly target: string | null;
  readonly args: ReadonlyMap<string, string>;
}

export type BuilderFailureReason =
  /** The build, or the command of the builder, ended with a failure. */
  | 'failed'
  | 'timeout'
  /** Somebody ended the work. */
  | 'interrupted'
  /** What it answers cannot be read, or is larger than the bounds. */
  | 'unreadable';

export interface BuilderFailure {
  readonly ok: false;
  readonly reason: BuilderFailureReason;
  /** One line of untrusted text, at most 300 characters, without control characters. */
  readonly message: string;
}

/** An image that the builder made, known by a name of its own. */
export type BuildOutcome = { readonly ok: true; readonly image: string } | BuilderFailure;
export type ReadOutcome = { readonly ok: true; readonly content: BuiltImage } | BuilderFailure;

export type RunOutcome =
  /** `output`: what it printed to standard output, bounded. */
  | { readonly ok: true; readonly end: 'exit'; readonly code: number; readonly output: string }
  /** It was still running when the time was over, and was ended. */
  | { readonly ok: true; readonly end: 'alive' }
  | BuilderFailure;

/** A program that builds images from Dockerfiles and runs commands in them. */
export interface ImageBuilder {
  /** For people: `buildah`. */
  readonly name: string;
  readonly build: (request: BuildRequest) => Promise<BuildOutcome>;
  /** Configuration and file tree. */
  readonly read: (image: string) => Promise<ReadOutcome>;
  /** Runs a command with the image's user, directory and variables, for at most so many milliseconds. */
  readonly run: (image: string, command: readonly string[], longest: number) => Promise<RunOutcome>;
  readonly remove: (image: string) => Promise<void>;
  /** Ends what runs, and removes all that is left of what it made. */
  readonly close: () => Promise<void>;
}
