import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { catalogueName } from '../image/catalogue-name.ts';
import { parseReference } from '../image/reference.ts';

/** The stage and those that it is built on, nearest first. */
export function stageChain(stage: Stage): Stage[] {
  return stage.parent === null ? [stage] : [stage, ...stageChain(stage.parent)];
}

/** The catalogue's name of the image at the bottom of a stage: `node`; null when it is not known. */
export function baseImageName(dockerfile: Dockerfile, stage: Stage): string | null {
  const bottom = stageChain(stage).at(-1);
  const use = imageUses(dockerfile).find((found) => {
    return found.role === 'base' && found.stage === bottom?.index;
  });
  const resolved = use?.resolved ?? null;
  const reference = resolved === null ? null : parseReference(resolved);
  return reference === null ? null : catalogueName(reference);
}
