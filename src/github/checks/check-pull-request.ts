import { judgePull } from '../../remediation/pull/judge-pull.ts';
import type { JudgeOptions } from '../../remediation/pull/judge-pull.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking, hasStatus } from '../failure.ts';
import { openGitHubRepository } from '../github-repository.ts';
import type { GitHubIdentity } from '../identity.ts';
import { readHead } from '../read-head.ts';
import { readChangedFiles } from './changed-files.ts';
import { checkOutput } from './check-output.ts';
import type { Conclusion } from './check-output.ts';
import { ensureCheckRun } from './check-run.ts';
import { ensureReview } from './review.ts';
import type { ReviewOutcome } from './review.ts';

export interface PullCheckDeps extends JudgeOptions {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  /** `github.com`, or that of an enterprise server. */
  readonly host: string;
}

export interface PullToCheck {
  readonly number: number;
  /** Id of the check run that somebody wants once more (`check_run.rerequested`); null otherwise. */
  readonly rerequested: number | null;
}

export type PullCheckOutcome =
  | {
      readonly kind: 'skipped';
      /** `gone`: there is no such pull request, or no repository; `misconfigured`: the default branch's configuration is broken. */
      readonly reason: 'gone' | 'closed' | 'ours' | 'off' | 'untouched' | 'misconfigured';
    }
  | {
      readonly kind: 'checked';
      readonly conclusion: Conclusion;
      readonly findings: number;
      readonly run: 'created' | 'continued' | 'unchanged';
      /** Null where nothing is suggested, and on pull requests from forks, to which nothing but the check is written. */
      readonly review: ReviewOutcome | null;
    };

/**
 * Checks the Dockerfiles of a pull request: a check run with annotations, then one review with suggestions. Doing it
 * twice changes nothing. Throws `CodeHostError`.
 */
export async function checkPullRequest(
  deps: PullCheckDeps,
  { number, rerequested }: PullToCheck,
): Promise<PullCheckOutcome> {
  const { owner, repo } = deps.name;
  return asking(`checking #${number} of ${owner}/${repo}`, async () => {
    const pull = await readPull(deps, number);
    if (pull === null) return { kind: 'skipped', reason: 'gone' };
    if (!pull.isOpen) return { kind: 'skipped', reason: 'closed' };
    if (pull.isOurs) return { kind: 'skipped', reason: 'ours' };
    const verdict = await judge(deps, number, pull.commit);
    if (verdict === null) return { kind: 'skipped', reason: 'gone' };
    if (verdict.kind !== 'judged') return { kind: 'skipped', reason: verdict.kind };
    const { client, name, identity } = deps;
    const place = { client, name, identity, pullNumber: number, commit: pull.commit };
    const output = checkOutput(verdict);
    const run = await ensureCheckRun({ ...place, rerequested }, output);
    const suggestions = verdict.files.flatMap((file) => file.suggestions);
    const isSilent = pull.isFork || suggestions.length === 0;
    const review = isSilent ? null : await ensureReview(place, suggestions);
    const findings = verdict.files.reduce((sum, file) => sum + file.findings.length, 0);
    return { kind: 'checked', conclusion: output.conclusion, findings, run, review };
  });
}

interface KnownPull {
  readonly commit: string;
  readonly isOpen: boolean;
  readonly isOurs: boolean;
  readonly isFork: boolean;
}

/** As it is now, whatever an event of before said; null where there is none. */
async function readPull(
  { client, name, identity }: PullCheckDeps,
  pull_number: number,
): Promise<KnownPull | null> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...name,
      pull_number,
    });
    return {
      commit: data.head.sha,
      isOpen: data.state === 'open',
      isOurs: data.user.login === identity.login,
      // The types do not know that the repository of a head may have been deleted.
      isFork: (data.head.repo as { id: number } | null)?.id !== data.base.repo.id,
    };
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}

/** Null where the repository is gone meanwhile. */
async function judge(deps: PullCheckDeps, number: number, commit: string) {
  const { client, name, identity, host } = deps;
  const changes = await readChangedFiles(client, name, number);
  if (changes.every(({ kind }) => kind === 'removed')) return { kind: 'untouched' } as const;
  const answer = await readHead(client, name, null);
  if (answer.kind !== 'head') return null;
  // Nothing is proposed from here, so that no branch of ours needs a name.
  const place = { client, name, identity, host, branchPrefix: '', listener: 'app' } as const;
  const defaults = openGitHubRepository({ ...place, commit: answer.head.commit });
  const head = openGitHubRepository({ ...place, commit });
  return judgePull({ defaults, head, changes }, deps);
}
