import type { Effect, Rule } from '../findings/rule.ts';
import type { Declared } from '../proof/difference.ts';
import type { AppliedFix } from './patch.ts';

/** What the fixes of a patch say that they change in the image. */
export function declaredBy(applied: readonly AppliedFix[], rules: readonly Rule[]): Declared {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const paths = applied.flatMap(({ rule, fix }) => fix.paths ?? byId.get(rule)?.paths ?? []);
  // Effects come from fixes and rules, which name no others.
  const effects = applied.flatMap((fix) => fix.effects) as Effect[];
  return { effects: [...new Set(effects)], paths: [...new Set(paths)] };
}
