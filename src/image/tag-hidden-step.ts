import { factsOf } from './tag-libc.ts';
import type { Line } from './tag-line.ts';
import type { Tag } from './tag.ts';

/** What the catalogue says moves although the tag does not say it. */
export type HiddenStep = 'distribution' | 'other-libc';

/**
 * Tells what moves without a word in the tag: from 10 on, the .NET images stand on Ubuntu. The catalogue
 * is asked once for each line of releases.
 */
export function hiddenStepOf({ from, name }: Line): (to: Tag) => HiddenStep | null {
  if (from.distribution !== null || from.version === null) return () => null;
  const own = factsOf(name, from.text);
  const known = new Map<string, HiddenStep | null>();
  return (to) => {
    const line = to.version?.slice(0, 2).join('.') ?? '';
    const found = known.get(line);
    if (found !== undefined) return found;
    const facts = factsOf(name, to.text);
    const step = stepOf(own?.libc, facts?.libc, own?.distribution, facts?.distribution);
    known.set(line, step);
    return step;
  };
}

function stepOf(
  fromLibc: string | undefined,
  toLibc: string | undefined,
  fromDistribution: string | undefined,
  toDistribution: string | undefined,
): HiddenStep | null {
  if (isOther(fromLibc, toLibc)) return 'other-libc';
  return isOther(fromDistribution, toDistribution) ? 'distribution' : null;
}

function isOther(from: string | undefined, to: string | undefined): boolean {
  const isKnown = (value: string | undefined) => value !== undefined && value !== 'unknown';
  return isKnown(from) && isKnown(to) && from !== to;
}
