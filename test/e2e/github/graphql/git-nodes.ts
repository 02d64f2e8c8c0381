import type { GraphQLResolveInfo } from 'graphql';
import type { CommitRecord, Signature } from '../commit-text.ts';
import type { Git, GitObject, TreeEntry } from '../git.ts';
import type { RepositoryState } from '../model.ts';
import { pullsFrom } from '../pulls.ts';
import { linesOf } from '../routes/commits.ts';
import { rollupState } from '../shapes/check.ts';
import { accountOf, messageOf } from '../shapes/commit.ts';
import { pageOfRepository } from '../shapes/view.ts';
import type { View } from '../shapes/view.ts';
import { accountNode } from './account-node.ts';
import { connection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { filterPulls, pullNode } from './pull-node.ts';
import type { PullArguments } from './pull-node.ts';

/** Text of a longer blob is cut, and `isTruncated`. */
const MAX_TEXT_BYTES = 512_000;

export function gitObjectNode(
  view: View,
  repository: RepositoryState,
  object: GitObject | null,
): object | null {
  if (object === null) return null;
  const { oid, type, content } = object;
  if (type === 'blob') return blobNode(view, repository, oid, content);
  if (type === 'tree') return treeNode(view, repository, oid);
  const commit = type === 'commit' ? repository.git.commit(oid) : null;
  return commit === null ? null : commitNode(view, repository, commit);
}

function blobNode(view: View, { id }: RepositoryState, oid: string, content: Buffer) {
  const isBinary = content.subarray(0, 8000).includes(0);
  return {
    __typename: 'Blob',
    id: view.world.ids.print('Blob', `${id}:${oid}`),
    oid,
    abbreviatedOid: oid.slice(0, 7),
    byteSize: content.length,
    isBinary,
    isTruncated: content.length > MAX_TEXT_BYTES,
    text: isBinary ? null : content.toString('utf8', 0, MAX_TEXT_BYTES),
  };
}

function treeNode(view: View, repository: RepositoryState, oid: string) {
  return {
    __typename: 'Tree',
    id: view.world.ids.print('Tree', `${repository.id}:${oid}`),
    oid,
    abbreviatedOid: oid.slice(0, 7),
    entries: () =>
      repository.git.tree(oid, false).map((entry) => entryNode(view, repository, entry)),
  };
}

function entryNode(view: View, repository: RepositoryState, entry: TreeEntry) {
  return {
    name: entry.path,
    path: entry.path,
    mode: Number.parseInt(entry.mode, 8),
    oid: entry.oid,
    size: entry.size ?? 0,
    type: entry.type,
    object: () => gitObjectNode(view, repository, repository.git.object(entry.oid)),
  };
}

interface HistoryArguments extends ConnectionArguments {
  readonly path?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

export function commitNode(view: View, repository: RepositoryState, commit: CommitRecord): object {
  const { git } = repository;
  const message = messageOf(commit);
  const byOid = (oid: string) => gitObjectNode(view, repository, git.object(oid));
  return {
    __typename: 'Commit',
    id: view.world.ids.print('Commit', `${repository.id}:${commit.oid}`),
    oid: commit.oid,
    abbreviatedOid: commit.oid.slice(0, 7),
    url: `${pageOfRepository(view, repository)}/commit/${commit.oid}`,
    author: gitActorNode(view, commit.author),
    committer: gitActorNode(view, commit.committer),
    authoredDate: commit.author.date,
    committedDate: commit.committer.date,
    message,
    messageHeadline: message.split('\n')[0] ?? '',
    messageBody: message.split('\n').slice(1).join('\n').trim(),
    signature: signatureNode(commit),
    tree: () => treeNode(view, repository, commit.tree),
    statusCheckRollup: () => rollupNode(view, repository, commit.oid),
    parents: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(commit.parents, args, info, byOid),
    history: (args: HistoryArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(historyOf(repository, commit.oid, args), args, info, byOid),
  };
}

/** What all checks of a commit come to; null where there are none. */
export function rollupNode(view: View, repository: RepositoryState, oid: string): object | null {
  const state = rollupState(repository, oid);
  if (state === null) return null;
  return {
    __typename: 'StatusCheckRollup',
    id: view.world.ids.print('StatusCheckRollup', `${repository.id}:${oid}`),
    commit: () => gitObjectNode(view, repository, repository.git.object(oid)),
    state,
  };
}

function historyOf({ git }: RepositoryState, oid: string, args: HistoryArguments) {
  const { path, since, until } = args;
  const straight = [path, since, until].every((one) => one === null || one === undefined)
    ? straightLine(git, oid)
    : null;
  if (straight !== null) return straight;
  const words = [
    ...(since === null || since === undefined ? [] : [`--since=${since}`]),
    ...(until === null || until === undefined ? [] : [`--until=${until}`]),
    oid,
    ...(path === null || path === undefined ? [] : ['--', path]),
  ];
  return linesOf(git.run(['rev-list', ...words]));
}

/** A commit and all before it, without a process; null where one of them is a merge. */
function straightLine(git: Git, tip: string): readonly string[] | null {
  const line: string[] = [];
  for (let oid: string | undefined = tip; oid !== undefined;) {
    const parents: readonly string[] | undefined = git.commit(oid)?.parents;
    if (parents === undefined || parents.length > 1) return null;
    line.push(oid);
    [oid] = parents;
  }
  return line;
}

function gitActorNode(view: View, { name, email, date }: Signature) {
  const account = accountOf(view, email);
  // A bot is no user, so GitHub shows null for it here.
  const user = account?.type === 'User' ? accountNode(view, account) : null;
  return { name, email, date, user };
}

function signatureNode({ signed, signature, payload }: CommitRecord): object | null {
  if (signature === null) return null;
  const state = signed ? 'VALID' : 'UNKNOWN_KEY';
  const own = { isValid: signed, wasSignedByGitHub: signed, state };
  return { __typename: 'GpgSignature', ...own, signature, payload: payload ?? '', keyId: null };
}

/** Null where there is no such reference. */
export function refNode(view: View, repository: RepositoryState, fullName: string): object | null {
  const oid = repository.git.resolve(fullName);
  if (oid === null) return null;
  const [, prefix = 'refs/', name = fullName] =
    /^(refs\/(?:heads\/|tags\/)?)(.*)$/.exec(fullName) ?? [];
  return {
    __typename: 'Ref',
    id: view.world.ids.print('Ref', `${repository.id}:${fullName}`),
    name,
    prefix,
    target: () => gitObjectNode(view, repository, repository.git.object(oid)),
    associatedPullRequests: (args: PullArguments, _: unknown, info: GraphQLResolveInfo) => {
      const all = pullsFrom(view.world, repository, name);
      const fitting = new Set(
        filterPulls(
          all.map(({ issue }) => issue),
          args,
        ),
      );
      const shown = all.filter(({ issue }) => fitting.has(issue));
      return connection(shown, args, info, (one) => pullNode(view, one.repository, one.issue));
    },
  };
}
