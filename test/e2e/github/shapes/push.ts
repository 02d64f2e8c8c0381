import type { CommitRecord, Signature } from '../commit-text.ts';
import type { Account, Json, RepositoryState } from '../model.ts';
import { gitIdentityOf } from './account.ts';
import { accountOf, messageOf } from './commit.ts';
import { printRepository } from './repository.ts';
import { pageOfRepository } from './view.ts';
import type { View } from './view.ts';

const ZERO = /^0+$/;
/** "Webhook events and payloads", push: the array `commits` includes a maximum of 2048 commits. */
const MAX_COMMITS = 2048;

/** The payload of `push`, whose repository prints some times as seconds. */
export function printPush(
  view: View,
  repository: RepositoryState,
  ref: string,
  before: string,
  after: string,
  actor: Account,
): Json {
  const { git } = repository;
  const deleted = ZERO.test(after);
  const created = ZERO.test(before);
  const commits = deleted ? [] : newCommits(view, repository, before, after, ref);
  const head = deleted ? null : git.commit(after);
  const page = pageOfRepository(view, repository);
  return {
    ref,
    before,
    after,
    repository: printPushedRepository(view, repository),
    pusher: { name: actor.login, email: gitIdentityOf(actor).email },
    created,
    deleted,
    forced: !created && !deleted && !git.isAncestor(before, after),
    base_ref: null,
    compare: `${page}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: head === null ? null : printPushedCommit(view, repository, head),
  };
}

function newCommits(
  view: View,
  repository: RepositoryState,
  before: string,
  after: string,
  ref: string,
): readonly Json[] {
  const others = repository.git
    .references('refs/heads/')
    .filter(({ name }) => name !== ref)
    .map(({ oid }) => `^${oid}`);
  const known = ZERO.test(before) ? others : [`^${before}`];
  const text = repository.git.run([
    'rev-list',
    '--reverse',
    `--max-count=${MAX_COMMITS}`,
    after,
    ...known,
  ]);
  return text
    .split('\n')
    .filter((oid) => oid !== '')
    .flatMap((oid) => {
      const commit = repository.git.commit(oid);
      return commit === null ? [] : [printPushedCommit(view, repository, commit)];
    });
}

function printPushedCommit(view: View, repository: RepositoryState, commit: CommitRecord): Json {
  const person = ({ name, email, date }: Signature) => {
    const username = accountOf(view, email)?.login;
    return { name, email, date, ...(username === undefined ? {} : { username }) };
  };
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: messageOf(commit),
    timestamp: commit.committer.date,
    url: `${pageOfRepository(view, repository)}/commit/${commit.oid}`,
    author: person(commit.author),
    committer: person(commit.committer),
    ...changedFiles(repository, commit),
  };
}

function changedFiles({ git }: RepositoryState, commit: CommitRecord) {
  const words = ['diff-tree', '--root', '-r', '--no-commit-id', '--name-status', '-z'];
  const fields = git.run([...words, commit.oid]).split('\0');
  const of = (letter: string) =>
    fields.flatMap((field, at) => (at % 2 === 0 && field === letter ? [fields[at + 1] ?? ''] : []));
  return { added: of('A'), removed: of('D'), modified: [...of('M'), ...of('T')] };
}

function printPushedRepository(view: View, repository: RepositoryState): Json {
  const printed = printRepository(view, repository);
  const { owner } = repository;
  const seconds = (date: string) => Math.floor(Date.parse(date) / 1000);
  return {
    ...printed,
    owner: { ...printed.owner, name: owner.login, email: gitIdentityOf(owner).email },
    created_at: seconds(repository.createdAt),
    pushed_at: seconds(repository.pushedAt),
    stargazers: 0,
    master_branch: repository.defaultBranch,
    ...(owner.type === 'Organization' ? { organization: owner.login } : {}),
  };
}
