import { baseName } from '../../copies.ts';
import type { SplitInput } from '../recipe.ts';
import { parentOf, pathIn } from '../paths.ts';
import type { StageCommand } from '../stage-runs.ts';
import type { StartedProgram } from './started-program.ts';

/** A program that a command of the build writes. */
export interface Output {
  readonly build: StageCommand;
  /** Absolute; null where its name is not known. */
  readonly path: string | null;
  /** Where its sources are; null when not known. */
  readonly directory: string | null;
  /** Where it is written, when its name is not known. */
  readonly folder?: string | null;
  /** False where it is only likely that the command writes it. */
  readonly isCertain: boolean;
  /** True for a folder in the PATH of the builder's image alone. */
  readonly isSearched: boolean;
}

export interface FoundProgram {
  readonly path: string;
  readonly output: Output;
  readonly isOnBuilderPath: boolean;
  /** False where the path is only likely: a bare name that may be in another folder. */
  readonly isNamed: boolean;
}

/** The PATH that every image has. */
const STANDARD_PATH = /^\/(?:usr\/(?:local\/)?)?s?bin$/;

/** The output that a container starts, also where a command has brought it to another place; null for none. */
export function findProgram(
  input: SplitInput,
  started: StartedProgram,
  commands: readonly StageCommand[],
  outputs: readonly Output[],
): FoundProgram | null {
  const { program } = started;
  const all = [...outputs, ...commands.flatMap((command) => moved(command, outputs))];
  // What the build makes has no such ending, and what has one may start anything.
  if (/\.(?:sh|bash|py|rb|pl|js)$/.test(program)) return null;
  const isBare = !program.includes('/');
  if (isBare) return findOnPath(program, all);
  const { workdir } = input.facts.result(input.stage);
  const path = pathIn(workdir === 'unknown' ? null : (workdir ?? '/'), program);
  if (path === null) return null;
  const output = all.findLast((one) => one.path === path) ?? likely(path, all);
  return output === null ? null : { path, output, isOnBuilderPath: false, isNamed: true };
}

function findOnPath(program: string, outputs: readonly Output[]): FoundProgram | null {
  const output = outputs.findLast(({ path, folder, isSearched }) => {
    const place = path === null ? (folder ?? '') : parentOf(path);
    const isFound = isSearched || STANDARD_PATH.test(place);
    return isFound && (path === null || baseName(path) === program);
  });
  if (output === undefined) return null;
  const path = output.path ?? `${output.folder ?? ''}/${program}`;
  const isOnBuilderPath = !STANDARD_PATH.test(parentOf(path));
  return { path, output, isOnBuilderPath, isNamed: output.isCertain };
}

/** A build of which the name of the result is not known, in whose directory the program stands. */
function likely(path: string, outputs: readonly Output[]): Output | null {
  const place = parentOf(path);
  return (
    outputs.findLast(({ path: known, folder, directory }) => {
      if (known !== null) return false;
      const target = folder ?? directory ?? '';
      return target === place || (folder === undefined && place.startsWith(`${target}/`));
    }) ?? null
  );
}

/** `cp app /usr/local/bin/`, `mv app /usr/bin/tool`, `install -m 755 app /bin/app`. */
function moved(command: StageCommand, outputs: readonly Output[]): Output[] {
  const { name, words, directory } = command;
  if (name !== 'cp' && name !== 'mv' && name !== 'install') return [];
  const paths = words
    .slice(1)
    .filter((word) => word?.startsWith('-') !== true && !/^0?[0-7]{3}$/.test(word ?? ''));
  const [source, target, ...others] = paths.map((word) => pathIn(directory, word));
  if (
    source === undefined ||
    source === null ||
    target === undefined ||
    target === null ||
    others.length > 0
  )
    return [];
  const origin = outputs.find(({ path }) => path === source) ?? likely(source, outputs);
  if (origin === null) return [];
  const isFolder = paths[1]?.endsWith('/') === true || STANDARD_PATH.test(target);
  const path = isFolder ? `${target}/${baseName(source)}` : target;
  return [{ ...origin, path, isSearched: false }];
}
