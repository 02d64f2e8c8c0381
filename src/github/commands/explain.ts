import { nearest } from '../../findings/nearest.ts';
import type { Rule } from '../../findings/rule.ts';
import { strictUri } from '../../findings/strict-uri.ts';
import { code, prose } from '../../remediation/body/markdown.ts';

/** What a rule is about, for one comment; `asked`: its id, or that of the same problem in another tool. */
export function explainRule(asked: string | null, rules: readonly Rule[]): string {
  if (asked === null) return `Which rule? For example: ${code('/seaworthy explain RULE')}.`;
  const rule = findRule(asked, rules);
  if (rule === null) return `There is no rule ${code(asked)}.${meant(asked, rules)}`;
  const { id, summary, rationale, severity, safety, references } = rule;
  const fixes = safety === null ? 'It only reports.' : `Its fixes are of the kind ${code(safety)}.`;
  const links = references.map((address) => `- <${strictUri(address)}>`);
  return [
    `**${code(id)}: ${prose(summary)}**`,
    prose(rationale),
    `Severity: ${severity}. ${fixes}`,
    ...(links.length === 0 ? [] : [links.join('\n')]),
  ].join('\n\n');
}

/** By its id, or by its id in hadolint, Trivy and others, whatever the case. */
export function findRule(asked: string, rules: readonly Rule[]): Rule | null {
  const wanted = asked.toLowerCase();
  const isWanted = (id: string) => id.toLowerCase() === wanted;
  return (
    rules.find(({ id }) => isWanted(id)) ??
    rules.find(({ aliases }) => Object.values(aliases).flat().some(isWanted)) ??
    null
  );
}

function meant(asked: string, rules: readonly Rule[]): string {
  const ids = rules.map(({ id }) => id);
  const near = nearest(asked, ids);
  return near === null ? '' : ` Did you mean ${code(near)}?`;
}
