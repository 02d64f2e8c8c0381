import type { CommitRecord } from '../commit-text.ts';
import type { Account, RepositoryState } from '../model.ts';
import { gitIdentityOf, printAccount } from './account.ts';
import { apiOf, pageOfRepository } from './view.ts';
import type { View } from './view.ts';

/** A `git-commit`, as the Git database API prints it. */
export function printGitCommit(view: View, repository: RepositoryState, commit: CommitRecord) {
  const api = `${apiOf(view, repository)}/git`;
  const page = `${pageOfRepository(view, repository)}/commit`;
  return {
    sha: commit.oid,
    node_id: view.world.ids.print('Commit', `${repository.id}:${commit.oid}`),
    url: `${api}/commits/${commit.oid}`,
    html_url: `${page}/${commit.oid}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    message: messageOf(commit),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${page}/${sha}`,
    })),
    verification: verificationOf(view, commit),
  };
}

/** A `commit`, as the lists of commits print it. */
export function printCommit(view: View, repository: RepositoryState, commit: CommitRecord) {
  const url = `${apiOf(view, repository)}/commits/${commit.oid}`;
  const { sha, node_id, html_url, author, committer, tree, message, parents, verification } =
    printGitCommit(view, repository, commit);
  const byEmail = (email: string) => {
    const account = accountOf(view, email);
    return account === null ? null : printAccount(view, account);
  };
  return {
    sha,
    node_id,
    commit: {
      author,
      committer,
      message,
      tree,
      url: `${apiOf(view, repository)}/git/commits/${sha}`,
      comment_count: 0,
      verification,
    },
    url,
    html_url,
    comments_url: `${url}/comments`,
    author: byEmail(author.email),
    committer: byEmail(committer.email),
    parents: parents.map((parent) => ({
      ...parent,
      url: `${apiOf(view, repository)}/commits/${parent.sha}`,
    })),
  };
}

/** GitHub strips the final line feed that `git commit` adds. */
export function messageOf(commit: CommitRecord): string {
  return commit.message.replace(/\n+$/, '');
}

function verificationOf({ world }: View, commit: CommitRecord) {
  return {
    verified: commit.signed,
    reason: reasonOf(commit),
    signature: commit.signature,
    payload: commit.payload,
    verified_at: commit.signed ? world.now() : null,
  };
}

function reasonOf({ signed, signature }: CommitRecord): string {
  if (signed) return 'valid';
  return signature === null ? 'unsigned' : 'unknown_key';
}

/** The account that GitHub shows for an address: its noreply address, or the user's name at example.com. */
export function accountOf({ world }: View, email: string): Account | null {
  if (email === 'noreply@github.com') return world.account('web-flow');
  for (const account of world.accounts.values()) {
    if (gitIdentityOf(account).email === email) return account;
    if (`${account.login.toLowerCase()}@example.com` === email.toLowerCase()) return account;
  }
  return null;
}
