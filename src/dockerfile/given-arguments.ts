import type { Span } from './span.ts';

/** A place in another file of the repository. */
export interface GivenPlace {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** UTF-16 offsets of the value where it stands there character for character; null where it does not. */
  readonly span: Span | null;
}

/** What the builds of a repository give for one build argument. */
export type GivenArgument =
  /** All places give the same value; there is at least one. */
  | {
      readonly value: string;
      readonly places: readonly [GivenPlace, ...GivenPlace[]];
      /** False when no build passes it, and a variable of the name in `.env` is all that there is. */
      readonly isPassed: boolean;
    }
  /** `reason`: why there is no value: one clause, `compose.yaml:5 gives 3.19 but ci.yaml:9 gives 3.20`. */
  | { readonly value: null; readonly reason: string };

export type GivenArguments = ReadonlyMap<string, GivenArgument>;
