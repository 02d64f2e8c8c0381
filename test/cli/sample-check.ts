import type { CheckResult } from '../../src/cli/results.ts';
import type { CheckedFile } from '../../src/findings/checked-file.ts';
import type { Problem, Rule } from '../../src/findings/rule.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';

const common = { rationale: 'Because.', references: ['https://example.com/rule'] } as const;

/** Finds every ADD and makes a COPY of it. */
const copyRule: Rule = {
  ...common,
  id: 'copy-not-add',
  summary: 'ADD is used where COPY does the same',
  severity: 'medium',
  safety: 'safe',
  effects: ['files'],
  aliases: { hadolint: ['DL3020'], trivy: ['DS-0005'] },
  examples: [{ name: 'a file', before: 'FROM a\nADD b c\n', after: 'FROM a\nCOPY b c\n' }],
  *check({ instructions }): Generator<Problem> {
    for (const { keyword, keywordSpan: span } of instructions) {
      if (keyword !== 'ADD') continue;
      const edits = [{ span, text: 'COPY' }];
      yield { span, message: '`ADD` does more than it must.', fix: { title: 'Use COPY', edits } };
    }
  },
};

/** Finds every USER root and leaves it; its message quotes the file. */
const rootRule: Rule = {
  ...common,
  id: 'no-root',
  summary: 'The image runs as root',
  severity: 'high',
  safety: null,
  opinionated: true,
  effects: [],
  aliases: { checkov: ['CKV_DOCKER_8'] },
  examples: [{ name: 'root', before: 'FROM a\nUSER root\n', after: null }],
  *check({ instructions }): Generator<Problem> {
    for (const { keyword, span, body } of instructions) {
      if (keyword !== 'USER') continue;
      yield { span, message: `USER is ${body.text}.`, fix: null, left: 'nobody else is known' };
    }
  },
};

/** Joins the lines of an EXPOSE: its fix spans lines, and a person should look. */
const exposeRule: Rule = {
  ...common,
  id: 'one-line-expose',
  summary: 'EXPOSE goes over several lines',
  severity: 'low',
  safety: 'review',
  effects: ['expose'],
  aliases: {},
  examples: [],
  *check({ instructions }): Generator<Problem> {
    for (const { keyword, span } of instructions) {
      if (keyword !== 'EXPOSE') continue;
      const edits = [
        { span: { start: span.start, end: span.start }, text: '# joined\n' },
        { span, text: 'EXPOSE 80 81' },
      ];
      const preconditions = [
        { text: 'the ports are open', state: 'held' },
        { text: 'nobody reads the lines', state: 'unknown' },
      ] as const;
      const look = { review: 'at the ports', effects: [], preconditions };
      const fix = { title: 'Join the lines', edits, ...look };
      yield { span, message: 'EXPOSE goes over several lines.', fix };
    }
  },
};

export const SAMPLE_RULES: readonly Rule[] = [copyRule, rootRule, exposeRule];

/** The sample rules run on texts by their paths. */
export function sampleCheck(texts: Readonly<Record<string, string>>): CheckResult {
  const context = plainContext(SAMPLE_RULES);
  const files = Object.entries(texts).map(([path, text]): CheckedFile => {
    const { findings, ignored, notice } = checkFile({ path, text }, context);
    return { path, text, findings, ignored, notice };
  });
  return { files, rules: SAMPLE_RULES, reports: null, known: null };
}

/** Three findings, one of them silenced, over two files, and a template. */
export const SAMPLE = sampleCheck({
  'api/Dockerfile':
    'FROM a\nADD . /app\n# seaworthy ignore=copy-not-add as agreed\nADD b c\nUSER root\n',
  'web/Dockerfile': 'FROM a\nEXPOSE 80 \\\n  81\n',
  'all/Dockerfile': 'FROM a\nRUN b\n',
  'x.Dockerfile': 'FROM {{ base }}\n{{ more }}\n',
});

/** Paths and texts that would steer a terminal, a workflow or a viewer. */
export const HOSTILE = sampleCheck({
  'a,b:c%\u001B[31m\n::error::x/Dockerfile':
    'FROM a\nUSER root\u001B]0;title\u0007 \u202Eevil [click](https://example.com) ::error::y %0A\n',
});
