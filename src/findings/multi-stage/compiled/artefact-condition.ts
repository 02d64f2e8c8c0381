import type { Precondition } from '../../rule.ts';
import { shownCommand } from '../command-place.ts';
import type { FoundProgram } from './find-program.ts';

/** Whether the program that is copied is there for sure. */
export function artefactCondition({ path, output }: FoundProgram): Precondition {
  const { build, isCertain } = output;
  return {
    text: `${shownCommand(build.command)} makes \`${path}\``,
    state: isCertain ? 'held' : 'unknown',
  };
}
