import type { Octokit } from 'octokit';

/** What is used of octokit: single requests, so that each one can be counted. */
export interface GitHubClient {
  readonly request: Octokit['request'];
  /** As octokit has it, without its ways to page. */
  readonly graphql: <Answer = unknown>(
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<Answer>;
}

/** `owner` and `repo`, as the parameters of REST requests are named. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}
