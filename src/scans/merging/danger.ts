import type { Vulnerability } from '../../findings/scan-report.ts';
import { SEVERITIES } from '../../findings/severity.ts';

/** One number for the order of vulnerabilities: exploited ones first, then by severity, then by EPSS. */
export function dangerOf({ isKnownExploited, severity, epss }: Vulnerability): number {
  const exploited = isKnownExploited === true ? SEVERITIES.length : 0;
  const severe = SEVERITIES.length - 1 - SEVERITIES.indexOf(severity);
  // Less than one, so that it never outweighs a severity.
  const likely = Math.min(Math.max(epss ?? 0, 0), 1) * 0.99;
  return exploited + severe + likely;
}
