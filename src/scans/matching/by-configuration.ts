import { builtFrom } from './candidate.ts';
import type { Candidate, MatchSubject } from './candidate.ts';
import { likenessOf } from './image-name.ts';

const BECAUSE = 'the configuration says so';

/** What `images` of the configuration says: an entry with the tag of the image before one without a tag. */
export function byConfiguration(subject: MatchSubject): readonly Candidate[] {
  const likeness = subject.context.images.map((entry) => ({
    entry,
    like: likenessOf(entry.image, subject),
  }));
  const exact = likeness.filter(({ like }) => like === 'exact');
  const named = exact.length > 0 ? exact : likeness.filter(({ like }) => like === 'any-tag');
  return named.flatMap(({ entry: { dockerfile, target } }) => {
    const file = subject.fileAt(dockerfile);
    return file === undefined ? [] : [builtFrom(file, target ?? null, BECAUSE)];
  });
}
