import type { SplitInput, Unsplit } from '../recipe.ts';
import { adviceOf } from '../advice.ts';
import { unclearStart } from '../start-command.ts';
import type { RuntimeImage } from './runtime-image.ts';
import type { Output } from './find-program.ts';
import type { StartedProgram } from './started-program.ts';

/** A build whose result is not what the command starts: the command starts a script, or several programs. */
export function unclearProgram(
  input: SplitInput,
  tools: string,
  started: StartedProgram | 'unclear',
  outputs: readonly Output[],
  image: RuntimeImage,
): Unsplit {
  const made = outputs.flatMap(({ path, isCertain }) => (isCertain && path !== null ? [path] : []));
  const what =
    started === 'unclear'
      ? unclearStart(input)
      : `its command starts \`${started.program}\`, which no command of the build is known to make`;
  const advice = adviceOf({ runtime: image.reference, copies: [...new Set(made)] });
  return { tools, left: `${what}, so that what has to be shipped is not in the file; ${advice}` };
}
