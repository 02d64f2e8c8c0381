import type { AppliedFix, LeftFix } from './patch.ts';

/** A fix that a build speaks against, as a finding that is left; nothing without a reason. */
export function leftBecause(
  { rule, line, safety, fix, cures }: AppliedFix,
  reason: string | undefined,
): LeftFix[] {
  if (reason === undefined) return [];
  const { traced = null, severity = 'info' } = cures[0] ?? {};
  const { preconditions = [] } = fix;
  const found = { rule, severity, line, traced };
  return [{ ...found, reason, preconditions, withheld: safety, isRefused: true }];
}
