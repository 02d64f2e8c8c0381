import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { imageUses } from '../../dockerfile/image-uses.ts';
import { catalogueName } from '../../image/catalogue-name.ts';
import { parseReference } from '../../image/reference.ts';
import type { Facts } from '../rule.ts';
import { withoutCredentials } from './build-credentials.ts';
import { isSplit } from './recipe.ts';
import type { Recipe, Split, SplitInput, Unsplit } from './recipe.ts';
import { refuseSplit } from './refuse-split.ts';

/** What the one stage of a file builds and ships, and how it could be two. */
export interface FoundSplit {
  readonly input: SplitInput;
  readonly answer: Split | Unsplit;
}

/** Null for files with several stages, and for those in which no recipe recognises a build. */
export function findSplit(
  dockerfile: Dockerfile,
  facts: Facts,
  recipes: readonly Recipe[],
): FoundSplit | null {
  const [stage, ...others] = dockerfile.stages;
  if (stage === undefined || others.length > 0 || dockerfile.escape === '`') return null;
  const base = baseOf(dockerfile, stage);
  if (base === null || facts.base(stage).os === 'windows') return null;
  const input = { dockerfile, facts, stage, base, image: catalogueName(base) };
  for (const recipe of recipes) {
    const answer = recipe.split(input);
    if (answer === null) continue;
    if (!isSplit(answer)) return { input, answer };
    const split = withoutCredentials(input, answer);
    return { input, answer: refuseSplit(input, split) ?? split };
  }
  return null;
}

function baseOf(dockerfile: Dockerfile, { index }: Stage): SplitInput['base'] | null {
  const use = imageUses(dockerfile).find(({ role, stage }) => role === 'base' && stage === index);
  return parseReference(use?.resolved ?? '');
}
