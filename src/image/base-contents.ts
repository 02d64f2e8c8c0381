import type { Package } from './package.ts';

/** What is known of the content of a base image, as its reference leads to now. */
export interface BaseContents {
  /** Null when they are not known. */
  readonly packages: readonly Package[] | null;
  /** False when the list names only what the distribution's package manager installed. */
  readonly namesLanguagePackages: boolean;
  /** From the bottom; null when the registry was not asked or did not say. */
  readonly diffIds: readonly string[] | null;
}
