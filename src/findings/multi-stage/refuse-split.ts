import type { LifecycleState } from '../../image/lifecycle-state.ts';
import { parseReference } from '../../image/reference.ts';
import { flagValue } from '../copies.ts';
import { adviceOf } from './advice.ts';
import { lostFiles } from './lost-files.ts';
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
    unknownDirectory(input, split) ??
    lostFiles(input, split);
  if (left === null) return null;
  return {
    tools: split.tools,
    left: `${left}; ${adviceOf(split)}`,
    preconditions: split.preconditions,
  };
}

function strangeImage({ facts, base }: SplitInput, { runtime, runs }: Split): string | null {
  const reference = parseReference(runtime);
  if (reference === null) return `\`${runtime}\` is no image name`;
  if (!facts.isAllowed(reference)) return `the configuration does not allow \`${runtime}\``;
  // What the builder's image has as well makes nothing worse, but archives of old releases close.
  const old = facts.lifecycles(base).filter(({ isEnded }) => isEnded);
  const ended = facts
    .lifecycles(reference)
    .find(
      (now) =>
        now.isEnded &&
        !old.some((was) => isSameCycle(was, now) && (runs.length === 0 || !isSystem(was))),
    );
  return ended === undefined
    ? null
    : `\`${runtime}\` would be the image to ship, and ${ended.product} ${ended.cycle} gets no security fixes any more: take a newer base first`;
}

function isSystem({ product }: LifecycleState): boolean {
  return product === 'debian' || product === 'ubuntu' || product === 'alpine';
}

function isSameCycle(one: LifecycleState, other: LifecycleState): boolean {
  return one.product === other.product && one.cycle === other.cycle;
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
