import type { Mirror } from '../findings/organisation-policy.ts';
import type { ImageReference } from '../image/reference.ts';
import { parseReference, printReference } from '../image/reference.ts';
import type { ImageKnowledge } from './image-knowledge.ts';

/** The same knowledge, also of images that are taken from a mirror: they are what they mirror. */
export function throughMirrors(images: ImageKnowledge, mirrors: readonly Mirror[]): ImageKnowledge {
  if (mirrors.length === 0) return images;
  const original = (reference: ImageReference) => originalOf(reference, mirrors) ?? reference;
  return {
    ...images,
    facts: (reference) => images.facts(original(reference)),
    lifecycles: (reference) => images.lifecycles(original(reference)),
  };
}

/** Null for an image that comes from no mirror. */
export function originalOf(
  reference: ImageReference,
  mirrors: readonly Mirror[],
): ImageReference | null {
  const name = `${reference.registry}/${reference.repository}`;
  const mirror = mirrors.find(({ to }) => name.startsWith(to));
  if (mirror === undefined) return null;
  const written = `${mirror.from}${name.slice(mirror.to.length)}`;
  return parseReference(printReference({ ...reference, written }));
}
