import type { Dockerfile, Instruction, Stage } from './model.ts';

/** The command forms of an image configuration: exec form arguments as they stand there. */
export type ArgumentList = readonly string[];

type OrUnknown<T> = T | 'unknown';

/**
 * What an image configuration says, as far as it is known. `null` means "not set"; `'unknown'`
 * that it comes from a base image about which nothing is known (and was not set since). Variables
 * without a known value stand in the texts as written: `$HOME/bin`.
 */
export interface ImageConfig {
  /** As written in USER after expansion, for instance `node` or `10001:10001`. `null`: root. */
  readonly user: OrUnknown<string | null>;
  /** Absolute path, unless it begins with a variable that is not known. `null`: `/`. */
  readonly workdir: OrUnknown<string | null>;
  /** SHELL in force; `null`: the platform's default (`/bin/sh -c`). */
  readonly shell: OrUnknown<ArgumentList | null>;
  readonly entrypoint: OrUnknown<ArgumentList | null>;
  readonly cmd: OrUnknown<ArgumentList | null>;
  readonly env: ReadonlyMap<string, string>;
  /** False when the base image may define variables that are not in `env`. */
  readonly envComplete: boolean;
  /** For instance `8080/tcp`, sorted. */
  readonly exposed: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  /** The HEALTHCHECK instruction in canonical text, `NONE`, or null. */
  readonly healthcheck: OrUnknown<string | null>;
  readonly stopSignal: OrUnknown<string | null>;
  /** Triggers in canonical text, in order. */
  readonly onbuild: readonly string[];
  /**
   * The same with marks around what is not known, worked out when two are compared; it takes the
   * configuration itself, because a changed copy has none. Only `interpret` gives it.
   */
  readonly marked?: (self: ImageConfig) => ImageConfig | null;
}

export interface Interpretation {
  /** Configuration that the stage yields. */
  readonly result: (stage: Stage) => ImageConfig;
  /** Configuration in force just before the instruction (for FROM: the base's). */
  readonly before: (instruction: Instruction) => ImageConfig;
}

export type Interpret = (
  dockerfile: Dockerfile,
  baseConfig: (stage: Stage) => ImageConfig,
) => Interpretation;
