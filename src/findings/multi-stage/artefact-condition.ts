import { shown } from '../../dockerfile/shown-text.ts';
import type { Precondition } from '../rule.ts';
import type { FoundProgram } from './find-program.ts';

/** Whether the program that is copied is there for sure. */
export function artefactCondition({ path, output }: FoundProgram): Precondition {
  const { build, isCertain } = output;
  const command = build.command.words.map(({ text }) => text).join(' ');
  return {
    text: `${shown(command)} makes \`${path}\``,
    state: isCertain ? 'held' : 'unknown',
  };
}
