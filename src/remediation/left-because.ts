import type { AppliedFix, LeftFix } from './patch.ts';

/** A fix that a build speaks against, as a finding that is left; nothing without a reason. */
export function leftBecause(
  { rule, line, safety, fix, cures }: AppliedFix,
  reason: string | undefined,
): LeftFix[] {
  if (reason === undefined) return [];
  const traced = cures[0]?.traced ?? null;
  const { preconditions = [] } = fix;
  return [{ rule, line, reason, preconditions, withheld: safety, isRefused: true, traced }];
}
