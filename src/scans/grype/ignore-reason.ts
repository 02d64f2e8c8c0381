import { text } from '../vocabulary/tolerant-fields.ts';

/** `IgnoreRule` of `grype/presenter/models/ignore.go` in anchore/grype. */
export const ignoreRuleFields = {
  vulnerability: text,
  reason: text,
  'fix-state': text,
  'vex-status': text,
  'vex-justification': text,
};

type IgnoreRule = Readonly<Record<keyof typeof ignoreRuleFields, string | null>>;

/** Why Grype ignored a match, from the first rule that it applied. */
export function ignoreReason(rules: readonly IgnoreRule[]): string {
  const [rule] = rules;
  if (rule?.reason) return `ignored by Grype: ${rule.reason}`;
  if (rule?.['vex-status']) {
    const why = rule['vex-justification'];
    return `VEX given to Grype: ${rule['vex-status']}${why ? ` (${why})` : ''}`;
  }
  if (rule?.['fix-state']) return `ignored by a rule for Grype: its fix is ${rule['fix-state']}`;
  if (rule?.vulnerability) return `ignored by a rule for Grype about ${rule.vulnerability}`;
  return 'ignored by a rule for Grype';
}
