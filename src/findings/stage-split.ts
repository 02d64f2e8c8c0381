/** One stage cut in two: what stands before the cut builds, and what stands behind it is shipped. */
export interface StageSplit {
  /** Image of the new last stage. */
  readonly runtime: string;
  /** Name of the stage that builds. */
  readonly builder: string;
  /** User that the runtime image sets, by its number, where the old stage sets none and ran as root. */
  readonly user?: string;
  /** Offset of the first instruction that stays in the last stage. */
  readonly cut: number;
  /** Absolute paths that are copied out of the builder, each to the same place. */
  readonly copies: readonly string[];
  /** Absolute paths of programs that are copied to `/usr/local/bin`. */
  readonly onPath: readonly string[];
  /** Commands of RUNs that are new in the last stage, one RUN each. */
  readonly runs: readonly string[];
  /** Commands of RUNs that are new at the end of the builder, one RUN each. */
  readonly builderRuns: readonly string[];
  /** Variables of ENV that only the builder keeps. */
  readonly buildOnly: readonly string[];
}
