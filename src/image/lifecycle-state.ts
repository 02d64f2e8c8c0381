/** Where a release line stands in its life. */
export interface LifecycleState {
  /** `node`, `debian`, `alpine`. */
  readonly product: string;
  /** The release line: `20`, `12`, `3.20`. */
  readonly cycle: string;
  /** True for a line of long support. */
  readonly lts: boolean;
  /** `YYYY-MM-DD`, the last day with any free security support; null when none is announced. */
  readonly endOfLife: string | null;
  readonly isEnded: boolean;
  /** Where the dates come from, and when they were read: `https://… (2026-11)`. */
  readonly source: string;
}
