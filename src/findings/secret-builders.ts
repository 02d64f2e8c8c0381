import type { Build } from '../builds/build.ts';
import type { Surroundings } from './surroundings.ts';

/** Files that may build images. */
const BUILDERS =
  /(?:^|\/)(?:[Mm]akefile|justfile|Taskfile\.ya?ml|Jenkinsfile|package\.json|[^/]*\.(?:sh|mk|tf)|\.gitlab-ci\.ya?ml|cloudbuild[^/]*\.ya?ml|azure-pipelines[^/]*\.ya?ml|buildspec[^/]*\.ya?ml|skaffold[^/]*\.ya?ml|bitbucket-pipelines\.yml|\.drone\.yml|\.travis\.yml)$|(?:^|\/)\.(?:github\/workflows|circleci|buildkite|woodpecker)\/[^/]+\.ya?ml$|(?:^|\/)(?:docker-)?(?:compose|bake)[^/]*\.(?:ya?ml|hcl|json)$/;

const PASSES = /build-?_?args?\b|\bargs\s*[:=]/i;

/** A file that seems to pass the argument, and is none of the builds that are known to; null without one. */
export function otherBuilder(
  surroundings: Surroundings,
  name: string,
  passing: readonly Build[],
): string | null {
  const known = new Set(passing.map(({ place }) => place.path));
  const word = new RegExp(`(?<!\\w)${name}(?!\\w)`);
  const other = surroundings.files().find((path) => {
    if (known.has(path) || !BUILDERS.test(path)) return false;
    const text = surroundings.text(path) ?? '';
    return PASSES.test(text) && word.test(text);
  });
  return other ?? null;
}

const BUILDS =
  /\b(?:docker|podman|nerdctl|buildah)\b[^\n]{0,200}\b(?:build|bud|bake)\b|\bkaniko\b|\bdocker_build\b/;

/** Steps whose folder or file only the run of the workflow knows, so that they are none of the known builds. */
const VARIABLE_BUILD = /^\s*(?:context|file):[^\n]*\$\{\{|\bdocker\b[^\n]*\bbuild\b[^\n]*\$\{?\w/m;

/** Bake's action reads the repository from its address since version 6, where no made file is. */
const REMOTE_BAKE = /\/bake-action@(?!v[1-5]\b)/;

/** A file that seems to build images, and is none of the builds that are known to; null without one. */
export function fileBuilder(surroundings: Surroundings, builds: readonly Build[]): string | null {
  const known = new Set(builds.map(({ place }) => place.path));
  const isBaked = builds.some(({ kind }) => kind === 'bake');
  const other = surroundings.files().find((path) => {
    if (!BUILDERS.test(path)) return false;
    const isWorkflow = path.includes('.github/workflows/');
    if ((known.has(path) && !isWorkflow) || /(?:compose|bake)[^/]*$/.test(path)) return false;
    const text = surroundings.text(path) ?? '';
    if (isWorkflow && isBaked && REMOTE_BAKE.test(text) && !/\bsource:\s*\.\s*$/m.test(text))
      return true;
    if (known.has(path)) return false;
    return isWorkflow ? BUILDS.test(text) && VARIABLE_BUILD.test(text) : BUILDS.test(text);
  });
  return other ?? null;
}
