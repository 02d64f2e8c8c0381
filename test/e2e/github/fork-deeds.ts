import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Deeds } from './deeds.ts';
import type { Account, RepositoryState } from './model.ts';
import { closeIssue } from './pull-deeds.ts';
import { printRepository } from './shapes/repository.ts';
import type { World } from './world.ts';

/** A fork, or the account's only one of the network where there is one ("About forks"); it shares objects with its source in both directions, as GitHub's network of a repository does. */
export function createFork(
  deeds: Deeds,
  source: RepositoryState,
  owner: Account,
  name: string,
  actor: Account,
): RepositoryState {
  const { world } = deeds;
  const known = [...world.repositories.values()].find(
    (one) => one.owner === owner && one !== source && rootOf(one) === rootOf(source),
  );
  if (known !== undefined) return known;
  const fork = world.addRepository(`${owner.login}/${freeName(world, owner, name)}`, {
    private: source.private,
    defaultBranch: source.defaultBranch,
    collaborators: owner.type === 'User' ? { [owner.login]: 'admin' } : {},
  });
  fork.fork = source;
  // A fork is described as its source, and takes no issues.
  fork.description = source.description;
  fork.hasIssues = false;
  shareObjects(fork, source);
  shareObjects(source, fork);
  for (const { name: ref, oid } of source.git.references('refs/heads/')) {
    fork.git.setRef(ref, oid);
  }
  deeds.notify(source, 'fork', { forkee: printRepository(deeds.view, fork) }, actor);
  return fork;
}

/** The repository that a network of forks began with. */
export function rootOf(repository: RepositoryState): RepositoryState {
  return repository.fork === null ? repository : rootOf(repository.fork);
}

/** GitHub puts a number behind a name that the account has already. */
function freeName(world: World, { login }: Account, name: string): string {
  for (let number = 0; ; number += 1) {
    const tried = number === 0 ? name : `${name}-${number}`;
    if (world.repository(login, tried) === null) return tried;
  }
}

/** Open pull requests of others from it lose their head, and are closed. */
export function deleteRepository(deeds: Deeds, opened: RepositoryState, actor: Account): void {
  const { world } = deeds;
  deeds.notify(opened, 'repository', { action: 'deleted' }, actor);
  world.removeRepository(opened);
  for (const other of world.repositories.values()) {
    if (other.fork === opened) other.fork = opened.fork;
    for (const issue of other.issues.values()) {
      if (issue.pull?.headRepository !== opened) continue;
      if (issue.state === 'open') closeIssue(deeds, other, issue, actor);
      issue.pull.headRepository = null;
    }
  }
}

function shareObjects(borrower: RepositoryState, lender: RepositoryState): void {
  const folder = join(borrower.git.folder, 'objects', 'info');
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'alternates'), `${join(lender.git.folder, 'objects')}\n`);
}
