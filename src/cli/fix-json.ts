import type { Precondition } from '../findings/rule.ts';
import type { ChangedCompanion } from '../remediation/companion-files.ts';
import type { AppliedFix, LeftFix } from '../remediation/patch.ts';

/** A fix that went in; `advisories` are the ids of what scanners reported and it cures. */
export function appliedJson({ rule, safety, title, effects, line, cures, fix }: AppliedFix) {
  const ids = cures.flatMap(({ traced }) => (traced === null ? [] : [traced.vulnerability.id]));
  const advisories = ids.length === 0 ? {} : { advisories: [...new Set(ids)] };
  return { rule, safety, title, effects, line, ...advisories, ...conditions(fix.preconditions) };
}

/** A finding that is left; `advisory` for what scanners reported. */
export function leftJson({ rule, reason, line, traced, preconditions }: LeftFix) {
  const advisory = traced === null ? {} : { advisory: traced.vulnerability.id };
  return { rule, reason, line, ...advisory, ...conditions(preconditions) };
}

/** Another file of the repository, by its path from the root. */
export function companionJson({ path, before, after }: ChangedCompanion) {
  return { path, created: before === null, after };
}

function conditions(preconditions: readonly Precondition[] = []) {
  return preconditions.length === 0 ? {} : { preconditions };
}
