import type { Finding } from './finding.ts';

/** One file that was checked. */
export interface CheckedFile {
  /** As it is told to people, with `/`: from the current folder, or from the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** Silenced by a comment or a directive in the file. */
  readonly ignored: readonly Finding[];
  /** Why the file was left alone, or null. */
  readonly notice: string | null;
}
