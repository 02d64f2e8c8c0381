import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { packageCommands } from '../../dockerfile/package-command.ts';
import type { PackageCommand } from '../../dockerfile/package-command.ts';
import type { ShellCommand } from '../../dockerfile/shell-script.ts';
import type { Span } from '../../dockerfile/span.ts';
import { expandText, scriptOf } from './instruction-places.ts';
import { manifestNames } from './manifest-names.ts';
import { namedPackage } from './named-package.ts';
import type { NamedPackage } from './named-package.ts';
import type { ShippedInstruction } from './shipped-chain.ts';

export interface InstalledWord extends NamedPackage {
  readonly span: Span;
}

/** One command of a RUN that installs packages of one kind. */
export interface Install {
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** As in a package URL. */
  readonly type: string;
  readonly command: ShellCommand;
  readonly named: readonly InstalledWord[];
  /** True for `apt-get upgrade`: it changes what is there already. */
  readonly isUpgrade: boolean;
  /** Files that it reads, the likeliest first; empty when it is told everything by name. */
  readonly reads: readonly string[];
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['apt-get', 'deb'],
  ['apt', 'deb'],
  ['aptitude', 'deb'],
  ['apk', 'apk'],
  ['yum', 'rpm'],
  ['dnf', 'rpm'],
  ['microdnf', 'rpm'],
  ['tdnf', 'rpm'],
  ['zypper', 'rpm'],
  ['pip', 'pypi'],
  ['pipx', 'pypi'],
  ['uv', 'pypi'],
  ['poetry', 'pypi'],
  ['npm', 'npm'],
  ['yarn', 'npm'],
  ['pnpm', 'npm'],
  ['bun', 'npm'],
  ['gem', 'gem'],
  ['bundle', 'gem'],
  ['composer', 'composer'],
  ['go', 'golang'],
  ['cargo', 'cargo'],
  ['conda', 'conda'],
]);

const INSTALLING = new Set(['install', 'upgrade', 'dist-upgrade', 'build-dep']);
/** Not an installation to the package manager, but the result holds the packages. */
const BUILDING: ReadonlyMap<string, readonly string[]> = new Map([
  ['go', ['build', 'run', 'download', 'vendor']],
  ['cargo', ['build', 'run', 'rustc']],
]);

/** Programs that are no package managers to the rules, with what they install and the files that they read. */
const BUILDERS: ReadonlyMap<string, readonly [type: string, ...reads: string[]]> = new Map([
  ['mvn', ['maven', 'pom.xml']],
  ['mvnw', ['maven', 'pom.xml']],
  ['gradle', ['maven', 'gradle.lockfile', 'build.gradle', 'build.gradle.kts']],
  ['gradlew', ['maven', 'gradle.lockfile', 'build.gradle', 'build.gradle.kts']],
  ['sbt', ['maven', 'build.sbt']],
  ['pipenv', ['pypi', 'Pipfile.lock', 'Pipfile']],
  ['pdm', ['pypi', 'pdm.lock', 'pyproject.toml']],
  ['dotnet', ['nuget', 'packages.lock.json', 'Directory.Packages.props']],
  ['mix', ['hex', 'mix.lock', 'mix.exs']],
  ['dpkg', ['deb']],
  ['rpm', ['rpm']],
]);

/** The lock file first, which the command reads where it is there. */
const READS: ReadonlyMap<string, readonly string[]> = new Map([
  ['npm', ['package-lock.json', 'npm-shrinkwrap.json', 'package.json']],
  ['yarn', ['yarn.lock', 'package.json']],
  ['pnpm', ['pnpm-lock.yaml', 'package.json']],
  ['bun', ['bun.lock', 'bun.lockb', 'package.json']],
  ['poetry', ['poetry.lock', 'pyproject.toml']],
  ['uv', ['uv.lock', 'pyproject.toml']],
  ['pip', ['pyproject.toml', 'setup.py']],
  ['conda', ['environment.yml', 'environment.yaml']],
]);

/** Of one RUN, in source order. */
export function installsOf(
  dockerfile: Dockerfile,
  { instruction, stage }: ShippedInstruction,
): readonly Install[] {
  if (instruction.keyword !== 'RUN') return [];
  const script = scriptOf(dockerfile, instruction);
  if (script === null) return [];
  const place = { instruction, stage };
  const found: Install[] = [];
  for (const call of packageCommands(script)) {
    const install = installOf(dockerfile, call, place);
    if (install !== null) found.push(install);
  }
  for (const command of script.commands) {
    const builder = BUILDERS.get(nameOf(effectiveCommand(command)) ?? '');
    if (builder === undefined) continue;
    const [type, ...reads] = builder;
    found.push({ type, reads, command, named: [], isUpgrade: false, ...place });
  }
  return found.sort((a, b) => a.command.span.start - b.command.span.start);
}

function installOf(
  dockerfile: Dockerfile,
  call: PackageCommand,
  place: ShippedInstruction,
): Install | null {
  const { manager, action, actionWord, command } = call;
  const type = TYPES.get(manager);
  const isBuild = BUILDING.get(manager)?.includes(actionWord?.value ?? '') === true;
  if (type === undefined || !(isBuild || INSTALLING.has(action))) return null;
  const named = isBuild ? [] : namedWords(dockerfile, place.instruction, type, call);
  const isUpgrade = action === 'upgrade' || action === 'dist-upgrade';
  return { ...place, type, command, named, isUpgrade, reads: readsOf(call, type, named) };
}

function namedWords(
  dockerfile: Dockerfile,
  instruction: Instruction,
  type: string,
  { packages, words, manager }: PackageCommand,
): InstalledWord[] {
  const found: InstalledWord[] = [];
  for (const { value, text, span } of packages) {
    const written = value ?? expandText(dockerfile, instruction, text);
    const named = namedPackage(type, written);
    if (named !== null) found.push({ ...named, span });
  }
  const [only] = found;
  const version = manager === 'gem' ? wordBehind(words, ['-v', '--version']) : null;
  // `gem install rails -v 7.0`
  return only !== undefined && version !== null && found.length === 1
    ? [{ ...only, version: only.version ?? version }]
    : found;
}

/** `-r FILE` of pip, `-f FILE` of conda; else what the manager reads when nothing is named. */
function readsOf(
  { manager, words, packages, actionWord }: PackageCommand,
  type: string,
  named: readonly InstalledWord[],
): readonly string[] {
  const options =
    manager === 'conda' ? ['-f', '--file'] : ['-r', '--requirement', '--requirements'];
  const given = type === 'pypi' || manager === 'conda' ? wordBehind(words, options) : null;
  if (given !== null) return [given];
  if (manager === 'go' && actionWord?.value === 'install' && named.some(({ version }) => version)) {
    return [];
  }
  const isSystem = type === 'deb' || type === 'apk' || type === 'rpm';
  if (isSystem || (named.length > 0 && manager !== 'go')) return [];
  if (manager === 'pip' && packages.length === 0) return [];
  return READS.get(manager) ?? manifestNames(type);
}

function wordBehind(words: PackageCommand['words'], options: readonly string[]): string | null {
  for (const [index, { value, text }] of words.entries()) {
    const written = value ?? text;
    if (options.includes(written)) return words[index + 1]?.value ?? null;
    const option = options.find((one) => written.startsWith(`${one}=`));
    if (option !== undefined) return written.slice(option.length + 1);
    if (options.includes('-r') && /^-r[^-\s]/.test(written)) return written.slice(2);
  }
  return null;
}
