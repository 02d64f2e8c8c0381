import type { Precondition } from '../rule.ts';
import { isSecretName } from '../secret-names.ts';
import { usesVariable } from '../secret-uses.ts';
import { contextFiles, contextText } from './context-files.ts';
import type { Split, SplitInput } from './recipe.ts';

/** Read by package managers and by the tools of a build, and by no program. */
const OF_BUILDS =
  /^(?:NPM_(?:AUTH_)?TOKEN|NODE_AUTH_TOKEN|YARN_(?:NPM_)?AUTH_TOKEN|CARGO_REGISTR(?:Y|IES_\w+)_TOKEN|(?:PIP|UV)_(?:EXTRA_)?INDEX_URL|UV_INDEX_\w+|POETRY_(?:HTTP_BASIC|PYPI_TOKEN)_\w+|COMPOSER_AUTH|NUGET_\w*(?:KEY|TOKEN|PASSWORD|CREDENTIALS?)\w*|VSS_NUGET_EXTERNAL_FEED_ENDPOINTS|SENTRY_AUTH_TOKEN|CODECOV_TOKEN)$/;

/** The split with the credentials that only its build uses left in the builder. */
export function withoutCredentials(input: SplitInput, split: Split): Split {
  const found = variablesBefore(input, split).filter((name) => isOfBuild(input, split, name));
  if (found.length === 0) return split;
  const preconditions = found
    .map((name) => readerCondition(input, name))
    .filter((one) => one !== null);
  return {
    ...split,
    buildOnly: new Set([...split.buildOnly, ...found]),
    preconditions: [...split.preconditions, ...preconditions],
  };
}

function variablesBefore({ stage }: SplitInput, { cut, buildOnly }: Split): string[] {
  const names = stage.instructions
    .filter(({ keyword, span }) => keyword === 'ENV' && span.start < cut.span.start)
    .flatMap(({ pairs }) => pairs.map(({ key }) => key.text));
  return [...new Set(names)].filter((name) => !buildOnly.has(name));
}

function isOfBuild(input: SplitInput, { cut }: Split, name: string): boolean {
  const { dockerfile, stage } = input;
  const texts = (isBefore: boolean) =>
    stage.instructions
      .filter(({ span }) => span.start < cut.span.start === isBefore)
      .map(({ keyword, span }) => ({ keyword, text: dockerfile.text.slice(span.start, span.end) }));
  if (texts(false).some(({ text }) => usesVariable(text, name))) return false;
  if (OF_BUILDS.test(name)) return true;
  const isUsed = texts(true).some(
    ({ keyword, text }) => keyword === 'RUN' && usesVariable(text, name),
  );
  return isSecretName(name) && isUsed && readerState(input, name) !== 'did not hold';
}

/** For a name that says less than those of package managers. */
function readerCondition(input: SplitInput, name: string): Precondition | null {
  if (OF_BUILDS.test(name)) return null;
  const text = `only the build reads \`${name}\`, which the new last stage does not set`;
  return { text, state: readerState(input, name) };
}

const MOST_FILES = 400;

/** What no program reads, or what only a build does. */
const NOT_READ =
  /(?:^|\/)(?:\.[^/]+|node_modules|vendor|Dockerfile[^/]*|[Mm]akefile)(?:\/|$)|\.(?:md|lock|sum|png|jpe?g|gif|ico|svg|woff2?|ttf|pdf|zip|gz|jar)$/;

/** Whether no file of the build context names the variable. */
function readerState(input: SplitInput, name: string): Precondition['state'] {
  const context = contextFiles(input);
  const paths = context?.paths.filter((path) => !NOT_READ.test(path)) ?? [];
  if (context === null || paths.length === 0 || paths.length > MOST_FILES) return 'unknown';
  const texts = paths.map((path) => contextText(context, path));
  if (texts.some((text) => text?.includes(name) === true)) return 'did not hold';
  return texts.includes(null) ? 'unknown' : 'held';
}
