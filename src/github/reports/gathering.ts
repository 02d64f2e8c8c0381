import type { ReportReader } from '../../findings/report-reader.ts';
import type { ReportWishes } from '../../remediation/given-report.ts';
import type { Repository } from '../../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import type { GatherMemory } from './gather-memory.ts';
import type { ReportStore } from './report-store.ts';

export type DownloadedBytes =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `reason`: one clause without a final dot. */
  | { readonly ok: false; readonly reason: string };

/** Downloads what GitHub's address of an artifact leads to, without any credential; `most` in bytes. */
export type Download = (address: string, most: number) => Promise<DownloadedBytes>;

/** What it takes to look for the reports of one repository. */
export interface Gathering {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  /** The default branch, asked for where it matters; what other branches say does not count. */
  readonly findBranch: () => Promise<string>;
  readonly repository: Pick<Repository, 'listFiles' | 'readFiles'>;
  readonly wishes: ReportWishes;
  readonly readers: readonly ReportReader[];
  readonly download: Download;
  /** What was sent to us. */
  readonly store: ReportStore;
  /** What GitHub said before. */
  readonly memory: GatherMemory;
}
