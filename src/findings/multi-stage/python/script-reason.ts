import { effectiveCommand, nameOf } from '../../../dockerfile/command-line.ts';
import { OF_FULL_IMAGES } from '../missing-tool.ts';
import type { SplitInput } from '../recipe.ts';
import { startCommand } from '../start-command.ts';
import { readStartScript } from '../start-script.ts';

/** Compilers, and what builds with them. */
const COMPILING = /^(?:gcc|g\+\+|cc|c\+\+|clang|make|cmake|cargo|rustc)$/;

/**
 * Why the script of the repository that starts the program cannot run without the tools of the build: one
 * clause; null where there is none, or all that it calls is there. Programs of packages are.
 */
export function scriptReason(
  input: SplitInput,
  runtime: string,
  has: readonly string[],
): string | null {
  const start = startCommand(input);
  const script = start === null || start.words === null ? null : readStartScript(input, start, has);
  if (script === null) return null;
  if ('left' in script) return script.left;
  const { source, commands, lineAt } = script;
  for (const command of commands) {
    const name = nameOf(effectiveCommand(command)) ?? '';
    const place = `line ${lineAt(command)} of its start script \`${source}\` calls`;
    if (COMPILING.test(name)) return `${place} ${name}, which compiles`;
    if (OF_FULL_IMAGES.has(name) && !has.includes(name))
      return `${place} ${name}, which ${runtime} has not`;
  }
  return null;
}
