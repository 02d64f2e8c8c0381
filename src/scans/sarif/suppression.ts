import { ownText } from '../vocabulary/own-field.ts';

const LONGEST_REASON = 1_000;

/**
 * Why a result is suppressed, in words; null when it is not: there must be a suppression, and none that is
 * still under review or rejected (SARIF 2.1.0, sections 3.27.23 and 3.35).
 */
export function suppressionOf(suppressions: readonly unknown[]): string | null {
  if (suppressions.length === 0) return null;
  const isAccepted = suppressions.every(
    (one) => (ownText(one, 'status') ?? 'accepted') === 'accepted',
  );
  if (!isAccepted) return null;
  const reasons = suppressions.flatMap((one) => ownText(one, 'justification')?.trim() ?? []);
  const isInSource = suppressions.some((one) => ownText(one, 'kind') === 'inSource');
  const without = isInSource ? 'suppressed in the source' : 'suppressed outside of the source';
  return (reasons[0] ?? without).slice(0, LONGEST_REASON);
}
