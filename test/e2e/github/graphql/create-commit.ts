import { isInScope } from '../access.ts';
import type { CommitRecord } from '../commit-text.ts';
import type { TreeChange } from '../git.ts';
import type { RepositoryState } from '../model.ts';
import { permissionsOf, refusalToMove } from '../protection.ts';
import { moveRef } from '../ref-deeds.ts';
import type { Call } from '../route.ts';
import { isTreePath } from '../routes/git-objects.ts';
import { WEB_FLOW, gitIdentityOf } from '../shapes/account.ts';
import { failure } from './failure.ts';
import { checkWrite } from './mutations.ts';

export interface CreateCommitInput {
  readonly branch: {
    readonly id?: string | null;
    readonly branchName?: string | null;
    readonly repositoryNameWithOwner?: string | null;
  };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string | null };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null;
    readonly deletions?: readonly { readonly path: string }[] | null;
  } | null;
}

export interface CreatedCommit {
  readonly repository: RepositoryState;
  readonly ref: string;
  readonly commit: CommitRecord;
}

/** GraphQL, "createCommitOnBranch": one signed commit by the app on a branch that exists. */
export function createCommit(call: Call, input: CreateCommitInput): CreatedCommit {
  const { repository, ref } = branchOf(call, input.branch);
  checkWrite(call, repository, 'contents:write');
  const { git } = repository;
  const head = git.resolve(ref);
  if (head === null)
    throw failure('NOT_FOUND', `Could not resolve to a Ref with the name '${ref}'.`);
  const { expectedHeadOid } = input;
  if (head !== expectedHeadOid) {
    const message = `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`;
    throw failure('STALE_DATA', message);
  }
  const tree = git.writeTree(head, changesOf(repository, head, input));
  const date = call.world.now();
  const { headline, body } = input.message;
  const oid = git.writeCommit({
    tree,
    parents: [head],
    author: { ...gitIdentityOf(call.actor), date },
    committer: { ...WEB_FLOW, date },
    message:
      body === null || body === undefined || body === '' ? headline : `${headline}\n\n${body}`,
    signed: true,
  });
  const permissions = permissionsOf(call.caller);
  const refused = refusalToMove(repository, permissions, { ref, oid, isForced: false });
  if (refused !== null) throw failure('UNPROCESSABLE', refused.message);
  moveRef(call.deeds, repository, ref, oid, call.actor);
  const commit = git.commit(oid);
  if (commit === null) throw new Error(`The commit ${oid} was not written`);
  return { repository, ref, commit };
}

function branchOf(
  call: Call,
  { id, branchName, repositoryNameWithOwner }: CreateCommitInput['branch'],
) {
  const { world, caller } = call;
  const key = world.ids.parse(id ?? '');
  const [number = '', ...rest] = (key?.key ?? '').split(':');
  const [owner = '', name = ''] = (repositoryNameWithOwner ?? '').split('/');
  const repository =
    key?.kind === 'Ref' ? world.repositories.get(Number(number)) : world.repository(owner, name);
  if (repository === null || repository === undefined || !isInScope(caller, repository)) {
    const missing = repositoryNameWithOwner ?? id ?? '';
    throw failure('NOT_FOUND', `Could not resolve to a Repository with the name '${missing}'.`);
  }
  const plain = (branchName ?? '').replace(/^refs\/heads\//, '');
  return { repository, ref: key?.kind === 'Ref' ? rest.join(':') : `refs/heads/${plain}` };
}

function changesOf(
  { git }: RepositoryState,
  head: string,
  { fileChanges }: CreateCommitInput,
): readonly TreeChange[] {
  const entries = new Map(git.tree(head, true).map((entry) => [entry.path, entry]));
  const deletions = (fileChanges?.deletions ?? []).map(({ path }) => {
    if (entries.has(path)) return { path, mode: '0', oid: null };
    const message = `A path was requested for deletion which does not exist as of commit oid \`${head}\``;
    throw failure('UNPROCESSABLE', message);
  });
  const additions = (fileChanges?.additions ?? []).map(({ path, contents }) => {
    if (!isTreePath(path)) throw failure('UNPROCESSABLE', `path is invalid: ${path}`);
    // Modes cannot be given: a file keeps the one that it has.
    const mode = entries.get(path)?.mode ?? '100644';
    return { path, mode, oid: git.writeBlob(Buffer.from(contents, 'base64')) };
  });
  return [...deletions, ...additions];
}
