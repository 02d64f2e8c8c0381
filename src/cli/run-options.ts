export interface RunOptions {
  readonly format: 'text' | 'json';
  readonly dryRun: boolean;
  /** Whether images are built before and after each proposal. */
  readonly verify: boolean;
  readonly offline: boolean;
  readonly report: readonly string[];
  /** Whether a scanner on PATH looks at the images that could be taken. */
  readonly scan: boolean;
}
