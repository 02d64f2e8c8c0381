import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../src/config/defaults.ts';
import type { Config } from '../../src/config/schema.ts';
import { discoverRules } from '../../src/discover.ts';
import { summarizeReports } from '../../src/remediation/summarize-reports.ts';
import type { MergedProblem } from '../../src/scans/merged-scan.ts';

const rules = await discoverRules();

/** What becomes of one problem that hadolint reports, and no rule finds. */
function fateOf(id: string, settings: Config['rules']) {
  const found: MergedProblem = {
    problem: {
      ...{ id, aliases: [], title: 'a', message: 'a', severity: 'low', lines: null },
      ...{ path: 'Dockerfile', link: null, silencedBy: null },
    },
    tool: 'hadolint',
    silencedBy: null,
  };
  const problems = { byPath: new Map([['Dockerfile', [found]]]), elsewhere: [] };
  const reports = {
    scans: [],
    matched: new Map(),
    unmatched: [],
    problems,
    notices: [],
    questions: [],
  };
  const file = { path: 'Dockerfile', findings: [], ignored: [] };
  const config = { ...DEFAULTS, rules: settings };
  const { silenced, notFound, withoutRule } = summarizeReports(reports, [file], { rules, config });
  return [silenced, notFound.length, withoutRule.length];
}

describe('a reported problem of a rule that finds nothing', () => {
  it('is not found', () => {
    expect(fateOf('DL3003', {})).toEqual([0, 1, 0]);
  });

  it('is silenced where the configuration turned the rule off', () => {
    expect(fateOf('DL3003', { 'cd-in-run': 'off' })).toEqual([1, 0, 0]);
  });

  it('is without a rule where none knows it', () => {
    expect(fateOf('DL9999', { 'cd-in-run': 'off' })).toEqual([0, 0, 1]);
  });
});
