import { grants } from './access.ts';
import type { Permissions, RepositoryState } from './model.ts';
import type { Caller } from './route.ts';

export interface RefMove {
  readonly ref: string;
  /** Null deletes the reference. */
  readonly oid: string | null;
  readonly isForced: boolean;
}

export interface MoveRefusal {
  readonly status: 403 | 422;
  readonly message: string;
}

/** What a caller may do with workflows: a person's token by its scope of that name. */
export function permissionsOf(caller: Caller): Permissions {
  if (caller.kind === 'installation') return caller.permissions;
  const isFree = caller.kind === 'person' && caller.scopes.includes('workflow');
  return isFree ? { workflows: 'write' } : {};
}

/** Why the app may not move a reference: a protected branch, or workflows without the permission for them. */
export function refusalToMove(
  repository: RepositoryState,
  permissions: Permissions,
  move: RefMove,
): MoveRefusal | null {
  const message = refusalByProtection(repository, move);
  if (message !== null) return { status: 422, message };
  const { oid, ref } = move;
  if (oid === null || !ref.startsWith('refs/heads/') || grants(permissions, 'workflows:write')) {
    return null;
  }
  const workflow = changedWorkflow(repository, oid);
  return workflow === null ? null : { status: 403, message: workflowRefusal(workflow) };
}

/** "About protected branches"; the words are those of a ruleset's violation. */
function refusalByProtection(
  { protections }: RepositoryState,
  { ref, oid, isForced }: RefMove,
): string | null {
  const protection = protections.get(ref.replace(/^refs\/heads\//, ''));
  if (protection === undefined) return null;
  if (oid === null) {
    return protection.allowsDeletions === true ? null : 'Cannot delete this branch';
  }
  if (isForced && protection.allowsForcePushes !== true) return 'Cannot force-push to this branch';
  if (protection.requiresPullRequest === true) {
    return 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n';
  }
  const [check] = protection.requiredStatusChecks ?? [];
  return check === undefined ? null : `Required status check "${check}" is expected.`;
}

/** The first workflow file that commits new to the repository touch. */
function changedWorkflow({ git }: RepositoryState, oid: string): string | null {
  const words = ['log', '--format=', '--name-only', '-m', oid, '--not', '--branches', '--'];
  const text = git.run([...words, '.github/workflows']);
  return text.split('\n').find((path) => path !== '') ?? null;
}

/** GitHub's words to a push (github.com/peter-evans/create-pull-request/issues/1234). */
function workflowRefusal(path: string): string {
  return `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`;
}
