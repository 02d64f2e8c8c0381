import { UNKNOWN_IMAGE } from '../image/facts.ts';
import type { ImageFacts } from '../image/facts.ts';
import type { LifecycleState } from '../image/lifecycle-state.ts';
import type { ImageReference } from '../image/reference.ts';
import type { ImageOutlook } from '../image/upgrade.ts';

/** What is known about images beyond the text of a Dockerfile. */
export interface ImageKnowledge {
  /** `UNKNOWN_IMAGE` when nothing is known. */
  readonly facts: (reference: ImageReference) => ImageFacts;
  readonly lifecycles: (reference: ImageReference) => readonly LifecycleState[];
  /** `path` is that of the Dockerfile, `reference` is resolved; null when no registry was asked. */
  readonly outlook: (path: string, reference: string) => ImageOutlook | null;
  readonly isAllowed: (reference: ImageReference) => boolean;
}

const NOTHING: ImageKnowledge = {
  facts: () => UNKNOWN_IMAGE,
  lifecycles: () => [],
  outlook: () => null,
  isAllowed: () => true,
};

/** Knowledge of some kinds, and none of the others; without a list, every image is allowed. */
export function knowing(some: Partial<ImageKnowledge>): ImageKnowledge {
  return { ...NOTHING, ...some };
}
