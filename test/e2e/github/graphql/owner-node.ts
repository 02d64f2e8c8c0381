import type { GraphQLResolveInfo } from 'graphql';
import { canSee } from '../access.ts';
import type { Account, RepositoryState } from '../model.ts';
import type { Call } from '../route.ts';
import type { View } from '../shapes/view.ts';
import { accountNode } from './account-node.ts';
import { connection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { failure } from './failure.ts';
import { repositoryNode } from './repository-node.ts';

type OrderField = 'CREATED_AT' | 'NAME' | 'PUSHED_AT' | 'STARGAZERS' | 'UPDATED_AT';
type Affiliation = 'OWNER' | 'COLLABORATOR' | 'ORGANIZATION_MEMBER';

interface RepositoryArguments extends ConnectionArguments {
  readonly affiliations?: readonly Affiliation[] | null;
  readonly ownerAffiliations?: readonly Affiliation[] | null;
  readonly hasIssuesEnabled?: boolean | null;
  readonly isArchived?: boolean | null;
  readonly isFork?: boolean | null;
  readonly isLocked?: boolean | null;
  readonly privacy?: 'PRIVATE' | 'PUBLIC' | null;
  readonly visibility?: 'PRIVATE' | 'PUBLIC' | 'INTERNAL' | null;
  readonly orderBy?: { readonly field: OrderField; readonly direction: 'ASC' | 'DESC' } | null;
}

/** A user or an organization, with the repositories that the token may see. */
export function ownerNode(view: View, account: Account) {
  return {
    ...accountNode(view, account),
    repositories: (args: RepositoryArguments, call: Call, info: GraphQLResolveInfo) => {
      const all = [...view.world.repositories.values()].filter(
        (one) => canSee(call.caller, one) && isOf(account, one, args) && isAskedFor(one, args),
      );
      return connection(inOrder(all, args.orderBy ?? null), args, info, (one) =>
        repositoryNode(view, one),
      );
    },
  };
}

function isOf(account: Account, repository: RepositoryState, args: RepositoryArguments): boolean {
  const { affiliations, ownerAffiliations } = args;
  const asked = ownerAffiliations ?? ['OWNER', 'COLLABORATOR'];
  if ((affiliations ?? null) !== null || asked.includes('ORGANIZATION_MEMBER')) {
    throw new Error('The host does not know affiliations of viewers, nor members');
  }
  const isOwner = repository.owner.id === account.id;
  const isCollaborator = !isOwner && repository.collaborators.has(account.login);
  return asked.includes(isOwner ? 'OWNER' : 'COLLABORATOR') && (isOwner || isCollaborator);
}

function isAskedFor(one: RepositoryState, args: RepositoryArguments): boolean {
  const privacy = args.privacy ?? null;
  const visibility = args.visibility ?? null;
  if (privacy !== null && visibility !== null) {
    throw failure('ARGUMENT_ERROR', 'Cannot use both `privacy` and `visibility` arguments');
  }
  const seen = one.private ? 'PRIVATE' : 'PUBLIC';
  return (
    (privacy ?? visibility ?? seen) === seen &&
    (args.isArchived ?? one.archived) === one.archived &&
    (args.isFork ?? one.fork !== null) === (one.fork !== null) &&
    args.isLocked !== true &&
    args.hasIssuesEnabled !== false
  );
}

function inOrder(
  all: readonly RepositoryState[],
  order: RepositoryArguments['orderBy'] | null,
): readonly RepositoryState[] {
  if (order === null || order === undefined) return all;
  const { field, direction } = order;
  if (field === 'STARGAZERS') throw new Error('The host does not count stars');
  const textOf = (one: RepositoryState) => {
    if (field === 'NAME') return one.name.toLowerCase();
    if (field === 'PUSHED_AT') return one.pushedAt;
    return field === 'UPDATED_AT' ? one.updatedAt : one.createdAt;
  };
  // Those that are alike stay in the order in which they were made.
  const ascending = [...all].sort((a, b) => compare(textOf(a), textOf(b)) || a.id - b.id);
  return direction === 'DESC' ? ascending.reverse() : ascending;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
