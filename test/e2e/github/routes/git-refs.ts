import { NO_CONTENT, created, found, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { listAnswer } from '../paging.ts';
import { permissionsOf, refusalToMove } from '../protection.ts';
import { moveRef } from '../ref-deeds.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { apiOf } from '../shapes/view.ts';

/** REST, "Git references". */
export const refRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/git/ref/{ref}', 'contents:read', (call) => {
    refuseEmpty(call);
    const name = fullName(call);
    const oid = call.repository.git.resolve(name);
    if (oid === null) throw notFound();
    return found(printRef(call, name, oid));
  }),
  repositoryRoute('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', 'contents:read', (call) => {
    const prefix = fullName(call);
    const all = call.repository.git.references('refs/');
    const fitting = all.filter(({ name }) => name.startsWith(prefix));
    return listAnswer(call, fitting, ({ name, oid }) => printRef(call, name, oid));
  }),
  repositoryRoute('POST /repos/{owner}/{repo}/git/refs', 'contents:write', createRef),
  repositoryRoute('PATCH /repos/{owner}/{repo}/git/refs/{ref}', 'contents:write', updateRef),
  repositoryRoute('DELETE /repos/{owner}/{repo}/git/refs/{ref}', 'contents:write', deleteRef),
];

function fullName({ params }: RepositoryCall): string {
  return `refs/${params['ref'] ?? ''}`;
}

/** REST, "Git database": 409 for a repository that is empty or unavailable. */
export function refuseEmpty({ repository }: RepositoryCall): void {
  if (repository.git.references('refs/heads/').length > 0) return;
  throw refusal(409, 'Git Repository is empty.');
}

function printRef(call: RepositoryCall, ref: string, sha: string) {
  const { repository } = call;
  const type = repository.git.object(sha)?.type ?? 'commit';
  const api = apiOf(call, repository);
  return {
    ref,
    node_id: call.world.ids.print('Ref', `${repository.id}:${ref}`),
    url: `${api}/git/${ref}`,
    object: { sha, type, url: `${api}/git/${type}s/${sha}` },
  };
}

function createRef(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const { repository, body } = call;
  const ref = body.string('ref');
  const sha = body.string('sha');
  if (ref.split('/').length < 3 || !ref.startsWith('refs/')) {
    throw refusal(422, 'Reference name must contain at least three slash-separated components.');
  }
  if (repository.git.attempt(['check-ref-format', ref]) === null) {
    throw refusal(422, `${ref} is not a valid ref name.`);
  }
  checkObject(call, ref, sha);
  if (repository.git.resolve(ref) !== null) throw refusal(422, 'Reference already exists');
  if (clashes(call, ref)) throw refusal(422, 'Reference update failed');
  refuseMove(call, ref, sha, false);
  moveRef(call.deeds, repository, ref, sha, call.actor);
  return created(printRef(call, ref, sha));
}

/** Git keeps references as files: `a/b` cannot be where `a` is. */
function clashes({ repository }: RepositoryCall, ref: string): boolean {
  const names = repository.git.references('refs/').map(({ name }) => name);
  return names.some((name) => name.startsWith(`${ref}/`) || ref.startsWith(`${name}/`));
}

function checkObject({ repository }: RepositoryCall, ref: string, sha: string): void {
  const object = /^[0-9a-f]{40}$/.test(sha) ? repository.git.object(sha) : null;
  if (object === null) throw refusal(422, 'Object does not exist');
  if (ref.startsWith('refs/heads/') && object.type !== 'commit') {
    throw refusal(422, 'Object is not a commit');
  }
}

function updateRef(call: RepositoryCall): Answer {
  const { repository, body } = call;
  const ref = fullName(call);
  const sha = body.string('sha');
  const before = repository.git.resolve(ref);
  if (before === null) throw refusal(422, 'Reference does not exist');
  checkObject(call, ref, sha);
  const isForced = !repository.git.isAncestor(before, sha);
  if (isForced && body.optionalBoolean('force') !== true) {
    throw refusal(422, 'Update is not a fast forward');
  }
  refuseMove(call, ref, sha, isForced);
  moveRef(call.deeds, repository, ref, sha, call.actor);
  return found(printRef(call, ref, sha));
}

function deleteRef(call: RepositoryCall): Answer {
  const { repository } = call;
  const ref = fullName(call);
  if (repository.git.resolve(ref) === null) throw refusal(422, 'Reference does not exist');
  refuseMove(call, ref, null, false);
  moveRef(call.deeds, repository, ref, null, call.actor);
  return NO_CONTENT;
}

function refuseMove(
  { repository, caller }: RepositoryCall,
  ref: string,
  oid: string | null,
  isForced: boolean,
): void {
  const permissions = permissionsOf(caller);
  const reason = refusalToMove(repository, permissions, { ref, oid, isForced });
  if (reason !== null) throw refusal(reason.status, reason.message);
}
