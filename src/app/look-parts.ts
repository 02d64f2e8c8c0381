import type { Rule } from '../findings/rule.ts';
import type { Gathering } from '../github/reports/gathering.ts';
import type { Registry } from '../image/registry.ts';
import type { DownloadSource } from '../remediation/download-plan.ts';
import type { AppIdentity } from './app-identity.ts';
import type { ImageWorld } from './sweep/image-world.ts';
import type { RememberedHeads } from './stores/remembered-heads.ts';
import type { SweepBook } from './stores/sweep-book.ts';
import type { WatchedFiles } from './stores/watched-files.ts';

/** Where reports of scanners come from, beside GitHub. */
export type ReportParts = Pick<Gathering, 'readers' | 'download' | 'store' | 'memory'>;

export interface LookParts {
  readonly identity: AppIdentity;
  readonly heads: RememberedHeads;
  readonly watched: WatchedFiles;
  readonly sweeps: SweepBook;
  readonly rules: readonly Rule[];
  readonly registry: Registry;
  /** What it says, the same to all looks of an hour. */
  readonly world: (now: Date) => ImageWorld;
  readonly downloads: DownloadSource;
  readonly reports: ReportParts;
  /** `github.com`, or that of an enterprise server. */
  readonly host: string;
  /** Of this program. */
  readonly version: string;
  readonly now: () => Date;
}

export interface LookOptions {
  /** Asks for all of it where the head is the one of the last look: something else has changed. */
  readonly evenIfUnchanged: boolean;
}
