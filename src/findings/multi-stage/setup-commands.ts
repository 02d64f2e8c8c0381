import type { Instruction } from '../../dockerfile/model.ts';
import type { StageRun } from './stage-runs.ts';

/** Makes users, which the shipped image needs as well. */
export const USERS: ReadonlySet<string> = new Set([
  'groupadd',
  'useradd',
  'addgroup',
  'adduser',
  'usermod',
]);

/** Prepare a place for the program. */
export const SETUP: ReadonlySet<string> = new Set([...USERS, 'mkdir', 'chown', 'chmod']);

/** Whether it can run in the runtime stage, behind the copies. */
export function isSetup({ commands }: StageRun): boolean {
  return commands?.every(({ name }) => SETUP.has(name)) === true;
}

/** Whether it makes users and nothing else, so that it can run in both stages. */
export function makesUsers({ commands }: StageRun): boolean {
  return commands?.every(({ name }) => USERS.has(name)) === true;
}

/** The RUNs before the cut that make users, which the runtime stage repeats. */
export function userRuns(runs: readonly StageRun[], cut: Instruction): Instruction[] {
  return runs
    .filter((run) => run.instruction.span.start < cut.span.start && makesUsers(run))
    .map(({ instruction }) => instruction);
}
