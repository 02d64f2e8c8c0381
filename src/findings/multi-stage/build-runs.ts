import { copiesOf } from '../copies.ts';
import { BUILD_DIRECTORIES, foreignPath } from './foreign-path.ts';
import { destinationOf, pathIn } from './paths.ts';
import type { SplitInput } from './recipe.ts';
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
  { commands }: StageRun,
  isBuild: (one: StageCommand) => boolean,
): boolean {
  if (commands === null) return false;
  if (commands.every(isBuild)) return true;
  const own = ownPaths(input);
  return commands.every(
    (one) =>
      isBuild(one) ||
      (HARMLESS.has(one.name) && foreignPath(one, own) === null && !preparesFolder(one)),
  );
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
