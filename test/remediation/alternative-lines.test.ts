import { describe, expect, it } from 'vitest';
import { formatVulnerabilities } from '../../src/cli/format-vulnerabilities.ts';
import { NO_COLORS } from '../../src/cli/terminal.ts';
import type { Instead } from '../../src/findings/traced-vulnerability.ts';
import type { Problem, Rule } from '../../src/findings/rule.ts';
import { alternativeLines } from '../../src/remediation/alternative-lines.ts';
import { vulnerabilityParts } from '../../src/remediation/body/vulnerabilities.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import type { ScannedRow } from '../../src/remediation/scanned-row.ts';
import { scannedRows } from '../../src/remediation/scanned-rows.ts';
import { tracedToBase } from '../findings/traced.ts';
import type { Weakness } from '../findings/traced.ts';
import { sampleRule } from './sample-rules.ts';

type Row = readonly [weakness: Partial<Weakness>, instead: Instead | 'fixed' | null];

const SLIM: Instead = { reference: 'node:20-slim', kind: 'variant' };
const NODE: Instead = { reference: 'node', kind: 'mainstream' };
const PACKAGE = 'deb imagemagick 6.9';

/** One advisory a row: cured by moving the base, or left with the image that a person could take. */
function rowsOf(...rows: readonly Row[]): readonly ScannedRow[] {
  const rule: Rule = {
    ...sampleRule('', () => ({ title: '', edits: [] })),
    id: 'weak',
    effects: ['labels'],
    *check({ text }): Generator<Problem> {
      const start = text.indexOf('a=');
      const span = { start, end: start + 3 };
      const isOld = text.includes('a=1');
      const fix = { title: 'Take the second', edits: [{ span, text: 'a=2' }] };
      for (const [index, [weakness, instead]] of rows.entries()) {
        const traced = tracedToBase({ id: `CVE-${index}`, package: PACKAGE, ...weakness });
        const problem = { span, message: 'weak', traced };
        if (instead === 'fixed') {
          if (isOld) yield { ...problem, fix };
        } else {
          const named = instead === null ? {} : { instead };
          yield { ...problem, fix: null, left: 'it remains', remedy: 'by-hand', ...named };
        }
      }
    },
  };
  const file = { path: 'Dockerfile', text: 'FROM app:1\nLABEL a=1\n' };
  const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
  return scannedRows([composePatch(file, plainContext([rule]), policy)]);
}

const CRITICAL = { severity: 'critical' } as const;
const TWO_OF_THREE = rowsOf([{}, 'fixed'], [CRITICAL, SLIM], [{}, SLIM], [{}, null]);
const LINE =
  '`node:20-slim` does not have 2 of the 3 that remain (1 critical): see whether the program needs what that variant leaves out';

describe('what a person could take instead is told', () => {
  it.each([
    ['with how much of the rest it does not have', TWO_OF_THREE, [LINE]],
    [
      'without a figure where nobody assessed it',
      rowsOf([{}, NODE], [{}, null]),
      ['`node` is maintained, but whether it has 1 of the 2 that remain was not assessed'],
    ],
    ['not where nothing remains that it does not have', rowsOf([{}, 'fixed'], [{}, null]), []],
  ] as const)('%s', (_name, rows, lines) => {
    expect(alternativeLines(rows)).toEqual(lines);
  });

  it('for five images at most', () => {
    const rows = Array.from({ length: 9 }, (_, index): Row => [
      {},
      { reference: `app${index}`, kind: 'mainstream' },
    ]);
    expect(alternativeLines(rowsOf(...rows))).toHaveLength(5);
  });

  it('once in a pull request and once below the edits of `fix`', () => {
    expect(vulnerabilityParts(TWO_OF_THREE).join().split(LINE)).toHaveLength(2);
    expect(formatVulnerabilities(TWO_OF_THREE, NO_COLORS).split(LINE)).toHaveLength(2);
  });
});
