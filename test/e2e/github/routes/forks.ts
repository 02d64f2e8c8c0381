import { NO_ADMIN } from '../access.ts';
import { NO_CONTENT, found, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { createFork, deleteRepository } from '../fork-deeds.ts';
import { listAnswer } from '../paging.ts';
import { moveRef } from '../ref-deeds.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printFullRepository, printRepository } from '../shapes/repository.ts';

/** REST, "Forks", and "Sync a fork branch with the upstream repository". */
export const forkRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/forks', 'metadata:read', (call) => {
    const forks = [...call.world.repositories.values()].filter(
      ({ fork }) => fork === call.repository,
    );
    return listAnswer(call, forks, (one) => printRepository(call, one));
  }),
  repositoryRoute(
    'POST /repos/{owner}/{repo}/forks',
    ['administration:write', 'contents:read'],
    (call) => {
      const { repository, body, world, deeds, actor } = call;
      if (!repository.allowForking) throw refusal(403, 'Forking is disabled on this repository');
      const owner = world.account(body.optionalString('organization') ?? actor.login);
      const name = body.optionalString('name') ?? repository.name;
      const fork = createFork(deeds, repository, owner, name, actor);
      return { status: 202, body: printFullRepository(call, fork) };
    },
    { whenArchived: 'allowed' },
  ),
  repositoryRoute('POST /repos/{owner}/{repo}/merge-upstream', 'contents:write', mergeUpstream),
  repositoryRoute(
    'DELETE /repos/{owner}/{repo}',
    'administration:write',
    ({ caller, deeds, repository, actor }) => {
      if (caller.kind === 'person' && !caller.scopes.includes('delete_repo')) {
        throw refusal(403, NO_ADMIN);
      }
      deleteRepository(deeds, repository, actor);
      return NO_CONTENT;
    },
    { whenArchived: 'allowed' },
  ),
];

function mergeUpstream(call: RepositoryCall): Answer {
  const { repository, body, deeds, actor } = call;
  const branch = body.string('branch');
  const { fork: source, git } = repository;
  const ref = `refs/heads/${branch}`;
  const own = git.resolve(ref);
  const theirs = source?.git.resolve(ref) ?? null;
  if (source === null || own === null || theirs === null) {
    throw refusal(422, 'The branch could not be synced: no upstream branch');
  }
  const base_branch = `${source.owner.login}:${branch}`;
  if (git.isAncestor(theirs, own)) {
    const message = 'This branch is not behind the upstream.';
    return found({ message, merge_type: 'none', base_branch });
  }
  if (!git.isAncestor(own, theirs)) {
    throw refusal(409, 'There are merge conflicts');
  }
  moveRef(deeds, repository, ref, theirs, actor);
  const message = `Successfully fetched and fast-forwarded from upstream ${base_branch}.`;
  return found({ message, merge_type: 'fast-forward', base_branch });
}
