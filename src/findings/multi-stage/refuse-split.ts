import { parseReference } from '../../image/reference.ts';
import { flagValue } from '../copies.ts';
import type { Split, SplitInput, Unsplit } from './recipe.ts';

/** What holds in any language: why a split that a recipe worked out must be left to a person. */
export function refuseSplit(input: SplitInput, split: Split): Unsplit | null {
  const left =
    strangeImage(input, split) ??
    lostTarget(input) ??
    hiddenTriggers(input) ??
    otherShell(input, split) ??
    otherPlatform(input) ??
    userInBuild(input, split) ??
    unknownDirectory(input, split);
  if (left === null) return null;
  return {
    tools: split.tools,
    left: `${left}; ${adviceOf(split)}`,
    preconditions: split.preconditions,
  };
}

/** What to do by hand, as the end of a reason. */
export function adviceOf({
  runtime,
  copies,
  onPath = [],
}: Pick<Split, 'runtime' | 'copies' | 'onPath'>): string {
  const pairs = [
    ...copies.map((path) => `${path} ${path}`),
    ...onPath.map((path) => `${path} /usr/local/bin/`),
  ];
  const paths = pairs.map((pair) => `\`COPY --from=build ${pair}\``).join(' and ');
  return `once that is clear, name this stage \`build\` and ship a second one, \`FROM ${runtime}\`, with ${paths}`;
}

function strangeImage({ facts }: SplitInput, { runtime }: Split): string | null {
  const reference = parseReference(runtime);
  if (reference === null) return `\`${runtime}\` is no image name`;
  if (!facts.isAllowed(reference)) return `the configuration does not allow \`${runtime}\``;
  const ended = facts.lifecycles(reference).find(({ isEnded }) => isEnded);
  return ended === undefined
    ? null
    : `\`${runtime}\` would be the image to ship, and ${ended.product} ${ended.cycle} gets no security fixes any more: take a newer base first`;
}

/** A name that builds ask for would be that of the builder. */
function lostTarget({ facts, stage }: SplitInput): string | null {
  if (stage.name === null) return null;
  const build = facts
    .surroundings()
    ?.builds()
    .find(({ target }) => target?.toLowerCase() === stage.name);
  return build === undefined
    ? null
    : `${build.place.path} line ${build.place.line} builds the stage \`${stage.name}\` by its name`;
}

function hiddenTriggers({ stage }: SplitInput): string | null {
  return stage.instructions.some(({ keyword }) => keyword === 'ONBUILD')
    ? 'its ONBUILD triggers are for images that are built on this one, and may need the tools'
    : null;
}

function otherShell({ facts, stage }: SplitInput, { cut, runtime }: Split): string | null {
  const shell = stage.instructions.find(
    ({ keyword, span }) => keyword === 'SHELL' && span.start < cut.span.start,
  );
  const program = shell?.arguments[0]?.text ?? '/bin/sh';
  const reference = parseReference(runtime);
  const isThere =
    reference !== null && facts.image(reference).bash === true && /\/bash$/.test(program);
  return program.endsWith('/sh') || isThere
    ? null
    : `its SHELL \`${program}\` may be missing in \`${runtime}\``;
}

function otherPlatform({ stage }: SplitInput): string | null {
  const platform = flagValue(stage.from, 'platform');
  return platform?.includes('$') === true
    ? `the platform \`${platform}\` of this stage may be that of the builder, and the runtime needs the target's`
    : null;
}

/** What another user builds belongs to that user, who may not exist in the runtime image. */
function userInBuild({ stage }: SplitInput, { cut }: Split): string | null {
  const user = stage.instructions.find(
    ({ keyword, span }) => keyword === 'USER' && span.start < cut.span.start,
  );
  const isRoot = user === undefined || /^(?:root|0)(?::|$)/.test(user.body.text.trim());
  return isRoot
    ? null
    : `\`USER ${user.body.text.trim()}\` stands before the build, and the runtime stage needs that user too`;
}

function unknownDirectory({ facts }: SplitInput, { cut }: Split): string | null {
  const { workdir } = facts.before(cut);
  return workdir === 'unknown' || workdir?.includes('$') === true
    ? 'the directory in which the program starts is not known'
    : null;
}
