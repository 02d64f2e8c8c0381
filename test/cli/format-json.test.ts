import { describe, expect, it } from 'vitest';
import { formatCheckJson, formatFixJson, formatRulesJson } from '../../src/cli/format-json.ts';
import { HOSTILE, SAMPLE, SAMPLE_RULES } from './sample-check.ts';

describe('the JSON of a check', () => {
  it('has place, aliases, fix and what was left of each finding, and a summary', () => {
    expect(JSON.parse(formatCheckJson(SAMPLE))).toEqual({
      version: 1,
      files: [
        {
          path: 'api/Dockerfile',
          ignored: [
            {
              rule: 'copy-not-add',
              severity: 'medium',
              line: 4,
              reason: '# seaworthy ignore=copy-not-add as agreed on line 3',
            },
          ],
          findings: [
            {
              rule: 'copy-not-add',
              severity: 'medium',
              message: '`ADD` does more than it must.',
              line: 2,
              column: 1,
              endLine: 2,
              endColumn: 4,
              aliases: { hadolint: ['DL3020'], trivy: ['DS-0005'] },
              fix: { safety: 'safe', title: 'Use COPY', effects: ['files'] },
              left: null,
              witnesses: ['seaworthy'],
              fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
            },
            {
              rule: 'no-root',
              severity: 'high',
              message: 'USER is root.',
              line: 5,
              column: 1,
              endLine: 5,
              endColumn: 10,
              aliases: { checkov: ['CKV_DOCKER_8'] },
              fix: null,
              left: 'nobody else is known',
              witnesses: ['seaworthy'],
              fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
            },
          ],
        },
        {
          path: 'web/Dockerfile',
          ignored: [],
          findings: [
            {
              rule: 'one-line-expose',
              severity: 'low',
              message: 'EXPOSE goes over several lines.',
              line: 2,
              column: 1,
              endLine: 3,
              endColumn: 5,
              aliases: {},
              fix: { safety: 'review', title: 'Join the lines', effects: [] },
              left: null,
              preconditions: [
                { text: 'the ports are open', state: 'held' },
                { text: 'nobody reads the lines', state: 'unknown' },
              ],
              witnesses: ['seaworthy'],
              fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
            },
          ],
        },
        { path: 'all/Dockerfile', findings: [], ignored: [] },
        { path: 'x.Dockerfile', findings: [], ignored: [] },
      ],
      summary: {
        files: 4,
        findings: 3,
        bySeverity: { critical: 0, high: 1, medium: 1, low: 1, info: 0 },
        fixable: { safe: 1, review: 1 },
        ignored: 1,
      },
    });
  });

  it('keeps hostile paths as they are', () => {
    const [file] = HOSTILE.files;
    expect(JSON.parse(formatCheckJson(HOSTILE))).toMatchObject({ files: [{ path: file?.path }] });
  });
});

describe('the JSON of a fix', () => {
  it('has what went in and what was left, and nothing of how', () => {
    const text = formatFixJson([
      {
        path: 'Dockerfile',
        before: 'a',
        after: 'b',
        changed: true,
        companions: [],
        applied: [
          {
            rule: 'copy-not-add',
            safety: 'safe',
            title: 'Use COPY',
            effects: [],
            line: 2,
            editedLines: [[2, 2]],
            mark: '0123456789abcdef',
            advisories: [],
            cures: [],
            fix: { title: 'Use COPY', edits: [] },
          },
        ],
        left: [
          {
            rule: 'no-root',
            severity: 'high',
            reason: 'why',
            line: 5,
            withheld: 'review',
            preconditions: [],
            isRefused: false,
            traced: null,
          },
        ],
        scanned: [],
        notice: null,
      },
    ]);
    expect(JSON.parse(text)).toEqual({
      version: 1,
      files: [
        {
          path: 'Dockerfile',
          changed: true,
          after: 'b',
          applied: [
            { rule: 'copy-not-add', safety: 'safe', title: 'Use COPY', effects: [], line: 2 },
          ],
          left: [{ rule: 'no-root', reason: 'why', line: 5 }],
        },
      ],
    });
  });
});

describe('the JSON of the rules', () => {
  it('has everything but the check', () => {
    const [first, second] = SAMPLE_RULES;
    const expected = [first, second].map((rule) => ({ opinionated: false, ...rule }));
    const rules = JSON.parse(JSON.stringify(expected)) as object[];
    expect(JSON.parse(formatRulesJson(SAMPLE_RULES.slice(0, 2)))).toEqual({ version: 1, rules });
  });
});
