import type { AppliedFix, LeftFix } from '../remediation/patch.ts';

/** A fix that went in; `advisories` are the ids of what scanners reported and it cures. */
export function appliedJson({ rule, safety, title, effects, line, cures }: AppliedFix) {
  const ids = cures.flatMap(({ traced }) => (traced === null ? [] : [traced.vulnerability.id]));
  const advisories = ids.length === 0 ? {} : { advisories: [...new Set(ids)] };
  return { rule, safety, title, effects, line, ...advisories };
}

/** A finding that is left; `advisory` for what scanners reported. */
export function leftJson({ rule, reason, line, traced }: LeftFix) {
  return { rule, reason, line, ...(traced === null ? {} : { advisory: traced.vulnerability.id }) };
}
