import { z } from 'zod';
import { isNothing, withDropped } from '../../contribute/dropped-fixes.ts';
import type { Dropped } from '../../contribute/dropped-fixes.ts';
import { forkMarkIn, withForkMark } from '../../contribute/fork-mark.ts';
import type { PastContribution } from '../../contribute/past-contributions.ts';
import { parseKeyBlock } from '../../remediation/key-block.ts';
import type { Proposal } from '../../remediation/proposal.ts';
import type { ProposalOutcome } from '../../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking, hasStatus, messageOf } from '../failure.ts';
import type { BranchCommit } from '../branch-commit.ts';
import type { GitHubIdentity } from '../identity.ts';
import { isOurCommit } from '../own-commits.ts';
import { withWithdrawnMark } from '../withdrawn-mark.ts';
import { writeBranch } from '../write-branch.ts';
import type { Base, BranchChange } from '../write-branch.ts';
import { ensureFork } from './ensure-fork.ts';
import type { Fork } from './ensure-fork.ts';

export interface Contributing {
  readonly client: GitHubClient;
  readonly source: RepositoryName;
  readonly identity: GitHubIdentity;
  /** The tip that the change stands on; `repository` is taken from the fork. */
  readonly base: Omit<Base, 'repository'>;
  readonly commit: Pick<BranchChange, 'message' | 'author'>;
  readonly isDraft: boolean;
  /** The pull request of before, where it is open. */
  readonly open: PastContribution | null;
  /** Between looks at a fork that is being made. */
  readonly wait: () => Promise<void>;
}

/** Fork, branch, commit and pull request as proposed, each only where it is missing; what a person has touched stays. */
export function ensureContribution(
  proposal: Proposal,
  contributing: Contributing,
): Promise<ProposalOutcome> {
  const { client, source, identity, open } = contributing;
  if (open?.isTouched === true) {
    return Promise.resolve({ kind: 'refused', reason: `#${open.number} holds commits of people` });
  }
  return asking(`contributing to ${source.owner}/${source.repo}`, async () => {
    const found = await ensureFork(client, source, identity.login, contributing.wait);
    if (!found.ok) return { kind: 'refused', reason: found.reason };
    const written = await ensureBranch(proposal, found.fork, contributing);
    if (written !== null) return { kind: 'refused', reason: written };
    return open === null
      ? openPull(proposal, found.fork, contributing)
      : renewPull(proposal, open, contributing);
  });
}

/** Takes an open contribution back, one request that cannot happen by halves. */
export function withdrawContribution(
  { request }: GitHubClient,
  source: RepositoryName,
  { number, body }: PastContribution,
  dropped: Dropped,
): Promise<unknown> {
  const why = isNothing(dropped) ? 'the files have changed' : 'what was not wanted is taken out';
  const word = `Nothing is left to do here: ${why}. I close this myself.`;
  return asking(`closing #${number}`, () =>
    request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...source,
      pull_number: number,
      state: 'closed',
      body: withWithdrawnMark(withDropped(body, dropped), word),
    }),
  );
}

/** Null where the branch is as it should be; otherwise why it is not. */
async function ensureBranch(
  proposal: Proposal,
  fork: Fork,
  { client, identity, base, commit }: Contributing,
): Promise<string | null> {
  const tip = await readTip(client, fork.name, proposal.branch);
  if (tip !== null && !isOurCommit(tip, identity)) {
    return `the branch ${proposal.branch} of your fork holds commits that are not ours`;
  }
  const isOnBase = tip?.parents.nodes[0]?.oid === base.commit;
  if (tip !== null && isOnBase && parseKeyBlock(tip.message)?.key.to === proposal.key.to)
    return null;
  const change = { branch: proposal.branch, before: tip?.oid ?? null, ...commit };
  const onFork = { ...base, repository: fork.id };
  const written = await writeBranch(client, fork.name, onFork, proposal, change);
  return written.ok ? null : written.reason;
}

const tipSchema = z.object({
  repository: z.object({
    ref: z
      .object({
        target: z.object({
          oid: z.string(),
          message: z.string(),
          author: z
            .object({
              email: z.string().nullable(),
              user: z.object({ login: z.string() }).nullable(),
            })
            .nullable(),
          tree: z.object({ oid: z.string() }),
          parents: z.object({ nodes: z.array(z.object({ oid: z.string() })) }),
        }),
      })
      .nullable(),
  }),
});

const TIP = `query ($owner: String!, $repo: String!, $ref: String!) {
  repository(owner: $owner, name: $repo) { ref(qualifiedName: $ref) { target { ... on Commit {
    oid message author { email user { login } } tree { oid } parents(first: 2) { nodes { oid } }
  } } } }
}`;

async function readTip(
  { graphql }: GitHubClient,
  name: RepositoryName,
  branch: string,
): Promise<BranchCommit | null> {
  const answer = await graphql(TIP, { ...name, ref: `refs/heads/${branch}` });
  return tipSchema.parse(answer).repository.ref?.target ?? null;
}

async function openPull(
  { branch, title, body }: Proposal,
  { name, madeNow }: Fork,
  { client, source, base, isDraft }: Contributing,
): Promise<ProposalOutcome> {
  try {
    const { data } = await client.request('POST /repos/{owner}/{repo}/pulls', {
      ...source,
      title,
      body: madeNow === null ? body : withForkMark(body, madeNow),
      head: `${name.owner}:${branch}`,
      base: base.branch,
      draft: isDraft,
      maintainer_can_modify: true,
    });
    return { kind: 'created', address: data.html_url };
  } catch (error) {
    // Pull requests are for collaborators only, there is one already, or nothing to merge.
    if (!hasStatus(error, 403, 422)) throw error;
    return { kind: 'refused', reason: `GitHub opens no pull request: ${messageOf(error)}` };
  }
}

/** The text is written anew where it tells of other fixes, and the title with it unless a person has given it another one. */
async function renewPull(
  { title, body, key }: Proposal,
  open: PastContribution,
  { client, source }: Contributing,
): Promise<ProposalOutcome> {
  if (parseKeyBlock(open.body)?.key.to === key.to) return { kind: 'unchanged', address: open.url };
  const fork = forkMarkIn(open.body);
  await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...source,
    pull_number: open.number,
    ...(open.title === open.ownTitle ? { title } : {}),
    body: fork === null ? body : withForkMark(body, fork),
  });
  return { kind: 'updated', address: open.url };
}
