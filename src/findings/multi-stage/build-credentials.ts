import type { Instruction, Pair } from '../../dockerfile/model.ts';
import { programNames } from '../program-variables.ts';
import type { Precondition } from '../rule.ts';
import { isSecretName } from '../secret-names.ts';
import { usesVariable } from '../secret-uses.ts';
import type { Split, SplitInput } from './recipe.ts';

/** Read by package managers and by the tools of a build, and by no program that does not name them. */
const OF_PACKAGES =
  /^(?:NPM_(?:AUTH_)?TOKEN|NODE_AUTH_TOKEN|YARN_(?:NPM_)?AUTH_TOKEN|CARGO_REGISTR(?:Y|IES_\w+)_TOKEN|(?:PIP|UV)_(?:EXTRA_)?INDEX_URL|UV_INDEX_\w+|POETRY_(?:HTTP_BASIC|PYPI_TOKEN)_\w+|COMPOSER_AUTH|NUGET_\w*(?:KEY|TOKEN|PASSWORD|CREDENTIALS?)\w*|VSS_NUGET_EXTERNAL_FEED_ENDPOINTS|SENTRY_AUTH_TOKEN|CODECOV_TOKEN)$/;

/** Starts of names of credentials for registries of packages and for sources. */
const OF_BUILDS =
  /^(?:NPM|NODE_AUTH|YARN|PNPM|PIP|PYPI|POETRY|UV|TWINE|GEM|BUNDLE|COMPOSER|NUGET|MAVEN|MVN|GRADLE|CARGO|GO|GIT|GITHUB|GITLAB|GH|ARTIFACTORY|NEXUS|JFROG)_/;

/** What asks a registry or a server of sources, and may read a credential that it does not name. */
const ASKING =
  /\b(?:npm|npx|yarn|pnpm|pip3?|uv|poetry|gem|bundle|composer|dotnet|nuget|mvnw?|gradlew?|cargo|go|git|gh)\b/;

/** Instructions in front of the cut that the image that is shipped does not get as they are. */
const OF_BUILDER = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'ARG', 'ENV']);

/**
 * The split with the credentials that only its build uses left in the builder. Those that the shipped stage,
 * its command or a source of the program names are not among them.
 */
export function withoutCredentials(input: SplitInput, split: Split): Split {
  const found = unusedBehind(input, split, credentialsBefore(input, split));
  const states = Array.from(found, (name) => ({
    name,
    ...programNames(input.dockerfile, input.facts, name),
  })).filter(({ file }) => file === null);
  const kept = unusedBehind(input, split, new Set(states.map(({ name }) => name)));
  if (kept.size === 0) return split;
  const preconditions = states
    .filter(({ name }) => kept.has(name) && !OF_PACKAGES.test(name))
    .map(({ name, state }): Precondition => {
      return {
        text: `only the build reads \`${name}\`, which the new last stage does not set`,
        state,
      };
    });
  return {
    ...split,
    buildOnly: new Set([...split.buildOnly, ...kept]),
    preconditions: [...split.preconditions, ...preconditions],
  };
}

/** Variables of ENV whose names or uses say that the build authenticates with them. */
function credentialsBefore(input: SplitInput, { cut, buildOnly }: Split): ReadonlySet<string> {
  const before = input.stage.instructions.filter(({ span }) => span.start < cut.span.start);
  const runs = before.filter(({ keyword }) => keyword === 'RUN').map((one) => textOf(input, one));
  const pairs = before.filter(({ keyword }) => keyword === 'ENV').flatMap((one) => one.pairs);
  const isCredential = ({ key: { text: name }, value }: Pair) => {
    if (OF_PACKAGES.test(name)) return isSecretName(name) || /[@${]/.test(value?.text ?? '');
    const isOfBuild = OF_BUILDS.test(name) || runs.some((text) => usesVariable(text, name));
    return isSecretName(name) && isOfBuild;
  };
  return new Set(
    pairs
      .filter((pair) => !buildOnly.has(pair.key.text) && isCredential(pair))
      .map(({ key }) => key.text),
  );
}

/** Those that nothing in the shipped stage names, another variable of it neither. */
function unusedBehind(
  input: SplitInput,
  { cut, repeated, buildOnly }: Split,
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const { instructions } = input.stage;
  const isBehind = ({ span }: Instruction) => span.start >= cut.span.start;
  const shipped = instructions.filter((one) => isBehind(one) || !OF_BUILDER.has(one.keyword));
  const texts = [...shipped, ...repeated].map((one) => textOf(input, one));
  const isAsked = [...instructions.filter(isBehind), ...repeated].some((one) => {
    return one.keyword === 'RUN' && ASKING.test(textOf(input, one));
  });
  const settings = instructions.filter((one) => one.keyword === 'ENV' && !isBehind(one));
  let kept = new Set(names);
  for (let size = -1; size !== kept.size;) {
    size = kept.size;
    const others = settings.flatMap(({ pairs }) =>
      pairs
        .filter(({ key }) => !kept.has(key.text) && !buildOnly.has(key.text))
        .map(({ value }) => value?.text ?? ''),
    );
    kept = new Set(
      Array.from(kept).filter((name) => {
        if (isAsked && (OF_PACKAGES.test(name) || OF_BUILDS.test(name))) return false;
        const isNamed = texts.some((text) => text.includes(name));
        return !isNamed && !others.some((text) => usesVariable(text, name));
      }),
    );
  }
  return kept;
}

function textOf({ dockerfile }: SplitInput, { span }: Instruction): string {
  return dockerfile.text.slice(span.start, span.end);
}
