import type { Deeds } from './deeds.ts';
import type { TreeChange } from './git.ts';
import type { Account, RepositoryState } from './model.ts';
import { moveRef } from './ref-deeds.ts';
import { gitIdentityOf } from './shapes/account.ts';

/** What a path becomes: a file, an executable or link by its mode, a submodule, or nothing. */
export type FileChange =
  | string
  | Uint8Array
  | null
  | { readonly mode: '100755' | '120000'; readonly content: string }
  | { readonly mode: '160000'; readonly oid: string };

export type FileChanges = Readonly<Record<string, FileChange>>;

export interface PushOptions {
  readonly message?: string;
  /** Name and address in the commit; those of the person if not given. */
  readonly email?: string;
  /** Starts again from this revision, and pushes with force. */
  readonly from?: string;
}

/** Commits files on a branch, which may be new, without anybody being told; the commit's object id. */
export function commitFiles(
  deeds: Deeds,
  repository: RepositoryState,
  branch: string,
  files: FileChanges,
  author: Account,
  options: PushOptions = {},
): string {
  const { git, defaultBranch } = repository;
  const start = options.from ?? `refs/heads/${branch}`;
  const parent = git.resolve(`${start}^{commit}`) ?? git.resolve(`refs/heads/${defaultBranch}`);
  const changes = Object.entries(files).map(([path, change]) => changeOf(repository, path, change));
  const date = deeds.world.now();
  const identity = gitIdentityOf(author);
  const person = { ...identity, email: options.email ?? identity.email, date };
  return git.writeCommit({
    tree: git.writeTree(parent, changes),
    parents: parent === null ? [] : [parent],
    author: person,
    committer: person,
    message: `${options.message ?? `Change ${Object.keys(files).join(', ')}`}\n`,
    signed: false,
  });
}

function changeOf({ git }: RepositoryState, path: string, change: FileChange): TreeChange {
  if (change === null) return { path, mode: '0', oid: null };
  if (typeof change === 'string' || change instanceof Uint8Array) {
    return { path, mode: '100644', oid: git.writeBlob(change) };
  }
  if (change.mode === '160000') return { path, mode: change.mode, oid: change.oid };
  return { path, mode: change.mode, oid: git.writeBlob(change.content) };
}

/** A push of one commit by a person, protected branch or not, with everything that follows. */
export function pushFiles(
  deeds: Deeds,
  repository: RepositoryState,
  branch: string,
  files: FileChanges,
  author: Account,
  options: PushOptions = {},
): string {
  const oid = commitFiles(deeds, repository, branch, files, author, options);
  moveRef(deeds, repository, `refs/heads/${branch}`, oid, author);
  return oid;
}
