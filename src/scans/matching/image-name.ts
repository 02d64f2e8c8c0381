import { effectiveTag, fullName, parseReference } from '../../image/reference.ts';
import type { ImageReference } from '../../image/reference.ts';
import type { MatchSubject } from './candidate.ts';

/** `exact`: the same tag or digest; `any-tag`: one of the two has none; `other-tag`: the same repository. */
export type NameLikeness = 'exact' | 'any-tag' | 'other-tag';

const ORDER: readonly NameLikeness[] = ['exact', 'any-tag', 'other-tag'];

/** How the name of an image in a file of the repository is like those of the scanned one; null when it is another. */
export function likenessOf(text: string, subject: MatchSubject): NameLikeness | null {
  const named = parseReference(text);
  if (named === null) return null;
  const found = subject.references
    .filter((reference) => fullName(reference) === fullName(named))
    .map((reference) => compare(named, reference, subject));
  return ORDER.find((likeness) => found.includes(likeness)) ?? null;
}

function compare(
  named: ImageReference,
  reference: ImageReference,
  subject: MatchSubject,
): NameLikeness {
  if (named.digest !== null) return hasDigest(named.digest, subject) ? 'exact' : 'other-tag';
  const tag = effectiveTag(reference);
  if (tag !== null && effectiveTag(named) === tag) return 'exact';
  return named.tag === null || tag === null ? 'any-tag' : 'other-tag';
}

function hasDigest(digest: string, { target, references }: MatchSubject): boolean {
  return target.digests.includes(digest) || references.some((one) => one.digest === digest);
}
