import type { History, PastProposal } from '../remediation/history.ts';
import { parseKeyBlock } from '../remediation/key-block.ts';
import { git } from './git.ts';
import { IDENTITY } from './identity.ts';

const OURS = `<${IDENTITY.GIT_AUTHOR_EMAIL}>`;

const FORMAT =
  '%(HEAD)%00%(refname:lstrip=2)%00%(authoremail)%00%(committeremail)%00%(contents)%00%01';

/**
 * Branches that end with a commit of ours, and those of the given names whoever wrote them. One that HEAD contains
 * is merged. Nobody can close a branch: who deletes it gets it again.
 */
export async function readBranchHistory(
  folder: string,
  branches: readonly string[],
): Promise<History> {
  const merged = await listBranches(folder, '--merged=HEAD', '--format=%(refname:lstrip=2)');
  const mergedNames = new Set(merged.split('\n'));
  const listing = await listBranches(folder, `--format=${FORMAT}`);
  const proposals = listing.split('\0\u0001').flatMap((entry): PastProposal[] => {
    const [head, name = '', author, committer, message = ''] = entry.replace(/^\n/, '').split('\0');
    const block = author === OURS && committer === OURS ? parseKeyBlock(message) : null;
    const isOther = block === null || head === '*';
    if (isOther && !branches.includes(name)) return [];
    const state = mergedNames.has(name) ? 'merged' : 'open';
    return [{ name, branch: name, state, block, wider: null, isTouched: block === null }];
  });
  return { proposals, isFirstContact: false };
}

function listBranches(folder: string, ...words: readonly string[]): Promise<string> {
  return git({ folder }, 'for-each-ref', ...words, 'refs/heads');
}
