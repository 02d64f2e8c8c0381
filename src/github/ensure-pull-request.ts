import { tickedBoxes } from '../remediation/body/boxes.ts';
import type { BoxName } from '../remediation/body/boxes.ts';
import { parseKeyBlock } from '../remediation/key-block.ts';
import type { Proposal } from '../remediation/proposal.ts';
import type { ProposalOutcome, PullRequestWishes } from '../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { commitMessage } from './commit-message.ts';
import { hasStatus, messageOf } from './failure.ts';
import type { BranchCommit } from './branch-commit.ts';
import type { PastPull } from './history-query.ts';
import { titleInStyle } from './house-style.ts';
import type { HouseStyle } from './house-style.ts';
import { isLoginOf } from './identity.ts';
import type { GitHubIdentity } from './identity.ts';
import { ensureExtras } from './pull-request-extras.ts';
import { holdsForeign, isOurCommit } from './own-commits.ts';
import type { BranchState } from './read-history.ts';
import { writeBranch } from './write-branch.ts';
import type { Base } from './write-branch.ts';

/** All that is needed to write to one repository. */
export interface Writing {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  readonly base: Base;
  readonly style: HouseStyle;
  readonly state: BranchState;
  readonly wishes: PullRequestWishes;
}

/**
 * Branch, commit and pull request as proposed, each step only where it is missing: after a failure at any of them the next
 * run goes on from there. What a person has touched stays as it is.
 */
export async function ensurePullRequest(
  proposal: Proposal,
  writing: Writing,
): Promise<ProposalOutcome> {
  const { state, style, identity, base } = writing;
  const asked = tickedBoxes(state.open?.body ?? '');
  const isTouched = hasForeignCommits(state, identity);
  const objection = whyLeaveAlone(proposal, writing, isTouched, asked);
  if (objection !== null) return { kind: 'refused', reason: objection };
  const isFresh =
    state.tip !== null && !isTouched && isUpToDate(proposal, state.tip, state.open, writing);
  if (isFresh && state.open !== null && isAbout(proposal, state.open, base)) {
    return settle(proposal, state.open, writing);
  }
  const title = titleInStyle(proposal.title, style);
  if (!isFresh) {
    const written = await write(proposal, title, writing);
    if (!written.ok) return { kind: 'refused', reason: written.reason };
  }
  return state.open === null
    ? open(proposal, title, writing)
    : renew(proposal, title, state.open, writing);
}

function whyLeaveAlone(
  { branch }: Proposal,
  { state: { open }, identity, base }: Writing,
  isTouched: boolean,
  asked: ReadonlySet<BoxName>,
): string | null {
  if (open !== null && asked.has('pause')) return `#${open.number} is paused`;
  if (asked.has('recreate')) return null;
  if (isTouched) return `the branch ${branch} holds commits that are not ours`;
  if (open !== null && parseKeyBlock(open.body) === null) {
    return `somebody has taken over the text of #${open.number}`;
  }
  if (open !== null && isPointedElsewhere(open, base, identity)) {
    return `somebody has pointed #${open.number} at the branch ${open.baseRefName}`;
  }
  return null;
}

/** By a person: one that still goes where the default branch was follows it. */
function isPointedElsewhere(
  { baseRefName, pointed: { nodes } }: PastPull,
  base: Base,
  identity: GitHubIdentity,
): boolean {
  const [last] = nodes;
  if (baseRefName === base.branch || last === undefined) return false;
  return !isLoginOf(identity, last.actor?.login ?? null);
}

function hasForeignCommits({ tip, open }: BranchState, identity: GitHubIdentity): boolean {
  const commits = [...(tip === null ? [] : [tip]), ...commitsOf(open)];
  return holdsForeign(tip?.oid ?? null, commits, identity);
}

function commitsOf(open: PastPull | null): readonly BranchCommit[] {
  return open?.commits.nodes.map(({ commit }) => commit) ?? [];
}

/**
 * The same fixes, on the tip of the base, or on an older one that they can still be merged into, unless somebody asks for
 * more. Only people with write access can edit our texts, so that a tick in them is theirs. Where the base has been rebuilt,
 * its old commits would be merged along.
 */
function isUpToDate(
  proposal: Proposal,
  tip: BranchCommit,
  open: PastPull | null,
  { base, identity }: Pick<Writing, 'base' | 'identity'>,
): boolean {
  const same = parseKeyBlock(tip.message)?.key.to === proposal.key.to;
  const isOnTip = tip.parents.nodes[0]?.oid === base.commit;
  if (!same || isOnTip || open === null) return same && isOnTip;
  if (open.baseRefName !== base.branch) return false;
  if (commitsOf(open).some((commit) => !isOurCommit(commit, identity))) return false;
  const asked = tickedBoxes(open.body);
  return open.mergeable !== 'CONFLICTING' && !asked.has('rebase') && !asked.has('recreate');
}

/** Whether the text speaks of these fixes and the base is the right one: neither is so where we were stopped after the branch was written. */
function isAbout({ key }: Proposal, { body, baseRefName }: PastPull, base: Base): boolean {
  return parseKeyBlock(body)?.key.to === key.to && baseRefName === base.branch;
}

async function write(
  proposal: Proposal,
  title: string,
  { client, name, identity, base, style, state }: Writing,
) {
  const signature = style.isSignedOff ? await identity.signature() : null;
  const message = (tree: string) =>
    commitMessage(proposal, title, signature, { parent: base.commit, tree });
  const change = { branch: proposal.branch, before: state.tip?.oid ?? null, message };
  return writeBranch(client, name, base, proposal, change);
}

async function open(
  { branch, body }: Proposal,
  title: string,
  { client, name, base, wishes }: Writing,
): Promise<ProposalOutcome> {
  try {
    const { data } = await client.request('POST /repos/{owner}/{repo}/pulls', {
      ...name,
      title,
      body,
      head: branch,
      base: base.branch,
      draft: wishes.draft,
      maintainer_can_modify: true,
    });
    const had = { marks: false, reviewers: false };
    const notices = await ensureExtras(client, name, data.number, wishes, had);
    return { kind: 'created', address: data.html_url, notices };
  } catch (error) {
    // There is one already, or nothing to merge: the next look at the repository sees why.
    if (!hasStatus(error, 422)) throw error;
    return { kind: 'refused', reason: `GitHub opens no pull request: ${messageOf(error)}` };
  }
}

/** New content: what we wrote about the old one goes. The base is told only where it is another one. */
async function renew(
  { body }: Proposal,
  title: string,
  { number, url, marked, asked, baseRefName }: PastPull,
  { client, name, base, wishes }: Writing,
): Promise<ProposalOutcome> {
  await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...name,
    pull_number: number,
    title,
    body,
    ...(baseRefName === base.branch ? {} : { base: base.branch }),
  });
  const had = { marks: marked.filteredCount > 0, reviewers: asked.filteredCount > 0 };
  const notices = await ensureExtras(client, name, number, wishes, had);
  return { kind: 'updated', address: url, notices };
}

/** The branch is as it should be: the text may still be of another day; the title may be a person's. */
async function settle(
  { body }: Proposal,
  { number, url, body: before, marked, asked }: PastPull,
  { client, name, wishes }: Writing,
): Promise<ProposalOutcome> {
  const isSame = before.replaceAll('\r\n', '\n').trim() === body.trim();
  if (!isSame) {
    await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...name,
      pull_number: number,
      body,
    });
  }
  const had = { marks: marked.filteredCount > 0, reviewers: asked.filteredCount > 0 };
  const notices = await ensureExtras(client, name, number, wishes, had);
  return { kind: isSame ? 'unchanged' : 'updated', address: url, notices };
}
