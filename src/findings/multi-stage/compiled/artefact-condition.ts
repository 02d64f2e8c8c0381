import type { Precondition } from '../../rule.ts';
import type { FoundProgram } from './find-program.ts';

/** Whether the program that is copied is there for sure. */
export function artefactCondition({ path, output }: FoundProgram): Precondition {
  const { build, isCertain } = output;
  const command = build.command.words.map(({ text }) => text).join(' ');
  const short = command.length > 60 ? `${command.slice(0, 57)}…` : command;
  return {
    text: `\`${short.replaceAll('`', "'")}\` makes \`${path}\``,
    state: isCertain ? 'held' : 'unknown',
  };
}
