import type { RepositoryState } from '../model.ts';
import type { World } from '../world.ts';

interface CommunityFile {
  readonly path: string;
  readonly body: string;
}

/**
 * Files that GitHub knows by their names, of the repository or else of its owner's `.github` ("Creating a default community
 * health file").
 */
export function communityFiles(
  world: World,
  repository: RepositoryState,
  pattern: RegExp,
): readonly CommunityFile[] {
  const own = filesOf(repository, pattern);
  const common = world.repository(repository.owner.login, '.github');
  return own.length > 0 || common === null ? own : filesOf(common, pattern);
}

export function communityFile(
  world: World,
  repository: RepositoryState,
  pattern: RegExp,
): CommunityFile | null {
  return communityFiles(world, repository, pattern)[0] ?? null;
}

function filesOf({ git, defaultBranch }: RepositoryState, pattern: RegExp): CommunityFile[] {
  const tree = git.resolve(`refs/heads/${defaultBranch}^{tree}`);
  const entries = tree === null ? [] : git.tree(tree, true);
  return entries
    .filter(({ path, type }) => type === 'blob' && pattern.test(path))
    .map(({ path, oid }) => ({ path, body: git.object(oid)?.content.toString('utf8') ?? '' }));
}
