import { found, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { pageOf } from '../paging.ts';
import type { RepositoryState } from '../model.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printCommit } from '../shapes/commit.ts';
import { diffEntries } from '../shapes/diff.ts';
import { apiOf, pageOfRepository } from '../shapes/view.ts';
import { refuseEmpty } from './git-refs.ts';

export const commitRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/commits', 'contents:read', listCommits),
  repositoryRoute('GET /repos/{owner}/{repo}/commits/{ref}', 'contents:read', getCommit),
  repositoryRoute('GET /repos/{owner}/{repo}/compare/{basehead}', 'contents:read', compare),
];

/** The commit of a branch, a tag, an object id, or of `HEAD`, the default branch. */
export function resolveCommit(repository: RepositoryState, name: string): string | null {
  const { git, defaultBranch } = repository;
  if (name === 'HEAD') return git.resolve(`refs/heads/${defaultBranch}^{commit}`);
  for (const prefix of ['refs/heads/', 'refs/tags/', 'refs/']) {
    const oid = git.resolve(`${prefix}${name}^{commit}`);
    if (oid !== null) return oid;
  }
  return /^[0-9a-f]{7,40}$/.test(name) ? git.resolve(`${name}^{commit}`) : null;
}

function listCommits(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const { repository, query } = call;
  const start = query.get('sha') ?? repository.defaultBranch;
  const oid = resolveCommit(repository, start);
  if (oid === null) throw notFound();
  const path = query.get('path');
  const since = query.get('since');
  const until = query.get('until');
  const author = query.get('author');
  const words = [
    'rev-list',
    ...(since === null ? [] : [`--since=${since}`]),
    ...(until === null ? [] : [`--until=${until}`]),
    ...(author === null ? [] : ['--fixed-strings', `--author=${author}`]),
    oid,
    ...(path === null ? [] : ['--', path]),
  ];
  const { items, headers } = pageOf(call, linesOf(repository.git.run(words)));
  return found(printAll(call, items), headers);
}

export function printAll(call: RepositoryCall, oids: readonly string[]) {
  return oids.flatMap((oid) => {
    const commit = call.repository.git.commit(oid);
    return commit === null ? [] : [printCommit(call, call.repository, commit)];
  });
}

export function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}

function getCommit(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const { repository } = call;
  const name = call.params['ref'] ?? '';
  const oid = resolveCommit(repository, name);
  const commit = oid === null ? null : repository.git.commit(oid);
  if (commit === null) throw refusal(422, `No commit found for SHA: ${name}`);
  if (String(call.headers['accept']).includes('.sha')) {
    const type = { 'content-type': 'application/vnd.github.sha; charset=utf-8' };
    return found(Buffer.from(commit.oid), type);
  }
  const [parent] = commit.parents;
  const before = parent ?? repository.git.run(['hash-object', '-t', 'tree', '/dev/null']);
  const files = diffEntries(call, repository, `${before}..${commit.oid}`, commit.oid);
  const total = (of: 'additions' | 'deletions') =>
    files.map((file) => file[of]).reduce((sum, value) => sum + value, 0);
  const additions = total('additions');
  const deletions = total('deletions');
  const stats = { additions, deletions, total: additions + deletions };
  return found({ ...printCommit(call, repository, commit), stats, files });
}

/** REST, "Compare two commits": `base...head`, each with `owner:` for another repository of the network. */
function compare(call: RepositoryCall): Answer {
  const { repository } = call;
  const basehead = call.params['basehead'] ?? '';
  const [left = '', right = ''] = basehead.split('...');
  const base = resolveEnd(call, left);
  const head = resolveEnd(call, right);
  const mergeBase = base === null || head === null ? null : repository.git.mergeBase(base, head);
  if (base === null || head === null) throw notFound();
  if (mergeBase === null) {
    throw refusal(404, `No common ancestor between ${left} and ${right}.`);
  }
  const ahead = linesOf(repository.git.run(['rev-list', '--reverse', `${base}..${head}`]));
  const behind = Number(repository.git.run(['rev-list', '--count', `${head}..${base}`]));
  const [base_commit, merge_base_commit] = printAll(call, [base, mergeBase]);
  const url = `${apiOf(call, repository)}/compare/${basehead}`;
  const html_url = `${pageOfRepository(call, repository)}/compare/${basehead}`;
  const { items, headers } = pageOf(call, ahead, 250);
  return found(
    {
      url,
      html_url,
      permalink_url: html_url,
      diff_url: `${html_url}.diff`,
      patch_url: `${html_url}.patch`,
      base_commit,
      merge_base_commit,
      status: statusOf(ahead.length, behind),
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: printAll(call, items),
      files: diffEntries(call, repository, `${mergeBase}..${head}`, head).slice(0, 300),
    },
    headers,
  );
}

function resolveEnd(call: RepositoryCall, end: string): string | null {
  const { world, repository } = call;
  if (!end.includes(':')) return resolveCommit(repository, end);
  const [owner = '', branch = ''] = end.split(':', 2);
  const all = [...world.repositories.values()];
  const other = all.find(
    (one) =>
      one.owner.login === owner &&
      (one === repository || one.fork === repository || repository.fork === one),
  );
  return other === undefined ? null : resolveCommit(other, branch);
}

function statusOf(ahead: number, behind: number): string {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind';
  return behind === 0 ? 'ahead' : 'diverged';
}
