import type { Finding } from '../findings/finding.ts';
import type { Rule } from '../findings/rule.ts';
import type { CheckContext } from './check-context.ts';
import type { ChangedCompanion } from './companion-files.ts';
import type { AppliedFix, FixPolicy } from './patch.ts';

/** One patch in the making. */
export interface Work {
  context: CheckContext;
  readonly policy: FixPolicy;
  /** Changes to other files, in their order. */
  readonly companions: ChangedCompanion[];
  /** Reasons of the gate, by the fingerprint of the finding. */
  readonly refused: Map<string, string>;
  /** Reasons of people, by the fingerprint of the finding. */
  readonly unwanted: Map<string, string>;
  readonly applied: AppliedFix[];
  /** Lines of the file as it was. */
  readonly firstLines: readonly string[];
  /** A fix went in after others were refused: these may pass now, as they would in a second run. */
  isRetryDue: boolean;
  /** From offsets in the text at hand to lines of the file as it was. */
  lineOf: (offset: number) => number;
}

/** A report wakes a quiet rule. */
export function ruleOf(finding: Finding, { context }: Work): Rule | undefined {
  const isOurs = ({ id }: Rule) => id === finding.rule;
  return context.rules.find(isOurs) ?? context.quietRules.find(isOurs);
}

export function isRefused(finding: Finding, { refused }: Work): boolean {
  return refused.size > 0 && refused.has(finding.fingerprint());
}
