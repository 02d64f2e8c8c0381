import type { CommandLine } from '../dockerfile/command-arguments.ts';
import { baseName } from './copies.ts';

/** A file of credentials that programs of a build read by its name. */
export interface SecretFileKind {
  /** Programs that read it. */
  readonly readers: ReadonlySet<string>;
  /** True where any program may read it, through a library; package managers read theirs alone. */
  readonly isShared: boolean;
  /** True for a key of SSH, which nobody else may be able to read. */
  readonly isKey: boolean;
}

const NODE = 'npm npx pnpm pnpx yarn yarnpkg bun bunx lerna';
const SSH = 'ssh scp sftp rsync git go npm pnpm yarn pip pip3 uv poetry bundle composer cargo';

const KINDS: readonly (readonly [names: string, readers: string, mark?: 'shared' | 'key'])[] = [
  ['.npmrc', NODE],
  ['.yarnrc.yml', 'yarn yarnpkg'],
  ['bunfig.toml', 'bun bunx'],
  [
    '.netrc _netrc',
    'git curl wget go pip pip3 pipenv uv poetry composer bundle cargo bazel',
    'shared',
  ],
  ['.git-credentials', 'git go npm pnpm yarn pip pip3 uv poetry composer bundle cargo', 'shared'],
  ['.pypirc', 'twine pip pip3 poetry flit hatch'],
  ['pip.conf pip.ini', 'pip pip3 pipenv pip-compile pip-sync'],
  ['settings.xml', 'mvn mvnw mvnd'],
  ['auth.json', 'composer'],
  ['nuget.config', 'dotnet nuget msbuild'],
  ['id_rsa id_dsa id_ecdsa id_ed25519', SSH, 'key'],
];

const BY_NAME: ReadonlyMap<string, SecretFileKind> = new Map(
  KINDS.flatMap(([names, readers, mark]) => {
    const isKey = mark === 'key';
    const kind = { readers: new Set(readers.split(' ')), isShared: mark !== undefined, isKey };
    return names.split(' ').map((name) => [name, kind] as const);
  }),
);

/** What reads a file of this name; null for a name that tells nothing. */
export function secretFileKind(name: string): SecretFileKind | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}

/** Programs that run what their arguments say. */
const RUNS_OTHERS = new Set('sh bash ash dash zsh su eval xargs find parallel'.split(' '));

/** True for a command that reads such a file: `npm ci`, `python -m pip install`, `sh -c "mvn package"`. */
export function readsSecretFile({ readers }: SecretFileKind, { words }: CommandLine): boolean {
  const [name = '', ...others] = words.map(({ value, text }) => baseName(value ?? text));
  if (readers.has(name)) return true;
  if (/^python[\d.]*$/.test(name)) return others[0] === '-m' && readers.has(others[1] ?? '');
  if (!RUNS_OTHERS.has(name)) return false;
  return words.some(({ text }) =>
    text.split(/[\s"'`;|&()]+/).some((word) => readers.has(baseName(word))),
  );
}
