import type { GraphQLResolveInfo } from 'graphql';
import { isInScope, mayAny } from '../access.ts';
import type { IssueState, RepositoryState } from '../model.ts';
import { isPull, pullsOf } from '../pulls.ts';
import type { Call } from '../route.ts';
import { pageOfRepository } from '../shapes/view.ts';
import type { View } from '../shapes/view.ts';
import { fullNameOf } from '../world.ts';
import { accountNode } from './account-node.ts';
import { communityFile, communityFiles } from './community-files.ts';
import { connection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { failure, forbidden } from './failure.ts';
import { gitObjectNode, refNode } from './git-nodes.ts';
import { issueNode, labelNode, milestoneNode } from './issue-node.ts';
import { filterPulls, hasAnyLabel, orderIssues, pullNode } from './pull-node.ts';
import type { IssueOrder, PullArguments } from './pull-node.ts';

interface RefArguments extends ConnectionArguments {
  readonly refPrefix: string;
  readonly query?: string | null;
  readonly direction?: 'ASC' | 'DESC' | null;
}

interface IssueArguments extends ConnectionArguments {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: IssueOrder | null;
  readonly filterBy?: {
    readonly createdBy?: string | null;
    readonly labels?: readonly string[] | null;
    readonly states?: readonly string[] | null;
  } | null;
}

/** Fields that need a permission fail alone, with FORBIDDEN, beside those that do not. */
export function repositoryNode(view: View, repository: RepositoryState): object {
  const { git, fork } = repository;
  return {
    __typename: 'Repository',
    id: view.world.ids.print('Repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullNameOf(repository),
    owner: accountNode(view, repository.owner),
    url: pageOfRepository(view, repository),
    description: repository.description,
    diskUsage: repository.size,
    isArchived: repository.archived,
    isDisabled: false,
    isLocked: false,
    isEmpty: () => git.references('refs/heads/').length === 0,
    isFork: fork !== null,
    isPrivate: repository.private,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    viewerPermission: null,
    parent: () => (fork === null ? null : repositoryNode(view, fork)),
    createdAt: repository.createdAt,
    updatedAt: repository.updatedAt,
    pushedAt: repository.pushedAt,
    hasIssuesEnabled: repository.hasIssues,
    stargazerCount: repository.stars,
    forkCount: () => forksOf(view, repository),
    primaryLanguage: languageNode(view, repository),
    repositoryTopics: (args: ConnectionArguments, _: Call, info: GraphQLResolveInfo) =>
      connection(repository.topics, args, info, (name) => topicNode(view, repository, name)),
    ...houseFields(view, repository),
    ...gitFields(view, repository),
    ...pullFields(view, repository),
    ...issueFields(view, repository),
  };
}

function forksOf({ world }: View, repository: RepositoryState): number {
  return [...world.repositories.values()].filter(({ fork }) => fork === repository).length;
}

function languageNode({ world: { ids } }: View, { language: name }: RepositoryState) {
  return name === null ? null : { __typename: 'Language', id: ids.print('Language', name), name };
}

function topicNode({ world: { ids } }: View, { id }: RepositoryState, name: string) {
  return {
    __typename: 'RepositoryTopic',
    id: ids.print('RepositoryTopic', `${id}:${name}`),
    topic: { __typename: 'Topic', id: ids.print('Topic', name), name },
  };
}

function need(call: Call, repository: RepositoryState, ...anyOf: readonly string[]): void {
  const { caller } = call;
  // Who sees a repository at all may read what these fields show.
  if (caller.kind === 'person') return;
  if (caller.kind !== 'installation') throw forbidden();
  const isForeign = !isInScope(caller, repository);
  if (isForeign ? repository.private : !mayAny(caller.permissions, anyOf)) throw forbidden();
}

/** What a repository says to guests. */
function houseFields(view: View, repository: RepositoryState) {
  const { licence, interactionLimit } = repository;
  return {
    forkingAllowed: repository.allowForking,
    isMirror: repository.isMirror,
    mirrorUrl: repository.isMirror ? 'https://git.example.org/mirrored.git' : null,
    webCommitSignoffRequired: repository.wantsSignOff,
    licenseInfo:
      licence === null
        ? null
        : {
            __typename: 'License',
            id: `L_${licence}`,
            key: licence.toLowerCase(),
            name: licence,
            spdxId: licence,
          },
    interactionAbility:
      interactionLimit === null
        ? null
        : { expiresAt: null, limit: interactionLimit, origin: 'REPOSITORY' },
    contributingGuidelines: () => {
      const text = communityFile(
        view.world,
        repository,
        /^(?:\.github\/|docs\/)?contributing(?:\.md|\.rst|\.txt)?$/i,
      );
      return text === null ? null : { body: text.body, url: null };
    },
    pullRequestTemplates: () => {
      const paths =
        /^(?:\.github\/|docs\/)?pull_request_template(?:\.(?:md|txt)|\/[^/]+\.(?:md|txt))$/i;
      return communityFiles(view.world, repository, paths).map(({ path, body }) => ({
        filename: path.slice(path.lastIndexOf('/') + 1),
        body,
        repository: () => repositoryNode(view, repository),
      }));
    },
  };
}

function gitFields(view: View, repository: RepositoryState) {
  const { git } = repository;
  return {
    defaultBranchRef: (_: unknown, call: Call) => {
      need(call, repository, 'contents:read');
      return refNode(view, repository, `refs/heads/${repository.defaultBranch}`);
    },
    object: (args: { readonly oid?: string; readonly expression?: string }, call: Call) => {
      need(call, repository, 'contents:read');
      const oid = args.oid ?? git.find(args.expression ?? '');
      return oid === null ? null : gitObjectNode(view, repository, git.object(oid));
    },
    ref: ({ qualifiedName }: { readonly qualifiedName: string }, call: Call) => {
      need(call, repository, 'contents:read');
      const isFull = qualifiedName.startsWith('refs/');
      const names = isFull
        ? [qualifiedName]
        : [`refs/heads/${qualifiedName}`, `refs/tags/${qualifiedName}`, `refs/${qualifiedName}`];
      const name = names.find((one) => git.resolve(one) !== null);
      return name === undefined ? null : refNode(view, repository, name);
    },
    refs: (args: RefArguments, call: Call, info: GraphQLResolveInfo) => {
      need(call, repository, 'contents:read');
      const { refPrefix, query, direction } = args;
      const names = git
        .references(refPrefix)
        .map(({ name }) => name)
        .filter((name) => name.slice(refPrefix.length).includes(query ?? ''));
      const ordered = direction === 'DESC' ? names.reverse() : names;
      return connection(ordered, args, info, (name) => refNode(view, repository, name));
    },
  };
}

function pullFields(view: View, repository: RepositoryState) {
  return {
    pullRequest: ({ number }: { readonly number: number }, call: Call) => {
      need(call, repository, 'pull_requests:read');
      const issue = pullsOf(repository).find((one) => one.number === number);
      if (issue !== undefined) return pullNode(view, repository, issue);
      throw failure(
        'NOT_FOUND',
        `Could not resolve to a PullRequest with the number of ${number}.`,
      );
    },
    pullRequests: (args: PullArguments, call: Call, info: GraphQLResolveInfo) => {
      need(call, repository, 'pull_requests:read');
      return connection(filterPulls(pullsOf(repository), args), args, info, (issue) =>
        pullNode(view, repository, issue),
      );
    },
  };
}

function issueFields(view: View, repository: RepositoryState) {
  const all = () => [...repository.issues.values()];
  const either = ['issues:read', 'pull_requests:read'];
  return {
    issue: ({ number }: { readonly number: number }, call: Call) => {
      need(call, repository, 'issues:read');
      const issue = repository.issues.get(number);
      if (issue !== undefined && !isPull(issue)) return issueNode(view, repository, issue);
      throw failure('NOT_FOUND', `Could not resolve to an Issue with the number of ${number}.`);
    },
    issueOrPullRequest: ({ number }: { readonly number: number }, call: Call) => {
      need(call, repository, ...either);
      const issue = repository.issues.get(number);
      if (issue !== undefined) return eitherNode(view, repository, issue);
      const message = `Could not resolve to an issue or pull request with the number of ${number}.`;
      throw failure('NOT_FOUND', message);
    },
    issues: (args: IssueArguments, call: Call, info: GraphQLResolveInfo) => {
      need(call, repository, 'issues:read');
      const fitting = all().filter((issue) => !isPull(issue) && isAskedFor(issue, args));
      const ordered = orderIssues(fitting, args.orderBy ?? null);
      return connection(ordered, args, info, (issue) => issueNode(view, repository, issue));
    },
    label: ({ name }: { readonly name: string }, call: Call) => {
      need(call, repository, ...either);
      const label = repository.labels.get(name.toLowerCase());
      return label === undefined ? null : labelNode(view, repository, label);
    },
    labels: (args: ConnectionArguments, call: Call, info: GraphQLResolveInfo) => {
      need(call, repository, ...either);
      const labels = [...repository.labels.values()];
      return connection(labels, args, info, (one) => labelNode(view, repository, one));
    },
    milestones: (args: ConnectionArguments, call: Call, info: GraphQLResolveInfo) => {
      need(call, repository, ...either);
      return connection(repository.milestones, args, info, (one) =>
        milestoneNode(view, repository, one),
      );
    },
    assignableUsers: (args: ConnectionArguments, _: Call, info: GraphQLResolveInfo) =>
      connection([...repository.collaborators.keys()], args, info, (login) =>
        accountNode(view, view.world.account(login)),
      ),
  };
}

export function eitherNode(view: View, repository: RepositoryState, issue: IssueState): object {
  return isPull(issue) ? pullNode(view, repository, issue) : issueNode(view, repository, issue);
}

function isAskedFor(issue: IssueState, { states, labels, filterBy }: IssueArguments): boolean {
  const state = issue.state.toUpperCase();
  const creator = filterBy?.createdBy ?? null;
  return (
    (states ?? filterBy?.states ?? [state]).includes(state) &&
    hasAnyLabel(issue, labels ?? filterBy?.labels ?? null) &&
    (creator === null || creator === issue.author.login)
  );
}
