import type { Dockerfile } from '../dockerfile/model.ts';
import { stageChain } from './base-image.ts';
import { startedCommands } from './non-root/started-commands.ts';
import type { StartedCommand } from './non-root/started-commands.ts';
import type { Facts, Precondition } from './rule.ts';
import type { HeldSecret } from './secret-file-runs.ts';
import { shippedStages } from './shipped-stages.ts';

/** Whether the started program reads the file: then no mount of the build serves it. */
export function startCondition(
  dockerfile: Dockerfile,
  facts: Facts,
  held: HeldSecret,
): Precondition {
  const { name, stage, target, kind } = held;
  const text = `the program does not read \`${name}\` when the container starts`;
  const shipped = shippedStages(dockerfile, [target]);
  const reached = dockerfile.stages.filter((one) => stageChain(one).includes(stage));
  if (!reached.some((one) => shipped.has(one))) return { text, state: 'held' };
  const last = dockerfile.stages.at(-1);
  const commands = last === undefined ? [] : startedCommands(facts, stageChain(last));
  const states = commands.map((command) => stateOf(facts, held, command));
  if (states.includes('did not hold')) return { text, state: 'did not hold' };
  const isKnown = states.length > 0 && !states.includes('unknown') && !kind.isShared;
  return { text, state: isKnown ? 'held' : 'unknown' };
}

/** `npm start` runs a script and installs nothing. */
const ONLY_STARTS = /^(?:start|run|run-script|serve|preview|node)$/;

function stateOf(
  facts: Facts,
  { kind, name }: HeldSecret,
  { name: program, words, text }: StartedCommand,
): Precondition['state'] {
  if (text.includes(name)) return 'did not hold';
  if (kind.readers.has(program)) {
    const isStart = words.slice(1).some((word) => ONLY_STARTS.test(word));
    return isStart && program !== 'npx' && program !== 'dotnet' ? 'held' : startOf(program, words);
  }
  if (!/\.(?:sh|bash)$|entry-?point/.test(program)) return 'held';
  const around = facts.surroundings();
  const paths = around?.files().filter((path) => path.endsWith(`/${program}`) || path === program);
  const [path, ...more] = paths ?? [];
  const script = path === undefined || more.length > 0 ? null : (around?.text(path) ?? null);
  if (script === null) return 'unknown';
  const known = new Set(script.match(/[\w.+-]+/g));
  return known.has(name) || [...kind.readers].some((reader) => known.has(reader))
    ? 'unknown'
    : 'held';
}

/** `dotnet app.dll` runs a program. */
function startOf(program: string, words: readonly string[]): Precondition['state'] {
  if (program === 'dotnet' && /\.dll$/.test(words[1] ?? '')) return 'held';
  return 'did not hold';
}
