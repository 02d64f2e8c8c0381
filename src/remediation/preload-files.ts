import { isBuildFile, isManifestFile } from '../builds/build-names.ts';
import { isSecretPath } from '../findings/secret-paths.ts';
import type { SourceFile } from './check-context.ts';
import type { Repository } from './repository.ts';
import { isForeign } from './sources.ts';
import type { RepositoryFiles } from './surroundings-book.ts';

/** Files beyond these are known by their names only. */
const MOST_FILES = 2000;

/** Patterns for the names of files that say how a project is built, installed or run. */
const KNOWN_NAMES = [
  String.raw`[^/]*\.dockerignore|\.gitignore|(?:[^/]*\.)?(?:[Dd]ocker|[Cc]ontainer)file(?:\.[^/]*)?`,
  String.raw`package\.json|\.npmrc|\.yarnrc\.yml|bunfig\.toml|lerna\.json|tsconfig\.json|[^/]+\.config\.[cm]?[jt]s`,
  String.raw`pyproject\.toml|setup\.(?:py|cfg)|requirements[^/]*\.txt|Pipfile|tox\.ini|pip\.conf`,
  String.raw`go\.mod|Cargo\.(?:toml|lock)|build\.rs|CMakeLists\.txt|[Mm]akefile|justfile|Taskfile\.ya?ml`,
  String.raw`pom\.xml|settings\.xml|build\.sbt|[^/]*\.gradle(?:\.kts)?`,
  String.raw`[^/]*\.(?:cs|fs)proj|Directory\.Build\.\w+|[Nn]u[Gg]et\.[Cc]onfig`,
  String.raw`Gemfile|Rakefile|[^/]*\.gemspec|composer\.json|gulpfile\.[cm]?[jt]s|Procfile`,
  String.raw`Jenkinsfile|\.gitlab-ci\.ya?ml|[^/]*(?:pipelines|cloudbuild|buildspec|skaffold)[^/]*\.ya?ml`,
  String.raw`[^/]*\.sh|nginx[^/]*\.conf`,
];

const KNOWN = new RegExp(`(?:^|/)(?:${KNOWN_NAMES.join('|')})$`);

/** Large files, read only where a Dockerfile mentions the tool that reads them. */
const LOCK_FILES: ReadonlyMap<string, string> = new Map([
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['yarn.lock', 'yarn'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['Gemfile.lock', 'gem'],
  ['poetry.lock', 'pip'],
  ['uv.lock', 'pip'],
  ['constraints.txt', 'pip'],
]);

/** Sources of a language, and the words of a Dockerfile that show that it builds or runs them. */
interface Sources {
  readonly tools: readonly string[];
  readonly names: RegExp;
}

/** What a split into two stages looks into for what the program reads and starts. */
const SOURCES: readonly Sources[] = [
  {
    tools: ['go', 'golang'],
    names: /\.(?:go|s|c|h|cc|cpp|proto|tmpl\.go|qtpl|templ)$|(?:^|\/)go\.(?:sum|work)$/,
  },
  {
    tools: ['cargo', 'rust'],
    names: /\.rs$|(?:^|\/)(?:rust-toolchain(?:\.toml)?|(?:rustfmt|clippy|deny)\.toml)$/,
  },
  {
    tools: ['gcc', 'g++', 'cc', 'c++', 'clang', 'clang++', 'make', 'cmake', 'meson'],
    names:
      /\.(?:c|h|cc|cpp|cxx|hpp|hh|hxx|inl|inc|s|asm|y|l|m4|in|am|ac|cmake)$|(?:^|\/)configure$/,
  },
  { tools: ['node', 'npm', 'yarn', 'pnpm'], names: /\.[cm]?[jt]sx?$/ },
];

/** Folders with the work of others, into which no rule looks. */
const OF_OTHERS = /(?:^|\/)(?:node_modules|vendor|third_party|testdata)\//;

/** Of more sources than these no rule can say anything, so that none of them is read. */
const MOST_SOURCES = 500;

/**
 * Reads what rules may ask for: build files, manifests, files with known names, and those that a Dockerfile
 * mentions by name; after these the sources of what a Dockerfile builds. What cannot be read as text is known
 * by its name alone.
 */
export async function preloadFiles(
  repository: Repository,
  sources: readonly SourceFile[],
): Promise<RepositoryFiles> {
  const paths = await repository.listFiles();
  const words = wordsIn(sources);
  const texts = new Map<string, string>();
  const own = paths.filter((path) => !isForeign(path));
  const wanted = [...own.filter((path) => isWanted(path, words)), ...sourcesIn(own, words)];
  const few = [...new Set(wanted)].slice(0, MOST_FILES);
  for (const [path, content] of await repository.readFiles(few)) {
    if (content.ok) texts.set(path, content.text);
  }
  const { addresses } = repository;
  return { paths: () => paths, text: (path) => texts.get(path) ?? null, addresses };
}

/** What Dockerfiles mention, by name or by the tool that reads it, is read beside what is read anyway. */
export type Words = Pick<ReadonlySet<string>, 'has'>;

/** Whether a file that was added or changed may be read because of what the Dockerfiles say. */
export function isMentioned(path: string, words: Words): boolean {
  return !isForeign(path) && (isWanted(path, words) || sourcesIn([path], words).length > 0);
}

function sourcesIn(paths: readonly string[], words: Words): string[] {
  return SOURCES.filter(({ tools }) => tools.some((tool) => words.has(tool))).flatMap(
    ({ names }) => {
      const found = paths.filter((path) => names.test(path) && !OF_OTHERS.test(path));
      return found.length > MOST_SOURCES ? [] : found;
    },
  );
}

/** True for files that are read whatever the Dockerfiles say. */
export function isKnownFile(path: string): boolean {
  return isBuildFile(path) || isManifestFile(path) || KNOWN.test(path) || isSecretPath(path);
}

function isWanted(path: string, words: Words): boolean {
  if (isKnownFile(path)) return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return words.has(name) || words.has(LOCK_FILES.get(name) ?? '');
}

/** Everything in the Dockerfiles that may be the name of a file. */
export function wordsIn(sources: readonly Pick<SourceFile, 'text'>[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ text }) => text.match(/[\w.@+-]+/g) ?? []));
}
