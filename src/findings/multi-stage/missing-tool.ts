import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import type { SplitInput } from './recipe.ts';

/** Tools that full images have and small ones have not. */
const TOOLS = new Set([
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

/** A tool in HEALTHCHECK that only larger images have; null for none. */
export function missingTool(
  { stage, facts }: SplitInput,
  has: readonly string[] = [],
): string | null {
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== 'HEALTHCHECK') continue;
    const commands = facts.script(instruction)?.commands ?? [];
    for (const command of commands) {
      const name = nameOf(effectiveCommand(command));
      if (name !== null && TOOLS.has(name) && !has.includes(name)) return name;
    }
  }
  return null;
}
