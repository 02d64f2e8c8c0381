import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../src/cli/format-github.ts';
import { formatDiff } from '../../src/cli/format-diff.ts';
import { formatCheckJson } from '../../src/cli/format-json.ts';
import { formatCheckText } from '../../src/cli/format-text.ts';
import { discoverRules } from '../../src/discover.ts';
import { printSarif } from '../../src/findings/sarif/log.ts';
import type { Rule } from '../../src/findings/rule.ts';
import { catalogueFacts } from '../../src/image/catalogue.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import { propose } from '../../src/remediation/propose.ts';
import { surroundingsOf } from '../rules/known-surroundings.ts';

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
    SARIF: printSarif(result, '1.2.3'),
    'GitHub annotations': formatGithub(result),
  };
  it.each(Object.entries(formats))('%s', (_name, output) => {
    expect(output).toContain('secret-in-env');
    expect(output).toContain('chpasswd');
    expect(output).not.toContain(SECRET);
  });
});

describe('a file of credentials becomes a secret, and what is in it or beside it is not quoted in', () => {
  const before = `FROM node:22\nWORKDIR /app\nENV DB_PASSWORD=${SECRET}\nCOPY package.json .npmrc ./\nRUN npm ci && rm .npmrc\nCOPY . .\nCMD ["node", "a.js"]\n`;
  const files = {
    'package.json': '{}',
    '.npmrc': `//r.test/:_authToken=${SECRET}\n`,
    'compose.yaml': `services:\n  a:\n    build: .\n    environment:\n      DB_PASSWORD: ${SECRET}\n`,
  };
  const context = { ...plainContext(rules), surroundings: surroundingsOf({ files }) };
  const file = { path: 'Dockerfile', text: before };
  const checked = checkFile(file, context);
  const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
  const patch = composePatch(file, context, policy);
  const proposal = propose('hardening', 'all', [patch], {
    rules,
    branchPrefix: 'seaworthy/',
    listener: 'nobody',
  });
  const shown = { ...result, files: [{ ...file, ...checked }] };
  const companions = patch.companions.map((one) =>
    formatDiff(one, pc.createColors(false), 'people'),
  );
  const outputs: Record<string, string> = {
    text: formatCheckText(shown, pc.createColors(false)),
    JSON: formatCheckJson(shown),
    SARIF: printSarif(shown, '1.2.3'),
    'GitHub annotations': formatGithub(shown),
    'the pull request': `${proposal?.title ?? ''}${proposal?.body ?? ''}`,
    'the diff': [formatDiff(patch, pc.createColors(false), 'people'), ...companions].join(''),
  };
  it.each(Object.entries(outputs))('%s', (_name, output) => {
    expect(output).toMatch(/npmrc/);
    expect(output).not.toContain(SECRET);
  });

  it('the diff of the compose file, whose lines around the change have one', () => {
    expect(companions.join('')).toMatch(/\+ {8}- npmrc[^]*DB_PASSWORD: ••••[^]*file: \.\/\.npmrc/);
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
