import { notAccessible, notFound, refusal } from './answer.ts';
import type { Account, Permissions, RepositoryState } from './model.ts';
import type { AnyRoute, Caller, RepositoryRoute } from './route.ts';
import { covers, fullNameOf, permissionIn } from './world.ts';
import type { World } from './world.ts';

/** Throws where the caller is not whom a route is for. */
export function checkCaller(target: AnyRoute, caller: Caller): void {
  const { as } = target.access;
  if (as === 'public' || (as === 'anyone' && caller.kind !== 'nobody')) return;
  if (caller.kind === 'nobody') throw refusal(401, 'Requires authentication');
  if (as === 'app' && caller.kind !== 'app') {
    throw refusal(401, 'A JSON web token could not be decoded');
  }
  if (caller.kind === 'person' && !target.template.startsWith('/installation')) return;
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
  if (!repository.private) return true;
  if (caller.kind === 'person') return permissionIn(caller.account.login, repository) !== 'none';
  return isInScope(caller, repository);
}

/** Whether the token was made for this repository; a person's is for those that the person may write to. */
export function isInScope(caller: Caller, repository: RepositoryState): boolean {
  if (caller.kind === 'person') return mayPush(caller.account.login, repository);
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
  checkRepository(caller, target, repository, params);
  return repository;
}

function checkRepository(
  caller: Caller,
  target: RepositoryRoute,
  repository: RepositoryState,
  params: Readonly<Record<string, string>>,
): void {
  if (!canSee(caller, repository)) throw notFound();
  const { access, writes, method } = target;
  const anyOf = access.as === 'installation' ? access.anyOf : [];
  const isForeign = !isInScope(caller, repository);
  const readsPublicly = isForeign && method === 'GET' && anyOf.every(isPublicRead);
  if (caller.kind === 'installation' && !readsPublicly) {
    if (isForeign || !mayAny(caller.permissions, anyOf)) throw notAccessible();
  }
  if (caller.kind === 'person') checkPerson(caller.account, target, repository, params);
  if (writes && repository.archived) {
    throw refusal(403, 'Repository was archived so is read-only.');
  }
}

/** Where who may read may write: a fork is the forker's, and a proposal or a word is for the others to judge. */
const FOR_EVERYBODY = new Set([
  'POST /repos/{owner}/{repo}/forks',
  'POST /repos/{owner}/{repo}/pulls',
  'POST /repos/{owner}/{repo}/issues',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
]);

/** GitHub shows no more of what a person may not write to than that it is not there. */
function checkPerson(
  { login }: Account,
  { method, template }: RepositoryRoute,
  repository: RepositoryState,
  params: Readonly<Record<string, string>>,
): void {
  if (method === 'GET' || FOR_EVERYBODY.has(`${method} ${template}`)) return;
  if (mayPush(login, repository)) return;
  const number = Number(params['pull_number'] ?? params['issue_number']);
  if (method === 'PATCH' && repository.issues.get(number)?.author.login === login) return;
  throw method === 'DELETE' ? refusal(403, NO_ADMIN) : notFound();
}

export const NO_ADMIN = 'Must have admin rights to Repository.';

function mayPush(login: string, repository: RepositoryState): boolean {
  return ['write', 'maintain', 'admin'].includes(permissionIn(login, repository));
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
