const ACTIONS = [
  'install',
  'update',
  'upgrade',
  'dist-upgrade',
  'remove',
  'autoremove',
  'clean',
  'search',
  'list',
  'show',
  'download',
  'build-dep',
  'other',
] as const;

/** What is done, whatever the manager calls it; `update` renews the index, `upgrade` packages. */
export type PackageAction = (typeof ACTIONS)[number];

export type PackageManagerName =
  | 'apt-get'
  | 'apt'
  | 'aptitude'
  | 'apk'
  | 'yum'
  | 'dnf'
  | 'microdnf'
  | 'tdnf'
  | 'zypper'
  | 'pacman'
  | 'opkg'
  | 'pip'
  | 'pipx'
  | 'uv'
  | 'poetry'
  | 'npm'
  | 'yarn'
  | 'pnpm'
  | 'bun'
  | 'gem'
  | 'bundle'
  | 'composer'
  | 'go'
  | 'cargo'
  | 'conda';

/** The command line of a package manager. */
export interface PackageManager {
  readonly name: PackageManagerName;
  /** Options whose value may be the next word. */
  readonly valueOptions: readonly string[];
  /** By the word, or two words with a blank (`cache clean`), of its manual page. */
  readonly actions: ReadonlyMap<string, PackageAction>;
  /** First words of two-word actions. */
  readonly groups: ReadonlySet<string>;
  /** What it does without an action word. */
  readonly bare: PackageAction;
}

/** The words of each action, divided by commas, because some are two words. */
export type ActionWords = Readonly<Partial<Record<PackageAction, string>>>;

export function definePackageManager(
  name: PackageManagerName,
  valueOptions: string,
  words: ActionWords,
  bare: PackageAction = 'other',
): PackageManager {
  const actions = new Map<string, PackageAction>();
  const groups = new Set<string>();
  for (const action of ACTIONS) {
    for (const key of words[action]?.split(', ') ?? []) {
      actions.set(key, action);
      const [group, second] = key.split(' ');
      if (group !== undefined && second !== undefined) groups.add(group);
    }
  }
  return { name, valueOptions: valueOptions.split(' '), actions, groups, bare };
}
