import type { Deeds } from './deeds.ts';
import type { Account, CheckRun, RepositoryState } from './model.ts';
import { printCheckRun } from './shapes/check.ts';
import type { World } from './world.ts';

export function notifyCheckRun(
  deeds: Deeds,
  repository: RepositoryState,
  run: CheckRun,
  action: 'created' | 'completed' | 'rerequested',
  actor: Account,
): void {
  const check_run = printCheckRun(deeds.view, repository, run);
  deeds.notify(repository, 'check_run', { action, check_run }, actor);
}

interface NewCheckRun {
  readonly repository: RepositoryState;
  readonly name: string;
  readonly headOid: string;
}

/** A run that waits, in the suite of its commit. */
export function startedRun(world: World, { repository, name, headOid }: NewCheckRun): CheckRun {
  const twin = repository.checkRuns.find((run) => run.headOid === headOid);
  return {
    id: world.nextId(),
    suiteId: twin?.suiteId ?? world.nextId(),
    name,
    headOid,
    externalId: '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: null,
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
}
