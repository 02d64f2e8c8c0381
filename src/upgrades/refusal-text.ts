import type { TagRefusal } from '../image/tag-refusal.ts';

const TEXTS: Readonly<Record<TagRefusal, string>> = {
  same: 'it is the present tag',
  older: 'it is older than the present tag',
  'pre-release': 'it is a pre-release',
  'not-long-support': 'it is no release with long support',
  'other-variant': 'it is another variant of the image',
  'other-prefix': 'its version is written with another prefix',
  'other-precision': 'it names the version with more or fewer numbers',
  'other-libc': 'it has another C library',
  'other-scheme': 'its versions are counted in another way',
  rolling: 'it names a version, and the present tag means whatever is current',
  'hash-like': 'it names a commit',
  'not-a-version': 'it names no version',
};

/** Why a tag does not follow the present one: one clause without a final dot. */
export function refusalText(refusal: TagRefusal): string {
  return TEXTS[refusal];
}
