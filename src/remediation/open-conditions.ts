import type { Finding } from '../findings/finding.ts';

/** Texts of the preconditions that are not known to hold. */
export function openConditions({ preconditions }: Finding): string[] {
  return preconditions.filter(({ state }) => state !== 'held').map(({ text }) => text);
}

/** Why a fix waits that is right only where these hold. */
export function openReason({ fix }: Finding, open: readonly string[]): string {
  const conditions = open.join('; ');
  return `it is not known whether this holds: ${conditions}; where it does: ${fix?.title ?? ''}`;
}
