import type { KnownImage } from '../../remediation/sweep/sweep-memory.ts';

/** What is kept of a repository that was looked at. */
export interface RememberedHead {
  /** Saves the whole answer while the same token asks; with another one the commit tells as much. */
  readonly etag: string;
  readonly commit: string;
  /** What all looks of the installation are built on: this program, and the configuration of the owner. */
  readonly basis: string;
  readonly images: readonly KnownImage[];
  /** When it was looked at, and when another look is due whatever is the same; milliseconds since 1970. */
  readonly at: number;
  readonly until: number;
}

/** The tips of default branches at which all was done that there was to do, by the id of the repository. */
export interface RememberedHeads {
  readonly find: (repository: number) => Promise<RememberedHead | null>;
  readonly remember: (repository: number, head: RememberedHead) => Promise<void>;
  readonly forget: (repository: number) => Promise<void>;
}
