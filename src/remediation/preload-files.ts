import { isBuildFile, isManifestFile } from '../builds/build-names.ts';
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
]);

/**
 * Reads what rules may ask for: build files, manifests, files with known names, and those that a Dockerfile
 * mentions by name. What cannot be read as text is known by its name alone.
 */
export async function preloadFiles(
  repository: Repository,
  sources: readonly SourceFile[],
): Promise<RepositoryFiles> {
  const paths = await repository.listFiles();
  const words = wordsOf(sources);
  const texts = new Map<string, string>();
  for (const path of paths) {
    if (texts.size >= MOST_FILES) break;
    if (isForeign(path) || !isWanted(path, words)) continue;
    const content = await repository.readFile(path);
    if (content.ok) texts.set(path, content.text);
  }
  const { addresses } = repository;
  return { paths: () => paths, text: (path) => texts.get(path) ?? null, addresses };
}

function isWanted(path: string, words: ReadonlySet<string>): boolean {
  if (isBuildFile(path) || isManifestFile(path) || KNOWN.test(path)) return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return words.has(name) || words.has(LOCK_FILES.get(name) ?? '');
}

/** Everything in the Dockerfiles that may be the name of a file. */
function wordsOf(sources: readonly SourceFile[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ text }) => text.match(/[\w.@+-]+/g) ?? []));
}
