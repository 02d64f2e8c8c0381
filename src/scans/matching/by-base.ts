import { parseReference } from '../../image/reference.ts';
import type { Candidate, MatchSubject } from './candidate.ts';
import { likenessOf } from './image-name.ts';

/** A file that is built on the scanned image, and the name that it gives to it. */
export interface BaseCandidate extends Candidate {
  readonly base: string;
}

/** The files in which a FROM names exactly the scanned image: by digest, or by its whole reference. */
export function byBase(subject: MatchSubject): readonly BaseCandidate[] {
  return subject.context.dockerfiles.flatMap((file) => {
    const bases = file.uses.flatMap(({ role, resolved }) =>
      role === 'base' && resolved !== null ? [resolved] : [],
    );
    return [...new Set(bases)]
      .filter((base) => parseReference(base) !== null && likenessOf(base, subject) === 'exact')
      .map((base): BaseCandidate => {
        const because = `it is the image that FROM names (${base})`;
        return { file, role: 'base', target: null, because, base };
      });
  });
}
