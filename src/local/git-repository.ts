import type { FileContent, Repository } from '../remediation/repository.ts';
import { readBranchHistory } from './branch-history.ts';
import { GitError, git, gitBytes } from './git.ts';
import { ensureBranch, withdrawBranch } from './proposal-branch.ts';
import { remoteAddresses } from './remote-addresses.ts';
import { resolveCommit } from './resolve-commit.ts';
import { decodeText } from '../remediation/decode-text.ts';
import type { TreeFile } from './tree-file.ts';

const REGULAR_FILE = /^(100644|100755) blob ([0-9a-f]+)\t(.*)$/s;

/**
 * A git checkout as a repository: reads the commit at HEAD and writes branches, one commit each. The
 * working tree, the index and the branch at hand are never touched.
 */
export async function openGitRepository(folder: string, name: string): Promise<Repository> {
  const commit = await resolveCommit(folder, 'HEAD');
  if (commit === null) throw new GitError('there is no commit yet; commit the files first');
  const branch = await currentBranch(folder);
  const files = await readTree(folder, commit);
  const addresses = await remoteAddresses(folder);
  return {
    name,
    addresses,
    listener: 'nobody',
    head: () => Promise.resolve({ commit, branch }),
    listFiles: () => Promise.resolve([...files.keys()]),
    readFiles: async (paths) => {
      const contents = new Map<string, FileContent>();
      for (const path of paths) contents.set(path, await readBlob(folder, files.get(path)));
      return contents;
    },
    readShared: () => Promise.resolve({ kind: 'out-of-reach' }),
    readHistory: (branches) => readBranchHistory(folder, branches),
    ensureProposal: (proposal) => ensureBranch(folder, commit, files, proposal),
    withdrawProposal: ({ past }) => withdrawBranch(folder, past),
  };
}

async function readBlob(folder: string, file: TreeFile | undefined): Promise<FileContent> {
  if (file === undefined) return { ok: false, reason: 'it is not in the commit at HEAD' };
  return decodeText(await gitBytes({ folder }, 'cat-file', 'blob', file.object));
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
