import { editImage } from '../dockerfile/image-edit.ts';
import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { effectiveTag, parseReference, printReference } from '../image/reference.ts';
import type { PlannedUse } from './planned-use.ts';
import { useKey } from './planned-use.ts';
import type { ImageUnit } from './unit.ts';

/** Stands for any digest. */
const SOME_DIGEST = `sha256:${'0'.repeat(64)}`;

/**
 * Tells whether a digest can be written beside the tag, in every place where the file uses the image:
 * behind `node:${V}` it would make a build argument have no effect.
 */
export function pinJudge(
  uses: readonly PlannedUse[],
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): (unit: ImageUnit) => boolean {
  const unpinnable = new Set<string>();
  for (const { path, reference } of uses) {
    const dockerfile = dockerfiles.get(path);
    if (dockerfile === undefined) continue;
    if (!canPinIn(dockerfile, reference)) unpinnable.add(useKey(path, reference));
  }
  return (unit) => !unpinnable.has(unit.key);
}

function canPinIn(dockerfile: Dockerfile, reference: string): boolean {
  const image = parseReference(reference);
  if (image === null || image.digest !== null) return true;
  const target = printReference({ ...image, tag: effectiveTag(image), digest: SOME_DIGEST });
  return imageUses(dockerfile)
    .filter(({ resolved }) => resolved === reference)
    .every((use) => editImage(dockerfile, use, target) !== null);
}
