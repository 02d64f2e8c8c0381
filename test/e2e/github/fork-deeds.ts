import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Deeds } from './deeds.ts';
import type { Account, RepositoryState } from './model.ts';
import { printRepository } from './shapes/repository.ts';

/** A fork that shares objects with its source in both directions, as GitHub's network of a repository does. */
export function createFork(
  deeds: Deeds,
  source: RepositoryState,
  owner: Account,
  name: string,
  actor: Account,
): RepositoryState {
  const { world } = deeds;
  const known = world.repository(owner.login, name);
  if (known?.fork === source) return known;
  const fork = world.addRepository(`${owner.login}/${name}`, {
    private: source.private,
    defaultBranch: source.defaultBranch,
    collaborators: owner.type === 'User' ? { [owner.login]: 'admin' } : {},
  });
  fork.fork = source;
  shareObjects(fork, source);
  shareObjects(source, fork);
  for (const { name: ref, oid } of source.git.references('refs/heads/')) {
    fork.git.setRef(ref, oid);
  }
  deeds.notify(source, 'fork', { forkee: printRepository(deeds.view, fork) }, actor);
  return fork;
}

function shareObjects(borrower: RepositoryState, lender: RepositoryState): void {
  const folder = join(borrower.git.folder, 'objects', 'info');
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'alternates'), `${join(lender.git.folder, 'objects')}\n`);
}
