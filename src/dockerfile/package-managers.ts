import type { PackageManager, PackageManagerName } from './package-manager.ts';
import { LANGUAGE_PACKAGE_MANAGERS } from './package-managers-language.ts';
import { SYSTEM_PACKAGE_MANAGERS } from './package-managers-system.ts';

const BY_NAME: ReadonlyMap<string, PackageManager> = new Map(
  [...SYSTEM_PACKAGE_MANAGERS, ...LANGUAGE_PACKAGE_MANAGERS].map((found) => [found.name, found]),
);

/** Other names of the same program. */
const ALIASES: ReadonlyMap<string, PackageManagerName> = new Map([
  ['dnf-3', 'dnf'],
  ['dnf5', 'dnf'],
  ['mamba', 'conda'],
  ['micromamba', 'conda'],
  ['yarnpkg', 'yarn'],
  ['bundler', 'bundle'],
]);

/** The package manager that a program's name stands for: `pip3.11` is pip. */
export function packageManager(program: string): PackageManager | null {
  const name = /^pip[0-9.]+$/.test(program) ? 'pip' : (ALIASES.get(program) ?? program);
  return BY_NAME.get(name) ?? null;
}
