import { vulnerabilityKey } from '../../findings/traced-vulnerability.ts';
import type {
  BaseAssessment,
  CandidateAssessment,
  TracedVulnerability,
} from '../../findings/traced-vulnerability.ts';
import { isSameMove } from '../../image/upgrade.ts';
import type { UpgradeCandidate } from '../../image/upgrade.ts';
import type { Preference } from '../preference.ts';
import { compareWhatMatters, gainOf } from './gain.ts';

/**
 * What an image should become instead of what the policy chose: null where that fixes as much of what
 * matters, or where nothing needs to be taken. An image has one move.
 */
export function preferenceFor(
  { best, options }: Pick<BaseAssessment, 'best' | 'options'>,
  chosen: UpgradeCandidate | null,
  vulnerabilities: readonly TracedVulnerability[],
): Preference | null {
  const gain = best === null ? null : gainOf(best, vulnerabilities);
  if (best === null || best.candidate === null || gain === null) return null;
  const taken = options.find(({ candidate }) => isSameMove(candidate, chosen));
  const own = taken === undefined ? null : gainOf(taken, vulnerabilities);
  if (own !== null && compareWhatMatters(own, gain) >= 0) return null;
  return { reference: best.candidate.reference, reason: reasonFor(best, vulnerabilities) };
}

function reasonFor(
  { fixed }: CandidateAssessment,
  vulnerabilities: readonly TracedVulnerability[],
): string {
  const counting = vulnerabilities.filter(({ silencedBy }) => silencedBy === null);
  const keys = counting.map(({ vulnerability }) => vulnerabilityKey(vulnerability));
  const gone = keys.filter((key) => fixed.has(key)).length;
  return `it fixes ${gone} of ${keys.length} vulnerabilities that scanners found in the present one`;
}
