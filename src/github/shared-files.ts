import { SHARED_REPOSITORY } from '../config/base-address.ts';
import type { BaseAddress } from '../config/base-address.ts';
import { CONFIG_PATHS } from '../config/defaults.ts';
import type { FileContent, SharedFile } from '../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { readShared, sharedQuestion } from './read-shared.ts';
import type { SharedQuestion } from './read-shared.ts';

export interface SharedFilesOptions {
  readonly client: GitHubClient;
  /** The repository that reads them. */
  readonly name: RepositoryName;
  /** A file of that repository itself. */
  readonly readOwn: (paths: readonly string[]) => Promise<ReadonlyMap<string, FileContent>>;
  /** Asks for the usual one, which is then kept. */
  readonly askUsual: () => Promise<void>;
}

/** Configurations of one owner: the usual one is asked for in passing, others when they are named. */
export interface SharedFiles {
  /** The usual one, where it may be asked for and is not known yet. */
  readonly unasked: () => SharedQuestion | null;
  readonly keepUsual: (file: SharedFile) => void;
  readonly read: (address: BaseAddress) => Promise<SharedFile>;
}

export function openSharedFiles(options: SharedFilesOptions): SharedFiles {
  const { client, name, readOwn, askUsual } = options;
  const question = isName(name.repo, SHARED_REPOSITORY)
    ? null
    : sharedQuestion(name.owner, SHARED_REPOSITORY, null);
  const others = new Map<string, Promise<SharedFile>>();
  let usual: SharedFile | null = null;
  const other = (repository: string, path: string | null): Promise<SharedFile> => {
    const key = `${repository.toLowerCase()}:${path ?? ''}`;
    const file =
      others.get(key) ?? readShared(client, sharedQuestion(name.owner, repository, path));
    others.set(key, file);
    return file;
  };
  return {
    unasked: () => (usual === null ? question : null),
    keepUsual: (file) => {
      usual = file;
    },
    read: async ({ owner, repository, path }) => {
      if (owner !== null && !isName(owner, name.owner)) return { kind: 'foreign' };
      if (isName(repository, name.repo)) return ownFile(name, path, readOwn);
      if (path !== null || !isName(repository, SHARED_REPOSITORY)) return other(repository, path);
      if (usual === null) await askUsual();
      return usual ?? { kind: 'absent' };
    },
  };
}

async function ownFile(
  { owner, repo }: RepositoryName,
  path: string | null,
  readOwn: SharedFilesOptions['readOwn'],
): Promise<SharedFile> {
  const files = await readOwn(path === null ? CONFIG_PATHS : [path]);
  const found = [...files].find(([, content]) => content.ok);
  if (found?.[1].ok !== true) return { kind: 'absent' };
  return { kind: 'read', repository: `${owner}/${repo}`, path: found[0], text: found[1].text };
}

/** Names on GitHub are the same in any case of letters. */
function isName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
