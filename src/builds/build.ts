import type { GivenPlace } from '../dockerfile/given-arguments.ts';

/** A text file of a repository. */
export interface BuildFile {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A value and where it is written; null when it cannot be told from the files. */
export interface WrittenValue extends GivenPlace {
  readonly value: string | null;
}

/** One way in which a repository builds an image from a Dockerfile. All paths are relative to its root. */
export interface Build {
  readonly kind: 'compose' | 'bake' | 'workflow';
  /** Where the build is written. */
  readonly place: { readonly path: string; readonly line: number };
  /** Of the service or the target; null in a workflow, unless it builds a target of a bake file. */
  readonly name: string | null;
  readonly dockerfile: string;
  /** The folder that the build sees; `.` is the root. Null when it is none of the repository's. */
  readonly context: string | null;
  /** The stage to build, null for the last or when it cannot be told. */
  readonly target: string | null;
  /** The build arguments that it passes, by name. */
  readonly args: ReadonlyMap<string, WrittenValue>;
  /** References under which the result is known, those that can be told. */
  readonly images: readonly string[];
  /**
   * References that can be told in part: without a tag that only the build knows; `{repository}`, `{owner}` and
   * `{name}` stand for those of the repository on GitHub.
   */
  readonly partialImages: readonly string[];
}

/** Something in a file that could not be read, for the owner of the repository. */
export interface BuildNotice {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** One clause without a final dot. */
  readonly problem: string;
}

/** The variables of `.env` files by folder (`.` is the root). */
export type Environments = ReadonlyMap<string, Variables>;

export type Variables = ReadonlyMap<string, WrittenValue>;

/** What files of one format say. */
export interface FoundBuilds {
  readonly builds: readonly Build[];
  readonly notices: readonly BuildNotice[];
}

/** All that the files of a repository say. */
export interface RepositoryBuilds extends FoundBuilds {
  readonly environments: Environments;
}
