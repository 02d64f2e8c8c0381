import { describe, expect, it } from 'vitest';
import { printSarif } from '../../../src/findings/sarif/log.ts';
import type { SarifInput } from '../../../src/findings/sarif/log.ts';
import { applyEdits } from '../../../src/dockerfile/text-edit.ts';
import { discoverRules } from '../../../src/discover.ts';
import { catalogueFacts } from '../../../src/image/catalogue.ts';
import { checkFile } from '../../../src/remediation/check.ts';
import { plainContext } from '../../../src/remediation/check-context.ts';
import { sarifErrors } from '../../sarif-errors.ts';
import { HOSTILE, SAMPLE, SAMPLE_RULES, sampleCheck } from '../../cli/sample-check.ts';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Replacement {
  readonly deletedRegion: Region;
  readonly insertedContent: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly fixes?: readonly {
    readonly artifactChanges: readonly { readonly replacements: readonly Replacement[] }[];
  }[];
}

interface Log {
  readonly runs: readonly { readonly results: readonly Result[] }[];
}

const formatSarif = (result: SarifInput) => printSarif(result, '1.2.3');

function resultsOf(result: SarifInput): readonly Result[] {
  const log = JSON.parse(formatSarif(result)) as Log;
  return log.runs.flatMap((run) => run.results);
}

describe('SARIF is valid against the official schema', () => {
  it.each([
    ['with findings, suppressions and notices', SAMPLE],
    ['with hostile paths and texts', HOSTILE],
    ['without files and rules', { files: [], rules: [] }],
    [
      'with paths out of the checkout',
      sampleCheck({ '/a b/Dockerfile': 'FROM a\nADD b c', '../x': 'FROM a\nADD b c' }),
    ],
  ])('%s', (_name, result) => {
    expect(sarifErrors(formatSarif(result))).toBeNull();
  });

  it('with all rules', async () => {
    const rules = await discoverRules();
    const text = 'FROM ubuntu\nMAINTAINER me\nADD . /app\nRUN apt-get install curl\nCMD run me\n';
    const { findings, ignored, notice } = checkFile(
      { path: 'Dockerfile', text },
      plainContext(rules, { facts: catalogueFacts }),
    );
    const log = formatSarif({
      rules,
      files: [{ path: 'Dockerfile', text, findings, ignored, notice }],
    });
    expect(findings).not.toEqual([]);
    expect(sarifErrors(log)).toBeNull();
  });

  it('and the schema would tell a mistake', () => {
    const broken = formatSarif(SAMPLE).replace('"startLine"', '"startline"');
    expect(sarifErrors(broken)).not.toBeNull();
  });
});

describe('a SARIF result', () => {
  const [add, root, ignored] = resultsOf(SAMPLE);

  it('has rule, level, place, fingerprint and fix', () => {
    const artifactLocation = { uri: 'api/Dockerfile', uriBaseId: '%SRCROOT%', index: 0 };
    expect(add).toEqual({
      ruleId: 'copy-not-add',
      ruleIndex: 0,
      level: 'warning',
      message: { text: '`ADD` does more than it must. Fix (safe): Use COPY.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation,
            region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 },
          },
        },
      ],
      partialFingerprints: { 'seaworthy/v1': SAMPLE.files[0]?.findings[0]?.fingerprint() },
      suppressions: [],
      fixes: [
        {
          description: { text: 'Use COPY' },
          artifactChanges: [
            {
              artifactLocation,
              replacements: [
                {
                  deletedRegion: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 },
                  insertedContent: { text: 'COPY' },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('says why there is no fix', () => {
    expect(root).toMatchObject({
      level: 'error',
      message: { text: 'USER is root. Left alone: nobody else is known.' },
    });
    expect(root).not.toHaveProperty('fixes');
  });

  it('is suppressed where the author silenced it', () => {
    expect(ignored).toMatchObject({
      ruleId: 'copy-not-add',
      suppressions: [
        { kind: 'inSource', justification: '# seaworthy ignore=copy-not-add as agreed on line 3' },
      ],
    });
  });

  it('has a URI for every path', () => {
    const paths = ['a b/ü#?%.Dockerfile', 'c:d/x', '../x', '/etc/Dockerfile', 'a\uD800'];
    const log: unknown = JSON.parse(
      formatSarif(sampleCheck(Object.fromEntries(paths.map((path) => [path, 'FROM a\n'])))),
    );
    const uriBaseId = '%SRCROOT%';
    const locations = [
      { uri: 'a%20b/%C3%BC%23%3F%25.Dockerfile', uriBaseId },
      { uri: 'c%3Ad/x', uriBaseId },
      { uri: '../x' },
      { uri: 'file:///etc/Dockerfile' },
      { uri: 'a%EF%BF%BD', uriBaseId },
    ];
    expect(log).toMatchObject({
      runs: [{ artifacts: locations.map((location) => ({ location })) }],
    });
  });

  it('holds no link of a file', () => {
    expect(formatSarif(HOSTILE)).toContain(String.raw`[click\\](https`);
    expect(formatSarif(HOSTILE)).not.toContain('[click](https');
  });
});

describe('the SARIF of a rule', () => {
  it('tells GitHub how severe it is, and where it is about security', () => {
    const log: unknown = JSON.parse(formatSarif({ files: [], rules: SAMPLE_RULES }));
    const properties = [
      { tags: ['dockerfile', 'security', 'fix-safe'], 'security-severity': '5.5' },
      { tags: ['dockerfile', 'security', 'opinionated', 'no-fix'], 'security-severity': '8.0' },
      { tags: ['dockerfile', 'fix-review'], 'security-severity': '2.0' },
    ];
    expect(log).toMatchObject({
      runs: [{ tool: { driver: { rules: properties.map((each) => ({ properties: each })) } } }],
    });
  });
});

describe('applying the fixes of a SARIF log', () => {
  /** As a viewer does it: it knows lines and columns, and a byte order mark is no column to it. */
  function applied(text: string): string {
    const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
    const content = text.slice(mark.length);
    const starts = [0, ...Array.from(content.matchAll(/\n/g), ({ index }) => index + 1)];
    const offset = (line: number, column: number) => (starts[line - 1] ?? 0) + column - 1;
    const edits = resultsOf(sampleCheck({ Dockerfile: text }))
      .flatMap(({ fixes = [] }) => fixes)
      .flatMap(({ artifactChanges }) => artifactChanges)
      .flatMap(({ replacements }) => replacements)
      .map(({ deletedRegion: region, insertedContent }) => ({
        span: {
          start: offset(region.startLine, region.startColumn),
          end: offset(region.endLine, region.endColumn),
        },
        text: insertedContent.text,
      }));
    const result = applyEdits(content, edits);
    return result.ok ? mark + result.text : result.reason;
  }

  it.each([
    ['LF', 'FROM a\nADD b c\nEXPOSE 80 \\\n  81\n', 'FROM a\nCOPY b c\n# joined\nEXPOSE 80 81\n'],
    ['CRLF', 'FROM a\r\nADD b c\r\n', 'FROM a\r\nCOPY b c\r\n'],
    ['a byte order mark', '\uFEFFFROM a\nADD b c\n', '\uFEFFFROM a\nCOPY b c\n'],
    ['no final line ending', 'FROM a\nADD 🚢 c', 'FROM a\nCOPY 🚢 c'],
  ])('gives the fixed text with %s', (_name, before, after) => {
    expect(applied(before)).toBe(after);
  });

  it('counts no column for a byte order mark', () => {
    const [first] = resultsOf(sampleCheck({ Dockerfile: '\uFEFFADD b c\n' }));
    expect(first).toMatchObject({
      locations: [{ physicalLocation: { region: { startLine: 1, startColumn: 1, endColumn: 4 } } }],
    });
  });
});
