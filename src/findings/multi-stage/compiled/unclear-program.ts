import type { SplitInput, Unsplit } from '../recipe.ts';
import { adviceOf } from '../advice.ts';
import { unclearStart } from '../start-command.ts';
import type { RuntimeImage } from './runtime-image.ts';
import type { Output } from './find-program.ts';
import type { UnclearScript } from '../start-script.ts';
import type { StartedProgram } from './started-program.ts';

/** A build whose result is not what the command starts: the command starts a script, or several programs. */
export function unclearProgram(
  input: SplitInput,
  tools: string,
  started: StartedProgram | UnclearScript | 'unclear',
  outputs: readonly Output[],
  image: RuntimeImage,
): Unsplit {
  const made = outputs.flatMap(({ path, isCertain }) => (isCertain && path !== null ? [path] : []));
  const advice = adviceOf({ runtime: image.reference, copies: [...new Set(made)] });
  return { tools, left: `${whyUnclear(input, started)}; ${advice}` };
}

function whyUnclear(
  input: SplitInput,
  started: StartedProgram | UnclearScript | 'unclear',
): string {
  const so = 'so that what has to be shipped is not in the file';
  if (started === 'unclear') return `${unclearStart(input)}, ${so}`;
  if ('left' in started) return started.left;
  return `its command starts \`${started.program}\`, which no command of the build is known to make, ${so}`;
}
