import type { Vulnerability } from '../../findings/scan-report.ts';
import type {
  CandidateAssessment,
  TracedVulnerability,
} from '../../findings/traced-vulnerability.ts';
import { vulnerabilityKey } from '../../findings/traced-vulnerability.ts';

/** How much is gained, the most important first; compared number by number. */
export type Gain = readonly number[];

/** How many of the numbers decide: exploited, critical, high. */
const DECIDING = 3;

/**
 * What an option fixes, less what it brings: counts of exploited, critical and high ones, then the sum of
 * EPSS of the others and their counts. Silenced ones count for nothing. Null where it brings as much as
 * it fixes, or fixes nothing.
 */
export function gainOf(
  { fixed, introduced }: CandidateAssessment,
  vulnerabilities: readonly TracedVulnerability[],
): Gain | null {
  const gone = vulnerabilities
    .filter(({ silencedBy }) => silencedBy === null)
    .map(({ vulnerability }) => vulnerability)
    .filter((one) => fixed.has(vulnerabilityKey(one)));
  if (gone.length === 0) return null;
  const brought = weigh(introduced ?? []);
  const gain = weigh(gone).map((number, index) => number - (brought[index] ?? 0));
  return compareGains(gain, []) > 0 ? gain : null;
}

/**
 * Positive when `a` is the larger one. By exploited, critical and high ones alone, unless there are none:
 * a larger change is not worth it for what hardly matters.
 */
export function compareWhatMatters(a: Gain, b: Gain): number {
  const order = compareGains(a.slice(0, DECIDING), b.slice(0, DECIDING));
  const matters = [...a.slice(0, DECIDING), ...b.slice(0, DECIDING)].some((one) => one !== 0);
  return order !== 0 || matters ? order : compareGains(a, b);
}

/** What of some vulnerabilities decides: the exploited, critical and high ones, else all of them. */
export function whatMatters(
  vulnerabilities: readonly TracedVulnerability[],
): readonly TracedVulnerability[] {
  const deciding = vulnerabilities.filter(
    ({ vulnerability: { severity, isKnownExploited } }) =>
      isKnownExploited === true || severity === 'critical' || severity === 'high',
  );
  return deciding.length > 0 ? deciding : vulnerabilities;
}

function compareGains(a: Gain, b: Gain): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function weigh(vulnerabilities: readonly Vulnerability[]): number[] {
  const count = (severity: Vulnerability['severity']) =>
    vulnerabilities.filter((one) => one.severity === severity).length;
  const exploited = vulnerabilities.filter((one) => one.isKnownExploited === true).length;
  const minor = vulnerabilities.filter(({ severity }) => !['critical', 'high'].includes(severity));
  let epss = 0;
  for (const one of minor) epss += one.epss ?? 0;
  return [
    exploited,
    count('critical'),
    count('high'),
    // To four digits, as FIRST publishes it: sums of fractions differ in their last digits.
    Math.round(epss * 10_000),
    count('medium'),
    count('low'),
    count('info'),
  ];
}
