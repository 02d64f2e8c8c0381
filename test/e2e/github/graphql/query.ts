import type { GraphQLResolveInfo } from 'graphql';
import { canSee } from '../access.ts';
import type { IssueState, PullIssue, RepositoryState } from '../model.ts';
import { isPull, pullsOf } from '../pulls.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Call } from '../route.ts';
import { fullNameOf } from '../world.ts';
import { accountNode } from './account-node.ts';
import { connection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { failure } from './failure.ts';
import { commitNode, refNode } from './git-nodes.ts';
import { ownerNode } from './owner-node.ts';
import { filterPulls, pullNode } from './pull-node.ts';
import type { PullArguments } from './pull-node.ts';
import { eitherNode, repositoryNode } from './repository-node.ts';

interface SearchArguments extends ConnectionArguments {
  readonly query: string;
  readonly type: string;
}

/** The root of queries. */
export function queryRoot(limits: RateLimits) {
  return {
    repository: findRepository,
    repositoryOwner: ({ login }: { readonly login: string }, call: Call) => {
      const account = call.world.accounts.get(login.toLowerCase());
      return account === undefined ? null : ownerNode(call, account);
    },
    // The viewer of an app's token is its bot, with the name that REST has for it.
    viewer: (_: unknown, call: Call) => ({
      ...accountNode(call, call.actor),
      __typename: 'User',
      login: call.actor.login,
      pullRequests: (args: PullArguments, _: Call, info: GraphQLResolveInfo) =>
        connection(pullsBy(call, args), args, info, ({ repository, issue }) =>
          pullNode(call, repository, issue),
        ),
    }),
    node: ({ id }: { readonly id: string }, call: Call) => findNode(call, id),
    nodes: ({ ids }: { readonly ids: readonly string[] }, call: Call) =>
      ids.map((id) => findNode(call, id)),
    rateLimit: (_: unknown, call: Call) => {
      const { limit, used, remaining, reset } = limits.stateOf(call.caller, 'graphql');
      const resetAt = new Date(reset * 1000).toISOString();
      return { cost: 1, limit, nodeCount: 0, used, remaining, resetAt };
    },
    search,
  };
}

interface PlacedPull extends PlacedIssue {
  readonly issue: PullIssue;
}

/** Whatever repositories they are in, as far as these can be seen. */
function pullsBy(call: Call, args: PullArguments): readonly PlacedPull[] {
  const all = [...call.world.repositories.values()]
    .filter((repository) => canSee(call.caller, repository))
    .flatMap((repository) => pullsOf(repository).map((issue) => ({ repository, issue })))
    .filter(({ issue }) => issue.author === call.actor);
  const places = new Map(all.map((place) => [place.issue, place]));
  const ordered = filterPulls([...places.keys()], args).toSorted((one, other) => one.id - other.id);
  const isDescending = args.orderBy?.direction === 'DESC';
  return (isDescending ? ordered.reverse() : ordered).flatMap((issue) => places.get(issue) ?? []);
}

interface RepositoryName {
  readonly owner: string;
  readonly name: string;
  readonly followRenames?: boolean;
}

function findRepository({ owner, name, followRenames }: RepositoryName, call: Call): object {
  const { world, caller } = call;
  const moved = followRenames === false ? null : world.movedRepository(owner, name);
  const repository = world.repository(owner, name) ?? moved;
  if (repository !== null && canSee(caller, repository)) return repositoryNode(call, repository);
  throw failure('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
}

function findNode(call: Call, id: string): object {
  const node = nodeOf(call, id);
  if (node !== null) return node;
  throw failure('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

function nodeOf(call: Call, id: string): object | null {
  const { world } = call;
  const key = world.ids.parse(id);
  if (key === null) return null;
  const seen = [...world.repositories.values()].filter((one) => canSee(call.caller, one));
  if (key.kind === 'Issue' || key.kind === 'PullRequest') {
    const place = placeOf(seen, Number(key.key));
    return place === null ? null : eitherNode(call, place.repository, place.issue);
  }
  const [number = '', ...rest] = key.key.split(':');
  const repository = seen.find((one) => one.id === Number(number));
  if (repository === undefined) {
    const account = [...world.accounts.values()].find((one) => one.id === Number(number));
    return account === undefined ? null : ownerNode(call, account);
  }
  if (key.kind === 'Repository') return repositoryNode(call, repository);
  if (key.kind === 'Ref') return refNode(call, repository, rest.join(':'));
  const commit = key.kind === 'Commit' ? repository.git.commit(rest.join(':')) : null;
  return commit === null ? null : commitNode(call, repository, commit);
}

export interface PlacedIssue {
  readonly repository: RepositoryState;
  readonly issue: IssueState;
}

export function placeOf(repositories: readonly RepositoryState[], id: number): PlacedIssue | null {
  for (const repository of repositories) {
    const issue = [...repository.issues.values()].find((one) => one.id === id);
    if (issue !== undefined) return { repository, issue };
  }
  return null;
}

/** Qualifiers that we know of ("Searching issues and pull requests"); another one is refused. */
function search(args: SearchArguments, call: Call, info: GraphQLResolveInfo) {
  if (args.type !== 'ISSUE') throw new Error(`The host does not know searches for ${args.type}`);
  const terms = args.query.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  const seen = searched(call, terms).filter((one) => canSee(call.caller, one));
  const all = seen.flatMap((repository) =>
    [...repository.issues.values()].map((issue) => ({ repository, issue })),
  );
  const fitting = all.filter((place) => terms.every((term) => fits(place, term)));
  return connection(fitting.reverse(), args, info, ({ repository, issue }) =>
    eitherNode(call, repository, issue),
  );
}

/** Those that are named, or all. */
function searched({ world }: Call, terms: readonly string[]): readonly RepositoryState[] {
  const named = terms.filter((term) => term.startsWith('repo:'));
  if (named.length === 0) return [...world.repositories.values()];
  return named.flatMap((term) => {
    const [owner = '', name = ''] = term.slice('repo:'.length).replaceAll('"', '').split('/');
    return world.repository(owner, name) ?? [];
  });
}

function fits({ repository, issue }: PlacedIssue, term: string): boolean {
  const [name = '', raw] = term.split(/:(.*)/s, 2);
  const value = (raw ?? '').replaceAll('"', '');
  const isMerged = issue.pull !== null && issue.pull.mergedAt !== null;
  if (raw === undefined)
    return `${issue.title}\n${issue.body ?? ''}`.includes(term.replaceAll('"', ''));
  switch (name) {
    case 'repo':
      return fullNameOf(repository) === value;
    case 'org':
    case 'user':
      return repository.owner.login === value;
    case 'author':
      return issue.author.login === value.replace(/^app\/(.*)$/, '$1[bot]');
    case 'label':
      return issue.labels.some((label) => label.name === value);
    case 'head':
      return issue.pull?.headRef.startsWith(value) === true;
    case 'base':
      return issue.pull?.baseRef === value;
    case 'state':
      return issue.state === value;
    case 'in':
      return true;
    case 'type':
    case 'is':
      return fitsKind(issue, value, isMerged);
    default:
      throw new Error(`The host does not know the search qualifier ${name}`);
  }
}

function fitsKind(issue: IssueState, value: string, isMerged: boolean): boolean {
  if (value === 'pr') return isPull(issue);
  if (value === 'issue') return !isPull(issue);
  if (value === 'merged') return isMerged;
  if (value === 'unmerged') return isPull(issue) && !isMerged;
  return issue.state === value;
}
