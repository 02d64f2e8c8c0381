import { notAccessible, notFound, refusal } from './answer.ts';
import type { Permissions, RepositoryState } from './model.ts';
import type { AnyRoute, Caller, RepositoryRoute } from './route.ts';
import { covers, fullNameOf } from './world.ts';
import type { World } from './world.ts';

/** Throws where the caller is not whom a route is for. */
export function checkCaller(target: AnyRoute, caller: Caller): void {
  const { as } = target.access;
  if (as === 'public' || (as === 'anyone' && caller.kind !== 'nobody')) return;
  if (caller.kind === 'nobody') throw refusal(401, 'Requires authentication');
  if (as === 'app' && caller.kind !== 'app') {
    throw refusal(401, 'A JSON web token could not be decoded');
  }
  if (as === 'installation' && caller.kind !== 'installation') {
    throw refusal(403, 'Resource not accessible by integration');
  }
}

/** `write` holds `read`; public repositories need no permission to be read, but metadata. */
export function grants(permissions: Permissions, wanted: string): boolean {
  const [name = '', level = 'read'] = wanted.split(':');
  if (name === 'metadata') return true;
  const given = permissions[name];
  return given === 'write' || (given === 'read' && level === 'read');
}

export function mayAny(permissions: Permissions, anyOf: readonly string[]): boolean {
  return anyOf.length === 0 || anyOf.some((wanted) => grants(permissions, wanted));
}

/** Whether a token shows the repository at all: a private one of others does not exist for it. */
export function canSee(caller: Caller, repository: RepositoryState): boolean {
  return !repository.private || isInScope(caller, repository);
}

/** Whether the token was made for this repository. */
export function isInScope(caller: Caller, repository: RepositoryState): boolean {
  if (caller.kind !== 'installation' || !covers(caller.installation, repository)) return false;
  return caller.repositoryIds === null || caller.repositoryIds.has(repository.id);
}

/**
 * The repository that a path names. GitHub answers 301 for one that moved (307 to a write, so that clients repeat it), 404 for what the token may not see
 * (REST, "Troubleshooting": 404 instead of 403 for private repositories), 403 for what the app may not do.
 */
export function openRepository(
  world: World,
  caller: Caller,
  target: RepositoryRoute,
  params: Readonly<Record<string, string>>,
  movedTo: (repository: RepositoryState) => string,
): RepositoryState {
  const { owner = '', repo = '' } = params;
  const repository = world.repository(owner, repo);
  if (repository === null) {
    const moved = world.movedRepository(owner, repo);
    if (moved === null || !canSee(caller, moved)) throw notFound();
    throw redirect(target.method, movedTo(moved));
  }
  checkRepository(caller, target, repository);
  return repository;
}

function checkRepository(
  caller: Caller,
  target: RepositoryRoute,
  repository: RepositoryState,
): void {
  if (!canSee(caller, repository)) throw notFound();
  const { access, writes, method } = target;
  const anyOf = access.as === 'installation' ? access.anyOf : [];
  const isForeign = !isInScope(caller, repository);
  const readsPublicly = isForeign && method === 'GET' && anyOf.every(isPublicRead);
  if (caller.kind === 'installation' && !readsPublicly) {
    if (isForeign || !mayAny(caller.permissions, anyOf)) throw notAccessible();
  }
  if (writes && repository.archived) {
    throw refusal(403, 'Repository was archived so is read-only.');
  }
}

/** What everybody may read of a public repository. */
function isPublicRead(wanted: string): boolean {
  const [name = '', level] = wanted.split(':');
  const open = ['contents', 'metadata', 'issues', 'pull_requests', 'checks', 'actions'];
  return level === 'read' && open.includes(name);
}

/** To where a repository moved; a write is to be repeated there. */
export function redirect(method: string, location: string): Error {
  const moved =
    method === 'GET'
      ? refusal(301, 'Moved Permanently', { url: location })
      : refusal(307, 'Temporary Redirect', { url: location });
  return Object.assign(moved, {
    answer: { ...moved.answer, headers: { location } },
  });
}

/** `owner/name`s that a token is good for. */
export function repositoriesOf(world: World, caller: Caller): readonly RepositoryState[] {
  return [...world.repositories.values()]
    .filter((repository) => isInScope(caller, repository))
    .sort((a, b) => (fullNameOf(a) < fullNameOf(b) ? -1 : 1));
}
