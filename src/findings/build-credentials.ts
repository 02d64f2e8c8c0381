import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { programNames } from './program-variables.ts';
import type { Facts } from './rule.ts';
import { isSecretName } from './secret-names.ts';
import { usesVariable } from './secret-uses.ts';

/** Names of credentials for registries of packages and for sources, which only a build asks. */
const OF_BUILDS =
  /^(?:NPM|NODE_AUTH|YARN|PNPM|PIP|PYPI|POETRY|UV|TWINE|GEM|BUNDLE|COMPOSER|NUGET|MAVEN|MVN|GRADLE|CARGO|GO|GIT|GITHUB|GITLAB|GH|ARTIFACTORY|NEXUS|JFROG)_/;

/**
 * Variables of ENV in front of the cut that hold credentials and that only the build reads: an image that is
 * shipped must not have them. Those that an instruction behind the cut, a command of the image or a source of
 * the program names are not among them.
 */
export function buildCredentials(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  cut: Instruction,
): ReadonlySet<string> {
  const found = new Set<string>();
  const isBefore = ({ span }: Instruction) => span.start < cut.span.start;
  const runs = stage.instructions.filter((one) => one.keyword === 'RUN' && isBefore(one));
  const others = stage.instructions.filter((one) => {
    return !isBefore(one) || /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(one.keyword);
  });
  const textOf = ({ span }: Instruction) => dockerfile.text.slice(span.start, span.end);
  for (const { keyword, pairs } of stage.instructions.filter(isBefore)) {
    if (keyword !== 'ENV') continue;
    for (const { key } of pairs) {
      const name = key.text;
      if (!isSecretName(name) || others.some((one) => textOf(one).includes(name))) continue;
      const isBuilt = OF_BUILDS.test(name) || runs.some((one) => usesVariable(textOf(one), name));
      if (isBuilt && programNames(dockerfile, facts, name).file === null) found.add(name);
    }
  }
  return found;
}
