/** Files that say which packages of a kind are installed, the exact ones first. */
const MANIFESTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'npm',
    [
      'package-lock.json',
      'npm-shrinkwrap.json',
      'yarn.lock',
      'pnpm-lock.yaml',
      'bun.lock',
      'bun.lockb',
      'package.json',
    ],
  ],
  [
    'pypi',
    [
      'poetry.lock',
      'uv.lock',
      'Pipfile.lock',
      'pdm.lock',
      'requirements.txt',
      'pyproject.toml',
      'Pipfile',
      'setup.py',
    ],
  ],
  ['golang', ['go.mod', 'go.sum']],
  [
    'maven',
    ['pom.xml', 'gradle.lockfile', 'build.gradle', 'build.gradle.kts', 'libs.versions.toml'],
  ],
  ['cargo', ['Cargo.lock', 'Cargo.toml']],
  ['gem', ['Gemfile.lock', 'Gemfile']],
  ['composer', ['composer.lock', 'composer.json']],
  ['nuget', ['packages.lock.json', 'Directory.Packages.props']],
  ['hex', ['mix.lock', 'mix.exs']],
  ['pub', ['pubspec.lock', 'pubspec.yaml']],
  ['conda', ['conda-lock.yml', 'environment.yml']],
]);

const NONE: readonly string[] = [];

/** By the type in a package URL. */
export function manifestNames(type: string | null): readonly string[] {
  return MANIFESTS.get(type ?? '') ?? NONE;
}

/** Whether a path in an image names a lock file or manifest itself; `node_modules/x/package.json` is a package. */
export function isManifest(path: string, type: string | null): boolean {
  if (/(?:^|\/)node_modules\//.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (manifestNames(type).includes(name)) return true;
  return /^requirements[\w.-]{0,40}\.txt$|\.(?:csproj|fsproj|deps\.json)$/.test(name);
}
