import type { Argument } from './command-arguments.ts';
import type { PackageAction } from './package-manager.ts';
import type { ShellWord } from './shell-script.ts';

export interface PacmanReading {
  readonly action: PackageAction;
  /** The word that holds the operation: `-Syu`. */
  readonly actionWord: ShellWord | null;
  readonly packages: readonly ShellWord[];
}

/** pacman says with options what others say with words (pacman(8)). */
export function pacmanAction(found: readonly Argument[]): PacmanReading {
  const packages: ShellWord[] = [];
  const names = new Set<string>();
  let actionWord: ShellWord | null = null;
  for (const argument of found) {
    if (argument.kind === 'operand') {
      packages.push(argument.word);
      continue;
    }
    names.add(argument.name);
    if (OPERATIONS.test(argument.name)) actionWord ??= argument.word;
  }
  const has = (...options: readonly string[]) => options.some((option) => names.has(option));
  return { action: actionOf(has, packages.length > 0), actionWord, packages };
}

const OPERATIONS = /^(?:-[SRUQDFT]|--(?:sync|remove|upgrade|query|database|files|deptest))$/;

function actionOf(
  has: (...options: readonly string[]) => boolean,
  hasPackages: boolean,
): PackageAction {
  if (has('-R', '--remove')) return 'remove';
  if (has('-U', '--upgrade')) return 'install';
  if (has('-Q', '--query')) return 'list';
  if (!has('-S', '--sync')) return 'other';
  if (has('-c', '--clean')) return 'clean';
  if (has('-s', '--search')) return 'search';
  if (has('-i', '--info')) return 'show';
  if (has('-w', '--downloadonly')) return 'download';
  if (hasPackages) return 'install';
  if (has('-u', '--sysupgrade')) return 'upgrade';
  return has('-y', '--refresh') ? 'update' : 'other';
}
