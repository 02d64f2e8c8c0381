import type { Dockerfile } from '../dockerfile/model.ts';
import { neighboursOf } from './build-context.ts';
import type { BuildContext } from './build-context.ts';
import { baseName } from './copies.ts';

/** A text file of the repository. */
interface Script {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** What may run, or say what runs, while an image is built from a folder. */
export interface BuildScripts {
  /** The instructions of the Dockerfile, comments left out. */
  readonly own: string;
  /** Those of other Dockerfiles that share the folder, line by line without comments. */
  readonly neighbours: readonly Script[];
  /** Scripts, lists of dependencies and settings of build tools. */
  readonly others: readonly Script[];
  /** Paths of those that cannot be read. */
  readonly unread: readonly string[];
}

/** Files that are read at most; a repository with more of them is not known. */
const MOST_SCRIPTS = 300;

const NAMES =
  /^(?:Makefile|makefile|GNUmakefile|justfile|Taskfile\.ya?ml|Rakefile|Gemfile|Pipfile|package\.json|composer\.json|lerna\.json|go\.mod|Cargo\.toml|build\.rs|pom\.xml|build\.sbt|mix\.exs|CMakeLists\.txt|setup\.(?:py|cfg)|pyproject\.toml|tox\.ini|noxfile\.py|requirements[^/]*\.txt|gulpfile\.[cm]?[jt]s|Directory\.Build\.\w+|[^/]*\.(?:sh|bash|gemspec|gradle|gradle\.kts|mk|cmake|csproj|fsproj))$|\.config\.[cm]?[jt]s$/;

/** Reads them: of what others maintain, nothing. */
export function buildScripts(dockerfile: Dockerfile, context: BuildContext): BuildScripts {
  const { surroundings, folder, files } = context;
  const own = ownText(dockerfile);
  const named = new Set(own.match(/[\w./@+-]+/g));
  const wanted = files.filter((path) => {
    if (/(?:^|\/)(?:node_modules|vendor|third_party|testdata)\//.test(path)) return false;
    return NAMES.test(baseName(path)) || named.has(path) || named.has(`./${path}`);
  });
  const unread: string[] = wanted.slice(MOST_SCRIPTS);
  const read = (path: string): Script[] => {
    const text = surroundings.text(path);
    if (text === null) unread.push(path);
    return text === null ? [] : [{ path, text }];
  };
  const others = wanted
    .slice(0, MOST_SCRIPTS)
    .flatMap((path) => read(folder === '.' ? path : `${folder}/${path}`));
  const neighbours = neighboursOf(context).flatMap(read);
  return { own, neighbours: neighbours.map(withoutComments), others, unread };
}

function ownText({ text, instructions }: Dockerfile): string {
  return instructions
    .map((instruction) => {
      const { start } = instruction.span;
      let result = '';
      let position = start;
      for (const { span } of instruction.comments) {
        result += text.slice(position, span.start);
        position = span.end;
      }
      return result + text.slice(position, instruction.span.end);
    })
    .join('\n');
}

function withoutComments({ path, text }: Script): Script {
  return { path, text: text.replace(/^[ \t]*#.*$/gm, '') };
}

/** The first file in which the pattern is found; null where none has it. */
export function findIn(
  { own, neighbours, others }: BuildScripts,
  pattern: RegExp,
  dockerfile: string,
): string | null {
  if (pattern.test(own)) return dockerfile;
  return [...neighbours, ...others].find(({ text }) => pattern.test(text))?.path ?? null;
}
