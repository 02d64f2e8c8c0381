import { aliasList } from '../findings/aliases.ts';
import type { Rule } from '../findings/rule.ts';
import type { Colors } from './terminal.ts';

/** One line a rule: id, severity, kind of fix, summary. */
export function formatRuleList(rules: readonly Rule[], colors: Colors): string {
  const width = Math.max(0, ...rules.map((rule) => rule.id.length));
  const lines = rules.map((rule) => {
    const id = colors.bold(rule.id.padEnd(width));
    return `${id}  ${rule.severity.padEnd(8)}  ${kindOfFix(rule).padEnd(6)}  ${rule.summary}\n`;
  });
  return lines.join('');
}

/** Everything about one rule. */
export function formatRule(rule: Rule, colors: Colors): string {
  const [example] = rule.examples;
  return [
    `${colors.bold(rule.id)}  ${rule.severity}, fix: ${kindOfFix(rule)}`,
    rule.summary,
    rule.rationale,
    `Other tools: ${aliasList(rule.aliases).join(', ') || 'none'}`,
    example === undefined ? '' : formatExample(example, colors),
    rule.references.join('\n'),
    `Silence it with: # seaworthy ignore=${rule.id} reason`,
    '',
  ]
    .filter((part, index, parts) => part !== '' || index === parts.length - 1)
    .join('\n\n');
}

function kindOfFix(rule: Rule): string {
  return rule.safety ?? 'none';
}

function formatExample(example: Rule['examples'][number], colors: Colors): string {
  const before = indent(example.before, colors.red, '-');
  return example.after === null ? before : `${before}\n${indent(example.after, colors.green, '+')}`;
}

function indent(text: string, color: (text: string) => string, sign: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => color(`  ${sign} ${line}`))
    .join('\n');
}
