import type { Finding } from '../findings/finding.ts';
import { openConditions, openReason, withheldReason } from './left-reason.ts';
import type { LeftFix } from './patch.ts';
import { isRefused, ruleOf } from './patch-work.ts';
import type { Work } from './patch-work.ts';

/** What is said of a finding whose fix is not in the patch. */
export function leftFix(finding: Finding, work: Work): LeftFix {
  const refusal = isRefused(finding, work)
    ? (work.refused.get(finding.fingerprint()) ?? null)
    : null;
  const said = refusal ?? work.unwanted.get(finding.fingerprint()) ?? finding.left;
  const open = work.policy.takeUnknown === false ? openConditions(finding) : [];
  const withheld = said === null && open.length === 0 ? finding.safety : null;
  const reason =
    said ??
    (open.length > 0
      ? openReason(finding, open)
      : withheldReason(
          finding,
          !work.policy.moveImages && ruleOf(finding, work)?.movesImages === true,
        ));
  const line = work.lineOf(finding.span.start);
  const { rule, severity, traced, preconditions } = finding;
  const isOurs = refusal !== null;
  return { rule, severity, reason, preconditions, line, withheld, isRefused: isOurs, traced };
}
