import type { Rule } from '../rule.ts';
import type { Severity } from '../severity.ts';

/** SARIF's levels, for results and for the default of a rule. */
export const SARIF_LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** The middle of each step of GitHub's scale (its documentation, "SARIF support for code scanning"). */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
};

/** SARIF's description of a rule (`reportingDescriptor`). */
export function sarifRule(rule: Rule) {
  const [helpUri] = rule.references;
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.rationale },
    help: { text: rule.rationale, markdown: helpMarkdown(rule) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: SARIF_LEVELS[rule.severity] },
    properties: {
      tags: tagsOf(rule),
      'security-severity': SECURITY_SEVERITY[rule.severity],
      aliases: rule.aliases,
    },
  };
}

/** `security`, by which GitHub sorts alerts, only where a scanner for security reports the same. */
function tagsOf({ aliases, safety, opinionated }: Rule): string[] {
  const isSecurity = [aliases.trivy, aliases.checkov, aliases.dockle].some(
    (ids) => ids !== undefined && ids.length > 0,
  );
  return [
    'dockerfile',
    ...(isSecurity ? ['security'] : []),
    ...(opinionated === true ? ['opinionated'] : []),
    safety === null ? 'no-fix' : `fix-${safety}`,
  ];
}

function helpMarkdown({ id, rationale, examples, references }: Rule): string {
  const samples = examples.map(({ before, after }) =>
    after === null ? codeBlock(before) : `${codeBlock(before)}\n\nbecomes\n\n${codeBlock(after)}`,
  );
  return [
    rationale,
    ...samples,
    `Silence it with \`# seaworthy ignore=${id} reason\`.`,
    references.map((reference) => `<${reference}>`).join(' · '),
  ].join('\n\n');
}

function codeBlock(text: string): string {
  return `\`\`\`dockerfile\n${text.trimEnd()}\n\`\`\``;
}
