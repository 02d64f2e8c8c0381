import { join } from 'node:path';
import { printKeyBlock, parseKeyBlock } from '../remediation/key-block.ts';
import type { Proposal } from '../remediation/proposal.ts';
import type { ProposalOutcome, Repository } from '../remediation/repository.ts';
import { GitError, git, gitBytes } from './git.ts';
import { IDENTITY } from './identity.ts';
import { remoteAddresses } from './remote-addresses.ts';
import { openTemporaryFolder } from './temporary-folder.ts';
import { decodeText } from './text-file.ts';

const REGULAR_FILE = /^(100644|100755) blob ([0-9a-f]+)\t(.*)$/s;

const NEW_FILE = '100644';

interface TreeFile {
  readonly mode: string;
  readonly object: string;
}

/**
 * A git checkout as a repository: reads the commit at HEAD and writes branches, one commit each. The
 * working tree, the index and the branch at hand are never touched.
 */
export async function openGitRepository(folder: string, name: string): Promise<Repository> {
  const options = { folder };
  const commit = await resolve(folder, 'HEAD');
  if (commit === null) throw new GitError('there is no commit yet; commit the files first');
  const branch = await currentBranch(folder);
  const files = await readTree(folder, commit);
  const addresses = await remoteAddresses(folder);
  return {
    name,
    addresses,
    head: () => Promise.resolve({ commit, branch }),
    listFiles: () => Promise.resolve([...files.keys()]),
    readFile: async (path) => {
      const file = files.get(path);
      if (file === undefined) return { ok: false, reason: 'it is not in the commit at HEAD' };
      return decodeText(await gitBytes(options, 'cat-file', 'blob', file.object));
    },
    ensureProposal: (proposal) => ensureBranch(folder, commit, files, proposal),
  };
}

async function currentBranch(folder: string): Promise<string | null> {
  const name = await git({ folder }, 'rev-parse', '--abbrev-ref', 'HEAD');
  return name === 'HEAD' ? null : name;
}

async function readTree(folder: string, commit: string): Promise<Map<string, TreeFile>> {
  const listing = await git({ folder }, 'ls-tree', '-r', '-z', '--full-tree', commit);
  const files = new Map<string, TreeFile>();
  for (const entry of listing.split('\0')) {
    const [, mode, object, path] = REGULAR_FILE.exec(entry) ?? [];
    if (mode === undefined || object === undefined || path === undefined) continue;
    // A name that is not UTF-8 has lost bytes here, so nothing could be written back under it.
    if (!path.includes('\uFFFD')) files.set(path, { mode, object });
  }
  return files;
}

/** One commit on top of `base`; a branch that holds a person's work is left as it is. */
async function ensureBranch(
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

interface Branch {
  readonly commit: string;
  readonly tree: string;
  readonly parent: string;
  readonly isOurs: boolean;
}

async function readBranch(folder: string, reference: string): Promise<Branch | null> {
  const commit = await resolve(folder, reference);
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

/** Commit id of a reference; null when there is none, as of HEAD before the first commit. */
async function resolve(folder: string, reference: string): Promise<string | null> {
  const words = ['cat-file', '--batch-check=%(objecttype) %(objectname)'];
  const answer = await git({ folder, input: `${reference}^{commit}\n` }, ...words);
  return /^commit ([0-9a-f]+)$/.exec(answer)?.[1] ?? null;
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
  const lines = proposal.fixes.map(
    (fix) => `- ${fix.path}:${fix.line}: ${fix.title} (${fix.rule})`,
  );
  return `${proposal.title}\n\n${lines.join('\n')}\n\n${printKeyBlock(proposal.key)}\n`;
}
