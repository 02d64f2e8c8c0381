import type { PullRequestWishes } from '../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { hasStatus, messageOf } from './failure.ts';

const TEAM = 'team:';

/** What a pull request has had already. */
export interface Had {
  /** Labels, assignees or a milestone, once given, however they are now: people may change them. */
  readonly marks: boolean;
  readonly reviewers: boolean;
}

/** Labels, assignees, milestone and reviewers, once. What GitHub refuses of these is a notice: the pull request stands. */
export async function ensureExtras(
  client: GitHubClient,
  name: RepositoryName,
  number: number,
  wishes: PullRequestWishes,
  had: Had,
): Promise<readonly string[]> {
  const { labels, assignees, reviewers, milestone } = wishes;
  const wantsMarks = labels.length + assignees.length > 0 || milestone !== undefined;
  const notices: string[] = [];
  if (wantsMarks && !had.marks) notices.push(...(await mark(client, name, number, wishes)));
  if (reviewers.length > 0 && !had.reviewers) {
    notices.push(...(await ask(client, name, number, reviewers)));
  }
  return notices;
}

async function mark(
  client: GitHubClient,
  name: RepositoryName,
  issue_number: number,
  { labels, assignees, milestone }: PullRequestWishes,
): Promise<readonly string[]> {
  const found = milestone === undefined ? null : await findMilestone(client, name, milestone);
  const missing =
    milestone !== undefined && found === null
      ? [
          `there is no open milestone \`${milestone}\`; create it, or change \`pullRequests.milestone\``,
        ]
      : [];
  try {
    await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...name,
      issue_number,
      ...(labels.length > 0 ? { labels: [...labels] } : {}),
      ...(assignees.length > 0 ? { assignees: [...assignees] } : {}),
      ...(found === null ? {} : { milestone: found }),
    });
    return missing;
  } catch (error) {
    if (!hasStatus(error, 403, 422)) throw error;
    return [...missing, `labels and assignees could not be set: ${messageOf(error)}`];
  }
}

async function findMilestone(
  { request }: GitHubClient,
  name: RepositoryName,
  title: string,
): Promise<number | null> {
  const { data } = await request('GET /repos/{owner}/{repo}/milestones', {
    ...name,
    state: 'open',
    per_page: 100,
  });
  return data.find((one) => one.title === title)?.number ?? null;
}

async function ask(
  { request }: GitHubClient,
  name: RepositoryName,
  pull_number: number,
  wanted: readonly string[],
): Promise<readonly string[]> {
  const teams = wanted.filter((one) => one.startsWith(TEAM)).map((one) => one.slice(TEAM.length));
  const reviewers = wanted.filter((one) => !one.startsWith(TEAM));
  try {
    await request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
      ...name,
      pull_number,
      reviewers,
      team_reviewers: teams,
    });
    return [];
  } catch (error) {
    // 422: somebody on the list is no collaborator.
    if (!hasStatus(error, 403, 422)) throw error;
    return [`a review could not be asked for: ${messageOf(error)}`];
  }
}
