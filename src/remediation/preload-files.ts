import { isBuildFile, isManifestFile } from '../builds/build-names.ts';
import type { SourceFile } from './check-context.ts';
import type { Repository } from './repository.ts';
import { isForeign } from './sources.ts';
import type { RepositoryFiles } from './surroundings-book.ts';

/** Files beyond these are known by their names only. */
const MOST_FILES = 2000;

/** Names that say how a project is built, installed or run. */
const KNOWN_NAMES =
  /(?:^|\/)(?:[^/]*\.dockerignore|package\.json|go\.mod|Cargo\.(?:toml|lock)|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|[^/]*\.csproj|pyproject\.toml|setup\.(?:py|cfg)|requirements[^/]*\.txt|Gemfile|composer\.json|Makefile|CMakeLists\.txt|Procfile|\.npmrc|\.yarnrc\.yml|[^/]*\.sh|nginx[^/]*\.conf|tsconfig\.json|[^/]+\.config\.[cm]?[jt]s)$/;

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
  return { paths: () => paths, text: (path) => texts.get(path) ?? null };
}

function isWanted(path: string, words: ReadonlySet<string>): boolean {
  if (isBuildFile(path) || isManifestFile(path) || KNOWN_NAMES.test(path)) return true;
  return words.has(path.slice(path.lastIndexOf('/') + 1));
}

/** Everything in the Dockerfiles that may be the name of a file. */
function wordsOf(sources: readonly SourceFile[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ text }) => text.match(/[\w.@+-]+/g) ?? []));
}
