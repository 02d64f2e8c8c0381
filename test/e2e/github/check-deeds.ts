import type { Deeds } from './deeds.ts';
import type { Account, CheckRun, RepositoryState } from './model.ts';
import { printCheckRun } from './shapes/check.ts';

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
