import type { Instruction } from '../../../dockerfile/model.ts';
import { copiesOf } from '../../copies.ts';
import type { Precondition } from '../../rule.ts';
import { isWithin } from '../../shipped-stages.ts';
import { contextFiles } from '../context-files.ts';
import { destinationOf, joinPath } from '../paths.ts';
import type { SplitInput } from '../recipe.ts';
import { lineOf } from '../stage-runs.ts';
import type { PlainStart } from '../start-command.ts';

/** What only a build reads, wherever it is copied to. */
const PROJECT =
  /^\.?\/?$|(?:^|\/)(?:src|\*?[\w.*-]*\.(?:[cf]sproj|slnx?|props|targets)|nuget\.config|global\.json)\/?$/i;

/** Read from the directory in which a program starts: settings, and the pages of a web application. */
const SETTINGS =
  /^(?:appsettings[^/]*\.json|[^/]+\.(?:xml|ya?ml|pem|pfx|db)|wwwroot\/.*|Views\/.*\.cshtml|Pages\/.*\.cshtml)$/;

/** Why a file that is copied beside the sources may be needed: one clause; null for none. */
export function copiedBeside(input: SplitInput, cut: Instruction): string | null {
  const { facts, stage, dockerfile } = input;
  const directories = stage.instructions
    .map((one) => facts.before(one).workdir)
    .filter((path) => path?.startsWith('/') === true && path !== '/');
  for (const { instruction, sources, destination, from } of copiesOf(dockerfile)) {
    if (instruction.span.start >= cut.span.start) continue;
    const target = destinationOf(facts, instruction, destination.path);
    const isProject =
      directories.some((directory) => isWithin(target, directory ?? '')) ||
      sources.every(({ path }) => PROJECT.test(path));
    if (isProject && from === null) continue;
    return `line ${lineOf(input, instruction)} copies files to \`${target}\`, which the program may need`;
  }
  return null;
}

export interface StartFolder {
  readonly preconditions: readonly Precondition[];
  /** A file of the sources that the program finds today because of where it starts; null for none. */
  readonly lost: string | null;
}

/**
 * ASP.NET Core looks for settings and pages in the directory in which it is started
 * (https://learn.microsoft.com/aspnet/core/fundamentals/#content-root).
 */
export function startFolder(input: SplitInput, program: PlainStart, output: string): StartFolder {
  const { directory } = program;
  if (isWithin(directory, output)) return { preconditions: [], lost: null };
  const text = `The program reads nothing in ${directory}, where it starts`;
  const context = contextFiles(input);
  if (context === null) return { preconditions: [{ text, state: 'unknown' }], lost: null };
  const brought = copiesOf(input.dockerfile).flatMap(({ instruction, sources, destination }) => {
    const target = destinationOf(input.facts, instruction, destination.path);
    return sources.flatMap(({ path }) => {
      const source = joinPath('/', path).slice(1);
      const prefix = source === '' ? '' : `${source}/`;
      return context.paths
        .filter((one) => one.startsWith(prefix))
        .map((one) => joinPath(target, one.slice(prefix.length)));
    });
  });
  const inside = brought
    .filter((path) => path.startsWith(`${directory}/`))
    .map((path) => path.slice(directory.length + 1));
  const lost = inside.find((path) => SETTINGS.test(path)) ?? null;
  return { preconditions: [{ text, state: lost === null ? 'held' : 'did not hold' }], lost };
}
