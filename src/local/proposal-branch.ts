import { join } from 'node:path';
import type { PastProposal } from '../remediation/history.ts';
import { fixLines } from '../remediation/fix-lines.ts';
import { keyBlockOf, parseKeyBlock, printKeyBlock } from '../remediation/key-block.ts';
import type { Proposal } from '../remediation/proposal.ts';
import type { ProposalOutcome, WithdrawalOutcome } from '../remediation/repository.ts';
import { GitError, git } from './git.ts';
import { IDENTITY } from './identity.ts';
import { resolveCommit } from './resolve-commit.ts';
import { openTemporaryFolder } from './temporary-folder.ts';
import type { TreeFile } from './tree-file.ts';

const NEW_FILE = '100644';

/** One commit on top of `base`; a branch that holds a person's work is left as it is. */
export async function ensureBranch(
  folder: string,
  base: string,
  files: ReadonlyMap<string, TreeFile>,
  proposal: Proposal,
): Promise<ProposalOutcome> {
  const reference = `refs/heads/${proposal.branch}`;
  const existing = await readBranch(folder, reference);
  if (existing !== null && !existing.isOurs) {
    const reason = `the branch ${proposal.branch} holds commits that are not ours`;
    return { kind: 'refused', reason };
  }
  const tree = await writeTree(folder, base, files, proposal);
  if (existing?.tree === tree && existing.parent === base) return { kind: 'unchanged' };
  if (await isCheckedOut(folder, reference)) {
    return { kind: 'refused', reason: `the branch ${proposal.branch} is checked out` };
  }
  const blocker = await findBlocker(folder, reference);
  if (blocker !== null) {
    const reason = `the branch ${proposal.branch} cannot be made beside the branch ${blocker}`;
    return { kind: 'refused', reason };
  }
  const commit = await git(
    { folder, input: commitMessage(proposal), environment: IDENTITY },
    'commit-tree',
    tree,
    '-p',
    base,
  );
  await git({ folder }, 'update-ref', reference, commit, existing?.commit ?? '0'.repeat(40));
  return { kind: existing === null ? 'created' : 'updated' };
}

/** Deletes a branch of ours; one that is checked out, or that a person has worked on, stays. */
export async function withdrawBranch(
  folder: string,
  { branch }: PastProposal,
): Promise<WithdrawalOutcome> {
  const reference = `refs/heads/${branch}`;
  const existing = await readBranch(folder, reference);
  if (existing === null) return { kind: 'withdrawn' };
  if (!existing.isOurs) {
    return { kind: 'refused', reason: `the branch ${branch} holds commits that are not ours` };
  }
  if (await isCheckedOut(folder, reference)) {
    return { kind: 'refused', reason: `the branch ${branch} is checked out` };
  }
  await git({ folder }, 'update-ref', '-d', reference, existing.commit);
  return { kind: 'withdrawn' };
}

interface Branch {
  readonly commit: string;
  readonly tree: string;
  readonly parent: string;
  readonly isOurs: boolean;
}

async function readBranch(folder: string, reference: string): Promise<Branch | null> {
  const commit = await resolveCommit(folder, reference);
  if (commit === null) return null;
  const format = '--format=%T%n%P%n%ae%n%ce%n%B';
  const [tree = '', parent = '', author, committer, ...message] = (
    await git({ folder }, 'log', '-1', format, commit)
  ).split('\n');
  const isOurs =
    author === IDENTITY.GIT_AUTHOR_EMAIL &&
    committer === IDENTITY.GIT_COMMITTER_EMAIL &&
    parseKeyBlock(message.join('\n')) !== null;
  return { commit, tree, parent, isOurs };
}

/** Git keeps branches like files: `a/b` has no room beside `a` or `a/b/c`. Null when there is room. */
async function findBlocker(folder: string, reference: string): Promise<string | null> {
  const folders = reference.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
  const listing = await git({ folder }, 'for-each-ref', '--format=%(refname)', 'refs/heads');
  const blocker = listing
    .split('\n')
    .find((other) => folders.includes(other) || other.startsWith(`${reference}/`));
  return blocker === undefined || blocker === '' ? null : blocker.slice('refs/heads/'.length);
}

async function isCheckedOut(folder: string, reference: string): Promise<boolean> {
  const listing = await git({ folder }, 'worktree', 'list', '--porcelain');
  return listing.split('\n').includes(`branch ${reference}`);
}

/** The tree of `base` with the proposed files, made in an index of its own. */
async function writeTree(
  folder: string,
  base: string,
  files: ReadonlyMap<string, TreeFile>,
  proposal: Proposal,
): Promise<string> {
  const scratch = openTemporaryFolder('seaworthy-index-');
  const environment = { GIT_INDEX_FILE: join(scratch.path, 'index') };
  try {
    await git({ folder, environment }, 'read-tree', base);
    for (const { path, before, after } of proposal.files) {
      const object = await git({ folder, input: after }, 'hash-object', '-w', '--stdin');
      const mode = files.get(path)?.mode ?? (before === null ? NEW_FILE : undefined);
      if (mode === undefined) throw new GitError(`${path} is not in the commit ${base}`);
      const entry = `${mode} ${object}\t${path}\0`;
      await git({ folder, environment, input: entry }, 'update-index', '-z', '--index-info');
    }
    return await git({ folder, environment }, 'write-tree');
  } finally {
    scratch.remove();
  }
}

function commitMessage(proposal: Proposal): string {
  return `${proposal.title}\n\n${fixLines(proposal)}\n\n${printKeyBlock(keyBlockOf(proposal))}\n`;
}
