import { catalogueFacts } from '../image/catalogue.ts';
import { distributionLifecycleOf, lifecycleOf } from '../image/lifecycle.ts';
import type { LifecycleState } from '../image/lifecycle-state.ts';
import { parseReference, printReference } from '../image/reference.ts';
import { remembered } from '../image/remembered.ts';
import { foreignReason } from '../upgrades/foreign-image.ts';
import type { AllowedImages } from '../upgrades/foreign-image.ts';
import { knowing } from './image-knowledge.ts';
import type { ImageKnowledge } from './image-knowledge.ts';

const MOST_REMEMBERED = 500;

/** What is known on a day, `YYYY-MM-DD`, without asking anybody. */
export function shippedKnowledge(allowed: AllowedImages, today: string): ImageKnowledge {
  const lifecycles = remembered(MOST_REMEMBERED, (text) => lifecyclesOf(text, today));
  return knowing({
    facts: catalogueFacts,
    lifecycles: (reference) => lifecycles(printReference(reference)),
    isAllowed: (reference) => foreignReason(allowed, reference) === null,
  });
}

function lifecyclesOf(text: string, today: string): readonly LifecycleState[] {
  const reference = parseReference(text);
  if (reference === null) return [];
  const states = [lifecycleOf(reference, today), distributionLifecycleOf(reference, today)];
  return states.filter((state) => state !== null);
}
