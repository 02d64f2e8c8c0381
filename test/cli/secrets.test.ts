import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../src/cli/format-github.ts';
import { formatCheckJson } from '../../src/cli/format-json.ts';
import { formatCheckText } from '../../src/cli/format-text.ts';
import { formatSarif } from '../../src/cli/sarif.ts';
import { discoverRules } from '../../src/discover.ts';
import type { Rule } from '../../src/findings/rule.ts';
import { catalogueFacts } from '../../src/image/catalogue.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';

const SECRET = 'hunter2-9f8a7b6c5d';
const TEXT = `FROM debian:13\nENV DB_PASSWORD ${SECRET}\nRUN echo 'root:${SECRET}' | chpasswd\n`;

const rules = await discoverRules();
const { findings, ignored, notice } = checkFile(
  { path: 'Dockerfile', text: TEXT },
  plainContext(rules, { facts: catalogueFacts }),
);
const result = {
  files: [{ path: 'Dockerfile', text: TEXT, findings, ignored, notice }],
  rules,
  reports: null,
  known: null,
};

describe('a secret is reported and never quoted in', () => {
  const formats: Record<string, string> = {
    text: formatCheckText(result, pc.createColors(false)),
    JSON: formatCheckJson(result),
    SARIF: formatSarif(result),
    'GitHub annotations': formatGithub(result),
  };
  it.each(Object.entries(formats))('%s', (_name, output) => {
    expect(output).toContain('secret-in-env');
    expect(output).toContain('chpasswd');
    expect(output).not.toContain(SECRET);
  });
});

describe('a rule that quotes a line with a secret', () => {
  const quoted = `Write \`DB_PASSWORD=${SECRET}\``;
  const quoting: Rule = {
    id: 'quoting',
    summary: '',
    rationale: '',
    severity: 'low',
    safety: 'review',
    effects: [],
    aliases: {},
    references: [],
    examples: [],
    *check({ instructions }) {
      const span = instructions[0]?.keywordSpan ?? { start: 0, end: 0 };
      const preconditions = [{ text: quoted, state: 'held' as const }];
      yield { span, message: quoted, fix: null, left: quoted, preconditions };
      const fix = { title: quoted, edits: [], review: quoted, preconditions };
      yield { span, message: quoted, fix };
    },
  };

  it('says where it is, and nothing of it', () => {
    const context = plainContext([quoting]);
    const { findings: quotes } = checkFile({ path: 'Dockerfile', text: TEXT }, context);
    expect(quotes).toHaveLength(2);
    expect(JSON.stringify(quotes)).toContain('Write `DB_PASSWORD=••••`');
    expect(JSON.stringify(quotes)).not.toContain(SECRET);
  });
});
