import { NO_FINDINGS } from '../../../src/remediation/sweep/sweep-report.ts';
import type { SweepReport } from '../../../src/remediation/sweep/sweep-report.ts';

const ROW = { note: null, files: 1, images: 1, proposals: 1, waiting: 0 } as const;
const NEWS = { facts: null, upgrade: null, endOfLife: null, isEnded: false };

/** A sweep with some of everything; `words` is text of others, wherever it may stand. */
export function sampleReport(words: string): SweepReport {
  return {
    owner: 'acme',
    isDry: false,
    end: 'complete',
    at: '2026-11-26T12:00:00Z',
    exclusions: [{ reason: 'archived', count: 2 }],
    repositories: [
      {
        ...{ ...ROW, name: 'acme/api', outcome: 'looked', curable: 3, waiting: 2 },
        findings: { ...NO_FINDINGS, critical: 1, high: 3 },
      },
      { ...ROW, name: 'acme/web', outcome: 'unchanged', curable: 0, findings: NO_FINDINGS },
      {
        ...{ ...ROW, name: 'acme/old', outcome: 'failed', note: words, curable: 0 },
        findings: NO_FINDINGS,
      },
    ],
    rules: [
      { rule: 'no-digest', severity: 'high', count: 3, curable: 3, repositories: 1 },
      { rule: 'secret-in-image', severity: 'critical', count: 1, curable: 0, repositories: 1 },
    ],
    images: [
      {
        ...NEWS,
        ...{ reference: words, repositories: 1, created: '2020-01-01', line: 'debian 10' },
        ...{ isEnded: true, endOfLife: '2024-06-30' },
      },
      { ...NEWS, reference: 'node:24', repositories: 2, created: '2026-11-20', line: 'node 24' },
      { ...NEWS, reference: 'acme/base:1', repositories: 1, created: null, line: null },
    ],
    proposals: { planned: 0, created: 1, updated: 0, unchanged: 1, refused: 0, waiting: 2 },
  };
}
