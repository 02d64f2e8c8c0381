import { readNodePackage } from '../node-package.ts';
import type { NodePackage } from '../node-package.ts';
import { commandsIn } from './started-commands.ts';
import type { StartedCommand } from './started-commands.ts';
import type { Subject } from './subject.ts';

/** Scripts that call scripts, and no more. */
const DEEPEST = 5;

/** What a script of package.json runs, those before it included; null where that is not at hand. */
export interface PackageScript {
  readonly name: string;
  readonly commands: readonly StartedCommand[] | null;
}

/** The script that a command such as `npm start` stands for; null for other commands. */
export function packageScript(subject: Subject, command: StartedCommand): PackageScript | null {
  const name = scriptName(command);
  if (name === null) return null;
  const manifest = manifestOf(subject);
  return { name, commands: manifest === null ? null : expand(manifest, name, 0) };
}

/** `npm start`, `npm --prefix x run serve`, `yarn start`; other words of yarn may be programs. */
function scriptName({ name, words }: StartedCommand): string | null {
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(name)) return null;
  const operands = words.slice(1).filter((word) => !word.startsWith('-'));
  const run = operands.findIndex((word) => word === 'run' || word === 'run-script');
  if (run !== -1) return operands[run + 1] ?? null;
  return operands.includes('start') ? 'start' : null;
}

/** Beside the Dockerfile, or in the one folder that is built. */
function manifestOf({ facts }: Subject): NodePackage | null {
  const surroundings = facts.surroundings();
  if (surroundings === null) return null;
  const own = surroundings.path.includes('/') ? surroundings.path.replace(/\/[^/]*$/, '') : '';
  const built = surroundings.builds().map(({ context }) => (context === '.' ? '' : context));
  const folders = new Set(built.length === 0 ? [own] : built);
  const [folder = null] = folders;
  if (folders.size > 1 || folder === null) return null;
  const text = surroundings.text(folder === '' ? 'package.json' : `${folder}/package.json`);
  return text === null ? null : readNodePackage(text);
}

/** Null when one of the scripts is missing, or calls itself. */
function expand(manifest: NodePackage, name: string, depth: number): StartedCommand[] | null {
  const script = manifest.scripts.get(name);
  if (script === undefined || depth === DEEPEST) return null;
  const before = manifest.scripts.get(`pre${name}`);
  const found: StartedCommand[] = [];
  for (const command of [...commandsIn(before ?? ''), ...commandsIn(script)]) {
    const inner = scriptName(command);
    const expanded = inner === null ? [command] : expand(manifest, inner, depth + 1);
    if (expanded === null) return null;
    found.push(...expanded);
  }
  return found;
}
