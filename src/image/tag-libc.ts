import { catalogueFacts } from './catalogue.ts';
import type { ImageFacts } from './facts.ts';
import { parseReference } from './reference.ts';
import { libcOf } from './tag-distribution.ts';
import type { Tag } from './tag.ts';

/** What the catalogue knows of a tag of an image. */
export function factsOf(name: string, tag: string): ImageFacts | null {
  const reference = parseReference(`${name}:${tag}`);
  return reference === null ? null : catalogueFacts(reference);
}

/** The C library that a tag names, by its own word or by its distribution; null when it names none. */
export function namedLibc({ words, distribution }: Tag): 'glibc' | 'musl' | null {
  if (words.includes('musl')) return 'musl';
  if (words.includes('glibc')) return 'glibc';
  return distribution === null ? null : libcOf(distribution.family);
}
