import type { Precondition } from '../../rule.ts';
import { shownCommand } from '../command-place.ts';
import type { SplitInput } from '../recipe.ts';
import { makefileIn, makesProgram } from './makefile.ts';
import type { FoundProgram } from './find-program.ts';

/** Whether the program that is copied is there for sure. */
export function artefactCondition(input: SplitInput, { path, output }: FoundProgram): Precondition {
  const { build, isCertain } = output;
  const isTold = build.name === 'make' && makesProgram(makefileIn(input, build.directory), path);
  return {
    text: `${shownCommand(build.command)} makes \`${path}\``,
    state: isCertain || isTold ? 'held' : 'unknown',
  };
}
