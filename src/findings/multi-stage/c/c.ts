import type { Stage } from '../../../dockerfile/model.ts';
import { packageCommands } from '../../../dockerfile/package-command.ts';
import type { PackageCommand } from '../../../dockerfile/package-command.ts';
import { effectiveTag } from '../../../image/reference.ts';
import { baseName } from '../../copies.ts';
import { recommendedBy } from '../../recommended.ts';
import type { Facts, Precondition } from '../../rule.ts';
import { adviceOf } from '../advice.ts';
import { compiledSplit } from '../compiled/compiled-split.ts';
import { findBuild, isFound } from '../compiled/find-build.ts';
import type { CompiledBuild } from '../compiled/find-build.ts';
import type { Output } from '../compiled/find-program.ts';
import { contextFiles } from '../context-files.ts';
import { parentOf, pathIn } from '../paths.ts';
import type { Recipe, Split, SplitInput, Unsplit } from '../recipe.ts';
import type { StageCommand } from '../stage-runs.ts';
import { linkedLibraries } from './linked-libraries.ts';

const TOOLS = 'the C compiler and its tools';

const COMPILER = /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-[\d.]+)?$/;

/** Images on which a file installs a compiler by itself. */
const PLAIN_IMAGES = new Set(['debian', 'ubuntu', 'alpine', 'buildpack-deps', 'bitnami/minideb']);

const COMPILER_PACKAGE = /^(?:build-essential|build-base|gcc|g\+\+|clang)(?:-[\d.]+)?$/;

const BUILD_ONLY = new Set(
  'CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS MAKEFLAGS PKG_CONFIG_PATH CMAKE_BUILD_TYPE DEBIAN_FRONTEND'.split(
    ' ',
  ),
);

const CPP_SOURCE = /\.(?:cc|cpp|cxx|c\+\+|hpp|hxx)$/i;

const SOURCE =
  /\.(?:c|h|cc|cpp|cxx|hpp|hh|hxx|inl|inc|s|asm|o|a|y|l|m4|in|am|ac|cmake)$|(?:^|\/)(?:CMakeLists\.txt|configure|[Mm]akefile)$/;

export const C: Recipe = { language: 'C', split };

function split(input: SplitInput): Split | Unsplit | null {
  const isGcc = input.image === 'gcc';
  const brings = isGcc || bringsCompiler(input);
  if (!brings && !(PLAIN_IMAGES.has(input.image) && shipsCompiler(input))) return null;
  const build = findBuild(input, TOOLS, outputsOf);
  // On a plain image the program that is started may be anybody's.
  if (build === null || !isFound(build) || isInstalled(input, build.found.path)) return null;
  const { found, image, commands } = build;
  const directory = found.output.directory ?? parentOf(found.path);
  const language = languageOf(input, commands);
  const libraries = linkedLibraries(commands, image, brings);
  const reason = unfit(input, build, directory, language) ?? libraries.left;
  if (reason !== undefined) {
    const copies = found.isNamed ? [found.path] : [];
    return { tools: TOOLS, left: `${reason}; ${adviceOf({ runtime: image.reference, copies })}` };
  }
  const cpp = image.distribution === 'alpine' ? ['libgcc', 'libstdc++'] : ['libstdc++6'];
  return compiledSplit(input, {
    ...build,
    tools: TOOLS,
    tree: { directory, isSource: SOURCE },
    packages: [...libraries.packages, ...(language.isCpp && !isGcc ? cpp : [])],
    buildOnly: BUILD_ONLY,
    startsPrograms: /\b(?:system|popen|exec[lv]p?e?|posix_spawnp?)\s*\(/,
    linkage: null,
    preconditions: [...libraries.preconditions, ...language.preconditions],
  });
}

/** Why the program cannot run on the runtime image, or not be taken out: one clause. */
function unfit(
  { image }: SplitInput,
  { commands }: CompiledBuild,
  directory: string,
  { isCpp }: Language,
): string | undefined {
  if (directory === '/') return 'the program is built in `/`, among the files of the image';
  return image === 'gcc' && isCpp && !isStatic(commands)
    ? 'programs of this g++ need its own newer `libstdc++.so.6`, unless they are linked with `-static-libstdc++ -static-libgcc`'
    : undefined;
}

/** `buildpack-deps` has compilers and headers, unless its tag says that it has only tools for sources. */
function bringsCompiler({ image, base }: SplitInput): boolean {
  return image === 'buildpack-deps' && !/(?:^|-)(?:curl|scm)$/.test(effectiveTag(base) ?? '');
}

/** A file that removes its compiler again, ships none. */
function shipsCompiler({ facts, stage }: SplitInput): boolean {
  const calls = callsOf(facts, stage);
  const removes = calls.some(({ action }) => action === 'remove' || action === 'autoremove');
  return (
    !removes && [...installedPackages(facts, stage)].some((name) => COMPILER_PACKAGE.test(name))
  );
}

function installedPackages(facts: Facts, stage: Stage): ReadonlySet<string> {
  const installs = callsOf(facts, stage).filter(({ action }) => action === 'install');
  return new Set(installs.flatMap(namesOf));
}

/** With what apt installs because these recommend it: `cmake` brings a compiler. */
function namesOf(call: PackageCommand): string[] {
  const names = call.packages.map(({ value }) => value ?? '');
  const isPlain = call.manager === 'apt-get' || call.manager === 'apt';
  const isLess = call.words.some(({ text }) => /install-recommends/i.test(text));
  if (!isPlain || isLess) return names;
  return names.flatMap((name) => [name, ...(recommendedBy(name)?.names ?? [])]);
}

function callsOf(facts: Facts, { instructions }: Stage): readonly PackageCommand[] {
  return instructions.flatMap((instruction) => {
    const script = instruction.keyword === 'RUN' ? facts.script(instruction) : null;
    return script === null ? [] : packageCommands(script);
  });
}

/** A program that a package of its name brings is not built here. */
function isInstalled({ facts, stage }: SplitInput, path: string): boolean {
  return installedPackages(facts, stage).has(baseName(path));
}

function outputsOf(command: StageCommand): Output[] {
  const { name, words, directory } = command;
  const common = { build: command, directory, isCertain: false, isSearched: false };
  if (COMPILER.test(name)) {
    const isObject = words.some(
      (word) => word === '-c' || word === '-S' || word === '-E' || word === '--version',
    );
    if (isObject) return [];
    const at = words.indexOf('-o');
    const joined = words
      .find((word) => word?.startsWith('-o') === true && word.length > 2)
      ?.slice(2);
    const path = pathIn(directory, joined ?? (at === -1 ? 'a.out' : (words[at + 1] ?? null)));
    const source = pathIn(
      directory,
      words.find((word) => /\.(?:c|cc|cpp|cxx)$/i.test(word ?? '')) ?? null,
    );
    const sources = source === null ? directory : parentOf(source);
    return path === null ? [] : [{ ...common, path, directory: sources, isCertain: true }];
  }
  if (!/^(?:make|gmake|cmake|ninja|meson)$/.test(name)) return [];
  if (words.some((word) => word === 'install' || word === '--install')) {
    return [{ ...common, path: null, folder: '/usr/local/bin', isSearched: true }];
  }
  const at = words.findIndex((word) => word === '-C' || word === '--build' || word === '-B');
  const place = at === -1 ? directory : pathIn(directory, words[at + 1] ?? null);
  return [{ ...common, path: null, directory: place }];
}

function isStatic(commands: readonly StageCommand[]): boolean {
  return commands.some(
    ({ words }) => words.includes('-static') || words.includes('-static-libstdc++'),
  );
}

interface Language {
  readonly isCpp: boolean;
  readonly preconditions: readonly Precondition[];
}

/** C++ by the compiler's name, or by the sources that make and cmake find. */
function languageOf(input: SplitInput, commands: readonly StageCommand[]): Language {
  const compilers = commands.filter(({ name }) => COMPILER.test(name));
  if (compilers.some(({ name }) => name.includes('++'))) return { isCpp: true, preconditions: [] };
  const isPlain = !commands.some(({ name }) => /^(?:make|gmake|cmake|ninja|meson)$/.test(name));
  if (isPlain) return { isCpp: false, preconditions: [] };
  const sources = contextFiles(input)?.paths ?? [];
  if (sources.some((path) => CPP_SOURCE.test(path))) return { isCpp: true, preconditions: [] };
  const isKnown = sources.some((path) => path.endsWith('.c'));
  const text = 'the program is in C, not in C++';
  return { isCpp: false, preconditions: [{ text, state: isKnown ? 'held' : 'unknown' }] };
}
