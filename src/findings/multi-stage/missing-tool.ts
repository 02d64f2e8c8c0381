import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import type { SplitInput } from './recipe.ts';

/** Tools that full images have and small ones have not. */
export const OF_FULL_IMAGES: ReadonlySet<string> = new Set([
  'curl',
  'wget',
  'git',
  'nc',
  'ncat',
  'ps',
  'pgrep',
  'python',
  'python3',
  'jq',
]);

/** Why HEALTHCHECK would fail in the runtime image, which has none of these but `has`: one clause; null for none. */
export function missingTool(
  { stage, facts }: SplitInput,
  runtime: string,
  has: readonly string[] = [],
): string | null {
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== 'HEALTHCHECK') continue;
    const commands = facts.script(instruction)?.commands ?? [];
    for (const command of commands) {
      const name = nameOf(effectiveCommand(command));
      if (name !== null && OF_FULL_IMAGES.has(name) && !has.includes(name))
        return `HEALTHCHECK calls ${name}, which ${runtime} has not`;
    }
  }
  return null;
}
