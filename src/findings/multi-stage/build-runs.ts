import { copiesOf } from '../copies.ts';
import { commandPlace } from './command-place.ts';
import { BUILD_DIRECTORIES, foreignPath } from './foreign-path.ts';
import { destinationOf, pathIn } from './paths.ts';
import type { SplitInput } from './recipe.ts';
import { lineOf } from './stage-runs.ts';
import type { StageCommand, StageRun } from './stage-runs.ts';
import { startCommand } from './start-command.ts';

/** Change nothing outside the directories that they name, or nothing at all. */
const HARMLESS = new Set(
  (
    'cat cd chmod cp date dos2unix echo env export find grep jar java javac ln ls mkdir mv printf pwd rm ' +
    'sed set sh sleep tar test touch true unzip which [ :'
  ).split(' '),
);

/** Folders that programs fill while they run, and that somebody made for them beforehand. */
const FILLED_FOLDER =
  /\/(?:logs?|data|uploads?|storage|media|db|database|sessions?|backups?|reports?|var|run|tmp|temp|cache)$/i;

/** Whether every command is a build, or only moves files about in the folders of the build. */
export function onlyBuilds(
  input: SplitInput,
  run: StageRun,
  isBuild: (one: StageCommand) => boolean,
): boolean {
  return run.commands !== null && otherCommand(input, run.commands, isBuild) === null;
}

/** Why a RUN that is neither a build nor `isFine` fits into no stage: one clause; null where all do. */
export function oddRun(
  input: SplitInput,
  runs: readonly StageRun[],
  isBuild: (one: StageCommand) => boolean,
  isFine: (run: StageRun) => boolean,
): string | null {
  const odd = runs.find((run) => !onlyBuilds(input, run, isBuild) && !isFine(run));
  if (odd === undefined) return null;
  const command = odd.commands === null ? null : otherCommand(input, odd.commands, isBuild);
  return command === null
    ? `line ${lineOf(input, odd.instruction)} is no shell code that can be read`
    : `${commandPlace(input, command)}, and which stage needs that is not to be seen`;
}

function otherCommand(
  input: SplitInput,
  commands: readonly StageCommand[],
  isBuild: (one: StageCommand) => boolean,
): StageCommand | null {
  const others = commands.filter((one) => !isBuild(one));
  if (others.length === 0) return null;
  const own = ownPaths(input);
  const isHarmless = (one: StageCommand) =>
    HARMLESS.has(one.name) && foreignPath(one, own) === null && !preparesFolder(one);
  const odd = others.filter((one) => !isHarmless(one));
  // What a package manager installs says more than that it reads its lists.
  return odd.find(({ args }) => args[0] !== 'update') ?? odd[0] ?? null;
}

/** `mkdir logs`: a folder that the program may expect, and that no COPY brings along. */
export function preparesFolder({ name, words, directory }: StageCommand): boolean {
  if (name !== 'mkdir') return false;
  return words.slice(1).some((word) => FILLED_FOLDER.test(pathIn(directory, word) ?? ''));
}

/** Where the file builds: its directories and those of its COPYs, and what is started in the end. */
function ownPaths(input: SplitInput): string[] {
  const { stage, facts, dockerfile } = input;
  const start = startCommand(input);
  const started = (start?.words ?? []).flatMap((word) => {
    const path = word === null || word.startsWith('-') ? null : word;
    return path === null || !path.includes('/') ? [] : [pathIn('/', path) ?? ''];
  });
  const directories = stage.instructions.map((one) => facts.before(one).workdir ?? '/');
  const copied = copiesOf(dockerfile).map(({ instruction, destination }) =>
    destinationOf(facts, instruction, destination.path),
  );
  return [...directories, ...copied, ...started, ...BUILD_DIRECTORIES].filter(
    (path) => path.startsWith('/') && !SHARED.test(path),
  );
}

/** What stands there may be anybody's. */
const SHARED =
  /^\/(?:etc|usr|opt|bin|sbin|lib|var|home|root|usr\/(?:local|bin|lib|share)|usr\/local\/(?:bin|lib|share|etc))?$/;
