import type { Unsplit } from '../recipe.ts';
import { adviceOf } from '../refuse-split.ts';
import type { RuntimeImage } from './runtime-image.ts';
import type { Output } from './find-program.ts';
import type { StartedProgram } from './started-program.ts';

/** A build whose result is not what the command starts: the command starts a script, or several programs. */
export function unclearProgram(
  tools: string,
  started: StartedProgram | 'unclear',
  outputs: readonly Output[],
  image: RuntimeImage,
): Unsplit {
  const made = outputs.flatMap(({ path, isCertain }) => (isCertain && path !== null ? [path] : []));
  const what =
    started === 'unclear'
      ? 'its command does more than to start one program'
      : `its command starts \`${started.program}\`, which no command of the build is known to make`;
  const advice = adviceOf({ runtime: image.reference, copies: [...new Set(made)] });
  return { tools, left: `${what}, so that what has to be shipped is not in the file; ${advice}` };
}
