import type { Rule } from '../../findings/rule.ts';
import type { ProposedFix } from '../proposal.ts';
import { groupBy } from './grouping.ts';
import { imageParts } from './image-changes.ts';
import { code, prose } from './markdown.ts';

const PLACES = 12;

/** What is changed and why: one section a rule, with the places. */
export function changeSections(fixes: readonly ProposedFix[], rules: readonly Rule[]): string[] {
  const byRule = groupBy(fixes, (fix) => fix.rule);
  return [...byRule].map(([id, group]) => ruleSection(id, group, rules));
}

function ruleSection(id: string, fixes: readonly ProposedFix[], rules: readonly Rule[]): string {
  const rule = rules.find((item) => item.id === id);
  const titles = [...new Set(fixes.map((fix) => fix.title))];
  const heading = titles.length === 1 ? (titles[0] ?? id) : (rule?.summary ?? id);
  const reviews = [...new Set(fixes.flatMap(({ fix }) => fix.review ?? []))];
  return [
    `#### ${prose(heading)}`,
    ...imageParts(fixes),
    rule?.rationale ?? '',
    ...reviews.map((review) => `**Please look at:** ${prose(review)}`),
    ...preconditions(fixes),
    `${places(fixes)} · rule ${ruleLink(id, rule)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function preconditions(fixes: readonly ProposedFix[]): string[] {
  const rows = fixes.flatMap(({ fix }) => [...(fix.preconditions ?? []), ...(fix.evidence ?? [])]);
  const lines = [...new Set(rows.map(({ text, state }) => `- ${prose(text)}: ${state}`))];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function places(fixes: readonly ProposedFix[]): string {
  const shown = fixes.slice(0, PLACES).map(({ path, line }) => code(`${path}:${line}`));
  const more = fixes.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function ruleLink(id: string, rule: Rule | undefined): string {
  const address = rule?.references[0];
  return address === undefined ? code(id) : `[${code(id)}](${address})`;
}
