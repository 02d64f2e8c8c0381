import type { GraphQLResolveInfo } from 'graphql';
import type { CommitRecord, Signature } from '../commit-text.ts';
import type { GitObject, TreeEntry } from '../git.ts';
import type { RepositoryState } from '../model.ts';
import { pullsFrom } from '../pulls.ts';
import { linesOf } from '../routes/commits.ts';
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
    statusCheckRollup: () => rollupNode(view, repository, commit.oid),
    tree: () => treeNode(view, repository, commit.tree),
    parents: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(commit.parents, args, info, byOid),
    history: (args: HistoryArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(historyOf(repository, commit.oid, args), args, info, byOid),
  };
}

const GOOD = new Set<string | null>(['success', 'neutral', 'skipped']);

/** Null where nothing checks the commit; of runs with one name the last counts. */
function rollupNode(view: View, repository: RepositoryState, oid: string): object | null {
  const own = repository.checkRuns.filter(({ headOid }) => headOid === oid);
  const runs = [...new Map(own.map((run) => [run.name, run])).values()];
  if (runs.length === 0) return null;
  const isOver = runs.every(({ status }) => status === 'completed');
  const isBad = runs.some((run) => run.status === 'completed' && !GOOD.has(run.conclusion));
  const id = view.world.ids.print('StatusCheckRollup', `${repository.id}:${oid}`);
  const over = isOver ? 'SUCCESS' : 'PENDING';
  return { __typename: 'StatusCheckRollup', id, state: isBad ? 'FAILURE' : over };
}

function historyOf({ git }: RepositoryState, oid: string, args: HistoryArguments) {
  const { path, since, until } = args;
  const words = [
    ...(since === null || since === undefined ? [] : [`--since=${since}`]),
    ...(until === null || until === undefined ? [] : [`--until=${until}`]),
    oid,
    ...(path === null || path === undefined ? [] : ['--', path]),
  ];
  return linesOf(git.run(['rev-list', ...words]));
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
