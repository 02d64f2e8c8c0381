import { itemsOf, ownField } from '../vocabulary/own-field.ts';
import type { WrittenResult, WrittenRule, WrittenRun } from './run-schema.ts';
import { ruleSchema } from './run-schema.ts';

/** Finds the rule of a result; null when the run does not describe it. */
export type RuleOf = (result: WrittenResult) => WrittenRule | null;

/**
 * The rules of a run by index and by id, each read once. A result names its rule by `ruleIndex` among those of
 * the driver, by `rule.index` among those of an extension, or by id; an id may go on behind a slash (SARIF
 * 2.1.0, sections 3.27.5 to 3.27.7 and 3.52).
 */
export function rulesOf({ tool }: WrittenRun): RuleOf {
  const extensions = tool.extensions.map((one) => itemsOf(ownField(one, 'rules')));
  const own = tool.driver.rules;
  const byId = rulesById([own, ...extensions].flat());
  const known = new Map<unknown, WrittenRule | null>();

  return (result) => {
    const component = result.rule?.toolComponent?.index;
    const list = typeof component === 'number' ? (extensions[component] ?? []) : own;
    const indexed = list[result.rule?.index ?? result.ruleIndex ?? -1];
    const id = result.ruleId ?? result.rule?.id ?? null;
    const written = isNamed(indexed, id) ? indexed : byId.get(id ?? '');
    const found = written ?? byId.get(id?.split('/', 1)[0] ?? '');
    if (found === undefined) return null;
    const rule = known.get(found) ?? readRule(found);
    known.set(found, rule);
    return rule;
  };
}

function readRule(written: unknown): WrittenRule | null {
  const read = ruleSchema.safeParse(written);
  return read.success ? read.data : null;
}

function rulesById(rules: readonly unknown[]): ReadonlyMap<unknown, unknown> {
  const byId = new Map<unknown, unknown>();
  for (const rule of rules) {
    const id = ownField(rule, 'id');
    if (typeof id === 'string' && !byId.has(id)) byId.set(id, rule);
  }
  return byId;
}

/** Some writers set every index to 0: it counts only where the ids agree. */
function isNamed(rule: unknown, id: string | null): boolean {
  const named = ownField(rule, 'id');
  if (typeof named !== 'string') return false;
  return id === null || id === named || id.startsWith(`${named}/`);
}
