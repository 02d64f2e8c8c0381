import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import { copiesOf, flagValue } from '../copies.ts';
import type { Copy } from '../copies.ts';
import { isWithin } from '../shipped-stages.ts';
import type { Split, SplitInput } from './recipe.ts';
import { lineOf } from './stage-runs.ts';

/** Why files that the running program has today could be missing or belong to somebody else: one clause. */
export function lostFiles(input: SplitInput, split: Split): string | null {
  const copies = copiesOf(input.dockerfile).filter(
    ({ instruction, stage }) =>
      stage === input.stage && instruction.span.start < split.cut.span.start,
  );
  return (
    unpacked(input, copies) ??
    namedOwner(input, split, copies) ??
    wholeSystemFolder(split) ??
    inVolume(input, split) ??
    underMount(input, split)
  );
}

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.\w+)$/i;

/** ADD brings the files of an archive, whose names nothing here tells, and those of an address. */
function unpacked(input: SplitInput, copies: readonly Copy[]): string | null {
  for (const { instruction, sources } of copies) {
    const source = sources.find(
      ({ path }) => ARCHIVE.test(path) || /^(?:\w+:\/\/|git@)/.test(path),
    );
    if (instruction.keyword !== 'ADD' || source === undefined) continue;
    return `line ${lineOf(input, instruction)} adds \`${source.path}\`, and which files that brings is not in the file`;
  }
  return null;
}

/** The users of two images have the same numbers only where one is made from the other. */
function namedOwner(input: SplitInput, { runtime }: Split, copies: readonly Copy[]): string | null {
  for (const { instruction } of copies) {
    const owner = flagValue(instruction, 'chown') ?? '0';
    const isSame = runtime.startsWith(`${input.base.written}:`) && owner.startsWith(input.image);
    if (/^(?:root|\d+)(?::(?:root|\d+))?$/.test(owner) || isSame) continue;
    return `line ${lineOf(input, instruction)} gives files to \`${owner}\`, who may have another number in \`${runtime}\``;
  }
  return null;
}

/** Folders that every image has: taken whole, those of the builder would cover those of the runtime image. */
const SYSTEM_FOLDER =
  /^\/(?:|bin|sbin|lib\d*|etc|opt|home|root|run|srv|var|tmp|usr|usr\/(?:s?bin|lib\d*|share|local|local\/(?:sbin|lib|share|etc)))$/;

function wholeSystemFolder({ copies }: Split): string | null {
  const folder = copies.find((path) => SYSTEM_FOLDER.test(path));
  return folder === undefined
    ? null
    : `files are copied into \`${folder}\`, where the image has files of its own`;
}

function inVolume({ facts, stage }: SplitInput, { copies }: Split): string | null {
  const volume = facts
    .result(stage)
    .volumes.find((one) =>
      copies.some((path) => isWithin(path, resolveDirectory('/', one, false))),
    );
  return volume === undefined ? null : `its VOLUME \`${volume}\` holds the program`;
}

/** A folder of the host over the program is how developers run an image, with the tools in it. */
function underMount({ facts }: SplitInput, { copies }: Split): string | null {
  for (const { mounts, place } of facts.surroundings()?.workloads() ?? []) {
    for (const { source, path, line } of mounts) {
      const covered = copies.find((copied) => isWithin(copied, path));
      if (source !== 'bind' || covered === undefined) continue;
      return `${place.path} line ${line} mounts a folder of the host over \`${covered}\`, so that the image is run for development`;
    }
  }
  return null;
}
