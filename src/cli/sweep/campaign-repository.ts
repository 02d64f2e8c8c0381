import { discoverReaders } from '../../discover.ts';
import type { GitHubClient } from '../../github/client.ts';
import { readHead } from '../../github/read-head.ts';
import { newGatherMemory } from '../../github/reports/gather-memory.ts';
import { reportSource } from '../../github/reports/gather-reports.ts';
import { createMemoryReportStore } from '../../github/reports/memory-report-store.ts';
import { CodeHostError } from '../../remediation/code-host-error.ts';
import type { ListedRepository } from '../../remediation/sweep/repository-list.ts';
import { openArchiveDownload } from '../download-source.ts';
import type { CampaignLook } from './look-at-listed.ts';

/** The list may be old: what was merged meanwhile is not to be proposed again. */
export async function withHead(
  client: GitHubClient,
  repository: ListedRepository,
): Promise<ListedRepository> {
  const { owner, name: repo } = repository;
  const answer = await readHead(client, { owner, repo }, null);
  if (answer.kind === 'head') return { ...repository, commit: answer.head.commit };
  const message = `${owner}/${repo} is ${answer.kind}`;
  throw new CodeHostError(message, { status: 404, isRetryable: false, retryAfter: null });
}

/** The reports that the configuration of a repository names, wherever on GitHub they are. */
export async function reportsOfListed(client: GitHubClient): Promise<CampaignLook['reportsOf']> {
  const known = {
    readers: await discoverReaders(),
    download: openArchiveDownload(),
    // Nobody sends any to the command line.
    store: createMemoryReportStore(Date.now),
    memory: newGatherMemory(),
  };
  return ({ owner, name: repo, branch }) =>
    reportSource({
      ...{ client, name: { owner, repo }, ...known },
      findBranch: () => Promise.resolve(branch ?? ''),
    });
}
