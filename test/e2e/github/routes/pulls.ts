import { found, invalid, notFound } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { PullIssue } from '../model.ts';
import { listAnswer, pageOf } from '../paging.ts';
import { commitsOf, pullsOf } from '../pulls.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { diffEntries } from '../shapes/diff.ts';
import { printFullPull, printPull } from '../shapes/pull.ts';
import { linesOf, printAll } from './commits.ts';

/** REST, "Pulls", what is read. */
export const pullRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/pulls', 'pull_requests:read', listPulls),
  repositoryRoute('GET /repos/{owner}/{repo}/pulls/{pull_number}', 'pull_requests:read', getPull),
  repositoryRoute(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    'pull_requests:read',
    listFiles,
  ),
  repositoryRoute(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits',
    'pull_requests:read',
    (call) => {
      const { items, headers } = pageOf(call, commitsOf(call.repository, pullOf(call).pull));
      return found(printAll(call, items), headers);
    },
  ),
  repositoryRoute(
    'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    'pull_requests:read',
    pullsOfCommit,
  ),
];

/** The pull request that a path names. */
export function pullOf({ repository, params }: RepositoryCall): PullIssue {
  const number = Number(params['pull_number']);
  const issue = pullsOf(repository).find((one) => one.number === number);
  if (issue === undefined) throw notFound();
  return issue;
}

const SORTS = ['created', 'updated', 'popularity', 'long-running'];

function listPulls(call: RepositoryCall): Answer {
  const { query, repository } = call;
  const state = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const sort = query.get('sort') ?? 'created';
  if (!SORTS.includes(sort) || !['open', 'closed', 'all'].includes(state)) {
    throw invalid({ resource: 'PullRequest', code: 'invalid', field: 'state' });
  }
  const fitting = pullsOf(repository).filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      (base === null || issue.pull.baseRef === base) &&
      hasHead(issue, head),
  );
  const isDescending = (query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc')) === 'desc';
  const order = sortedBy(fitting, sort);
  return listAnswer(call, isDescending ? order.reverse() : order, (issue) =>
    printPull(call, repository, issue),
  );
}

/** `owner:branch`; without an owner GitHub does not filter at all. */
function hasHead({ pull }: PullIssue, head: string | null): boolean {
  if (head?.includes(':') !== true) return true;
  return head === `${pull.headOwner.login}:${pull.headRef}`;
}

function sortedBy(issues: readonly PullIssue[], sort: string): PullIssue[] {
  const weight = (issue: PullIssue): number => {
    if (sort === 'updated') return Date.parse(issue.updatedAt);
    return sort === 'popularity' ? issue.comments.length : issue.number;
  };
  return [...issues].sort((a, b) => weight(a) - weight(b) || a.number - b.number);
}

function getPull(call: RepositoryCall): Answer {
  const issue = pullOf(call);
  if (String(call.headers['accept']).includes('diff')) {
    const range = `${issue.pull.baseOid}...${issue.pull.headOid}`;
    return found(call.repository.git.bytes(['diff', range]));
  }
  return found(printFullPull(call, call.repository, issue), {
    'last-modified': new Date(issue.updatedAt).toUTCString(),
  });
}

function listFiles(call: RepositoryCall): Answer {
  const { pull } = pullOf(call);
  const range = `${pull.baseOid}...${pull.headOid}`;
  const files = diffEntries(call, call.repository, range, pull.headOid);
  // REST, "List pull requests files": a maximum of 3,000 files.
  return listAnswer(call, files.slice(0, 3000), (file) => file);
}

/** REST, "List pull requests associated with a commit". */
function pullsOfCommit(call: RepositoryCall): Answer {
  const { repository } = call;
  const oid = call.params['commit_sha'] ?? '';
  const fitting = pullsOf(repository).filter(({ pull }) => {
    if (pull.mergeCommitOid === oid) return true;
    const words = ['rev-list', pull.headOid, `^${pull.baseOid}`];
    return linesOf(repository.git.attempt(words) ?? '').includes(oid);
  });
  return listAnswer(call, fitting, (issue) => printPull(call, repository, issue));
}
