import { vulnerabilityKey } from '../findings/traced-vulnerability.ts';
import type { CuredFinding } from './patch.ts';

/** A finding, and the file that it is in. */
interface PlacedFinding extends Pick<CuredFinding, 'rule' | 'line' | 'traced'> {
  readonly path: string;
}

/**
 * Tells findings apart across the patches of one repository, each with lines of the file as it was;
 * of what scanners reported, one line may have many.
 */
export function placeKey({ rule, path, line, traced }: PlacedFinding): string {
  const place = [rule, path, line];
  if (traced !== null) place.push(vulnerabilityKey(traced.vulnerability));
  return place.join('\t');
}
