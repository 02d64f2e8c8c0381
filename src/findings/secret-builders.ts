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
