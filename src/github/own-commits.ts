import { parseKeyBlock } from '../remediation/key-block.ts';
import type { BranchCommit } from './branch-commit.ts';
import { isLoginOf } from './identity.ts';
import type { GitHubIdentity } from './identity.ts';
import { parsePlaceMark } from './place-mark.ts';

/**
 * Written by us: by the account or an address of ours, and with the block that we put into every message. One that tells its
 * place has to be there still: a person who amends or rebases it leaves its author as it is.
 */
export function isOurCommit(commit: BranchCommit, identity: GitHubIdentity): boolean {
  const { author, message } = commit;
  const isOurs =
    identity.isOurAddress(author?.email ?? '') || isLoginOf(identity, author?.user?.login ?? null);
  if (!isOurs || parseKeyBlock(message) === null) return false;
  return parsePlaceMark(message) === null || isInPlace(commit);
}

/**
 * Whether a branch holds commits of people. What lies below a commit of ours that is still where we put it was on the base
 * then, and is shown as the branch's own where the base has been rebuilt since.
 */
export function holdsForeign(
  tip: string | null,
  commits: readonly BranchCommit[],
  identity: GitHubIdentity,
): boolean {
  const last = commits.find(({ oid }) => oid === tip);
  if (last !== undefined && isOurCommit(last, identity) && isInPlace(last)) return false;
  return commits.some((commit) => !isOurCommit(commit, identity));
}

function isInPlace({ message, tree, parents: { nodes } }: BranchCommit): boolean {
  const place = parsePlaceMark(message);
  if (place === null || place.tree !== tree.oid) return false;
  return nodes.length === 1 && nodes[0]?.oid === place.parent;
}
