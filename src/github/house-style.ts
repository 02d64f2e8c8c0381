import { z } from 'zod';
import type { PullRequestWishes } from '../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from './client.ts';

/** How the people of a repository write their commits. */
export interface HouseStyle {
  readonly isConventional: boolean;
  readonly isSignedOff: boolean;
}

/** So many of the last commits are looked at. */
const COMMITS = 30;

/** Conventional Commits 1.0.0. */
const CONVENTIONAL = /^[a-z]+(?:\([^()\n]{1,60}\))?!?: \S/;

const SIGNED_OFF = /^Signed-off-by: \S.*<[^<>\s]+>$/m;

/** Written by GitHub itself, in words of its own. */
const BY_GITHUB = /^(?:Merge |Revert "|Initial commit$)/;

const answerSchema = z.object({
  repository: z.object({
    object: z.object({
      history: z.object({ nodes: z.array(z.object({ message: z.string() })) }),
    }),
  }),
});

const QUERY = `query ($owner: String!, $repo: String!, $commit: GitObjectID!) {
  repository(owner: $owner, name: $repo) {
    object(oid: $commit) { ... on Commit { history(first: ${COMMITS}) { nodes { message } } } }
  }
}`;

/** Reads it from the last commits, unless the configuration says all of it. */
export async function readHouseStyle(
  client: GitHubClient,
  { owner, repo }: RepositoryName,
  commit: string,
  { titles, signOff }: PullRequestWishes,
): Promise<HouseStyle> {
  if (titles !== 'auto' && signOff !== 'auto') {
    return { isConventional: titles === 'conventional', isSignedOff: signOff === 'always' };
  }
  const { repository } = answerSchema.parse(await client.graphql(QUERY, { owner, repo, commit }));
  const messages = repository.object.history.nodes.map(({ message }) => message);
  const style = houseStyleOf(messages);
  return {
    isConventional: titles === 'auto' ? style.isConventional : titles === 'conventional',
    isSignedOff: signOff === 'auto' ? style.isSignedOff : signOff === 'always',
  };
}

/** What most commits are like; merges say nothing of it. */
export function houseStyleOf(messages: readonly string[]): HouseStyle {
  const own = messages.filter((message) => !BY_GITHUB.test(message));
  const isMost = (pattern: RegExp) =>
    own.filter((message) => pattern.test(message)).length * 2 > own.length;
  return { isConventional: isMost(CONVENTIONAL), isSignedOff: isMost(SIGNED_OFF) };
}

/** `build(docker): put two Dockerfiles in order`, where that is the house's style. */
export function titleInStyle(title: string, { isConventional }: HouseStyle): string {
  if (!isConventional) return title;
  // A name such as `USER` keeps its letters.
  const isWord = /^[A-Z][a-z]/.test(title);
  return `build(docker): ${isWord ? title.charAt(0).toLowerCase() + title.slice(1) : title}`;
}
