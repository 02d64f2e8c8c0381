import { isInScope } from '../access.ts';
import type { RepositoryState } from '../model.ts';
import { permissionsOf, refusalToMove } from '../protection.ts';
import { moveRef } from '../ref-deeds.ts';
import type { Call } from '../route.ts';
import { failure } from './failure.ts';
import { checkWrite } from './mutations.ts';

export interface UpdateRefsInput {
  readonly repositoryId: string;
  readonly refUpdates: readonly RefUpdate[];
}

interface RefUpdate {
  readonly name: string;
  readonly beforeOid?: string | null;
  readonly afterOid: string;
  readonly force?: boolean | null;
}

/** An update to it deletes a reference, one from it makes a new one. */
const NOTHING = '0'.repeat(40);

/** GraphQL, "updateRefs": all of the updates or none. */
export function updateRefs(call: Call, { repositoryId, refUpdates }: UpdateRefsInput): void {
  const key = call.world.ids.parse(repositoryId);
  const repository = call.world.repositories.get(Number(key?.key));
  if (
    key?.kind !== 'Repository' ||
    repository === undefined ||
    !isInScope(call.caller, repository)
  ) {
    const message = `Could not resolve to a node with the global id of '${repositoryId}'`;
    throw failure('NOT_FOUND', message);
  }
  checkWrite(call, repository, 'contents:write');
  for (const update of refUpdates) checkUpdate(call, repository, update);
  for (const { name, afterOid } of refUpdates) {
    const oid = afterOid === NOTHING ? null : afterOid;
    moveRef(call.deeds, repository, name, oid, call.actor);
  }
}

function checkUpdate(call: Call, repository: RepositoryState, update: RefUpdate): void {
  const { name, beforeOid, afterOid, force } = update;
  const { git } = repository;
  const before = git.resolve(name);
  const expected = beforeOid ?? before ?? NOTHING;
  if (expected !== (before ?? NOTHING)) {
    throw failure('UNPROCESSABLE', `Reference ${name} is not at ${expected}`);
  }
  const oid = afterOid === NOTHING ? null : afterOid;
  if (oid !== null && git.object(oid)?.type !== 'commit') {
    throw failure('UNPROCESSABLE', 'Object does not exist');
  }
  const isForced = before !== null && oid !== null && !git.isAncestor(before, oid);
  if (isForced && force !== true) throw failure('UNPROCESSABLE', 'Update is not a fast forward');
  const permissions = permissionsOf(call.caller);
  const refused = refusalToMove(repository, permissions, { ref: name, oid, isForced });
  if (refused !== null) throw failure('UNPROCESSABLE', refused.message);
}
