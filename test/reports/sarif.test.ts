import { describe, expect, it } from 'vitest';
import sarif from '../../src/reports/sarif.ts';
import { parseReport } from '../../src/scans/parse-report.ts';
import { cpuTime } from '../cpu-time.ts';
import { MANY, itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

type Fields = Readonly<Record<string, unknown>>;

function log(driver: Fields, results: readonly unknown[], run: Fields = {}): Fields {
  return { version: '2.1.0', runs: [{ tool: { driver }, results, ...run }] };
}

const DOCKERFILE = {
  physicalLocation: {
    artifactLocation: { uri: 'Dockerfile' },
    region: { startLine: 3, endLine: 4 },
  },
};

describe('a problem in SARIF', () => {
  const hadolint = log(
    {
      name: 'Hadolint',
      rules: [{ id: 'DL3008', name: 'Pin', helpUri: 'https://hadolint.example/DL3008' }],
    },
    [{ ruleId: 'DL3008', level: 'warning', message: { text: 'Pin it' }, locations: [DOCKERFILE] }],
  );

  it('has its rule, place, text and severity', () => {
    expect(onlyScan(sarif, hadolint).problems).toEqual([
      {
        id: 'DL3008',
        aliases: ['Pin'],
        title: 'Pin',
        message: 'Pin it',
        severity: 'medium',
        path: 'Dockerfile',
        lines: { first: 3, last: 4 },
        link: 'https://hadolint.example/DL3008',
        silencedBy: null,
      },
    ]);
  });

  it('is read from a text with a byte order mark', () => {
    const outcome = parseReport(`\uFEFF${JSON.stringify(hadolint)}`, [sarif]);
    expect(outcome).toMatchObject({ ok: true, parsed: { reader: 'sarif' } });
  });

  it('of KICS is known by the name of its query too', () => {
    const id = 'fd54f200-402c-4333-a5a4-36ef6709af2f';
    const driver = { name: 'KICS', rules: [{ id, name: 'Missing User Instruction' }] };
    const [problem] = onlyScan(sarif, log(driver, [{ ruleId: id, ruleIndex: 0 }])).problems;
    expect(problem).toMatchObject({ id, aliases: ['Missing User Instruction'] });
  });

  const severities: readonly (readonly [name: string, rule: Fields, result: Fields, is: string])[] =
    [
      ['without any level is a warning', {}, {}, 'medium'],
      ['takes the level of its rule', { defaultConfiguration: { level: 'note' } }, {}, 'low'],
      [
        'takes its own level first',
        { defaultConfiguration: { level: 'note' } },
        { level: 'error' },
        'high',
      ],
      [
        "takes GitHub's score first",
        { properties: { 'security-severity': '9.1' } },
        { level: 'note' },
        'critical',
      ],
      [
        'takes a severity among its properties',
        {},
        { level: 'error', properties: { severity: 'LOW' } },
        'low',
      ],
      ['with a level that is none is a warning', {}, { level: 'fatality' }, 'medium'],
    ];

  it.each(severities)('%s', (_name, rule, result, severity) => {
    const document = log({ name: 'x', rules: [{ id: 'R', ...rule }] }, [
      { ruleId: 'R', ...result },
    ]);
    expect(onlyScan(sarif, document).problems[0]?.severity).toBe(severity);
  });
});

describe('a result in SARIF that is no finding', () => {
  const left: Readonly<Record<string, Fields>> = {
    'one that passes': { kind: 'pass' },
    'one that does not apply': { kind: 'notApplicable' },
    'one that only informs': { kind: 'informational' },
    'one that is no longer there': { baselineState: 'absent' },
  };

  it.each(Object.entries(left))('is left out: %s', (_name, result) => {
    expect(onlyScan(sarif, log({ name: 'x' }, [{ ruleId: 'R', ...result }])).problems).toEqual([]);
  });

  it('leaves those in that fail or are open', () => {
    const results = [{ kind: 'fail' }, { kind: 'open' }, { kind: 'review' }];
    expect(onlyScan(sarif, log({ name: 'x' }, results)).problems).toHaveLength(3);
  });
});

describe('a suppression in SARIF', () => {
  const cases: readonly (readonly [
    name: string,
    suppressions: readonly Fields[],
    why: string | null,
  ])[] = [
    ['with a reason silences', [{ kind: 'external', justification: 'no route' }], 'no route'],
    ['in the source silences', [{ kind: 'inSource' }], 'suppressed in the source'],
    ['without words silences', [{ kind: 'external' }], 'suppressed outside of the source'],
    ['under review does not', [{ kind: 'external', status: 'underReview' }], null],
    ['that was rejected does not', [{ status: 'accepted' }, { status: 'rejected' }], null],
  ];

  it.each(cases)('%s', (_name, suppressions, why) => {
    const [problem] = onlyScan(sarif, log({ name: 'x' }, [{ suppressions }])).problems;
    expect(problem?.silencedBy).toBe(why);
  });
});

describe('the rule of a result in SARIF', () => {
  const driver = {
    name: 'x',
    rules: [
      { id: 'A', name: 'first' },
      { id: 'B', name: 'second' },
    ],
  };
  const extensions = [{ name: 'pack', rules: [{ id: 'C', name: 'third' }] }];
  const cases: readonly (readonly [name: string, result: Fields, title: string])[] = [
    ['is found by its index', { ruleIndex: 1 }, 'second'],
    ['is found by its id', { ruleId: 'B' }, 'second'],
    ['is found by its id where the index is wrong', { ruleId: 'B', ruleIndex: 0 }, 'second'],
    ['is found by the first part of an id', { ruleId: 'B/part' }, 'second'],
    ['is found in an extension', { rule: { index: 0, toolComponent: { index: 0 } } }, 'third'],
    ['is found in an extension by its id', { ruleId: 'C' }, 'third'],
  ];

  it.each(cases)('%s', (_name, result, title) => {
    const document = {
      version: '2.1.0',
      runs: [{ tool: { driver, extensions }, results: [result] }],
    };
    expect(onlyScan(sarif, document).problems[0]?.title).toBe(title);
  });

  it('gives a message with its arguments in it', () => {
    const rules = [{ id: 'A', messageStrings: { said: { text: 'open {0}, not {1} nor {7}' } } }];
    const message = { id: 'said', arguments: ['a', 'b'] };
    const [problem] = onlyScan(
      sarif,
      log({ name: 'x', rules }, [{ ruleId: 'A', message }]),
    ).problems;
    expect(problem?.message).toBe('open a, not b nor {7}');
  });
});

describe('the path of a result in SARIF', () => {
  const run = {
    originalUriBaseIds: {
      ROOT: { uri: 'file:///home/me/project/' },
      SRC: { uri: 'src', uriBaseId: 'ROOT' },
      LOOP: { uri: 'loop', uriBaseId: 'LOOP' },
    },
    artifacts: [{ location: { uri: 'listed/Dockerfile' } }],
    invocations: [{ workingDirectory: { uri: 'file:///work/dir' } }],
  };
  const cases: readonly (readonly [name: string, location: Fields, path: string | null])[] = [
    ['is a relative one as it is', { uri: 'a/Dockerfile' }, 'a/Dockerfile'],
    ['has no dot in front', { uri: './Dockerfile' }, 'Dockerfile'],
    ['is relative to the root', { uri: 'file:///home/me/project/a/Dockerfile' }, 'a/Dockerfile'],
    ['is relative to the working folder', { uri: 'file:///work/dir/b' }, 'b'],
    ['elsewhere is absolute', { uri: 'file:///etc/passwd' }, '/etc/passwd'],
    ['on a host loses the host', { uri: 'file://host/share/b' }, '/share/b'],
    ['on Windows has its drive', { uri: 'file:///C:/a/Dockerfile' }, 'C:/a/Dockerfile'],
    ['has four slashes', { uri: 'file:////src/b' }, '/src/b'],
    ['is decoded', { uri: 'a%20b/%E2%82%AC' }, 'a b/€'],
    ['that cannot be decoded stays', { uri: '100%/b' }, '100%/b'],
    ['stands behind the bases that are relative', { uri: 'b', uriBaseId: 'SRC' }, 'src/b'],
    ['stands behind an absolute base', { uri: 'b', uriBaseId: 'ROOT' }, 'b'],
    ['with an unknown base stays', { uri: 'b', uriBaseId: '%SRCROOT%' }, 'b'],
    ['is found by its index', { index: 0 }, 'listed/Dockerfile'],
    ['that climbs stays text', { uri: '../../../etc/passwd' }, '../../../etc/passwd'],
    ['without an address is none', { index: 9 }, null],
  ];

  it.each(cases)('%s', (_name, artifactLocation, path) => {
    const result = { locations: [{ physicalLocation: { artifactLocation } }] };
    expect(onlyScan(sarif, log({ name: 'x' }, [result], run)).problems[0]?.path).toBe(path);
  });

  it('ends where bases go in circles', () => {
    const result = {
      locations: [{ physicalLocation: { artifactLocation: { uri: 'b', uriBaseId: 'LOOP' } } }],
    };
    const [problem] = onlyScan(sarif, log({ name: 'x' }, [result], run)).problems;
    expect(problem?.path).toMatch(/^(?:loop\/){1,10}b$/);
  });
});

describe('runs in SARIF', () => {
  it('are one scan each', () => {
    const run = (name: string) => ({ tool: { driver: { name } }, results: [] });
    const report = readWith(sarif, { version: '2.1.0', runs: [run('A'), run('B')] });
    expect(report.scans.map(({ tool }) => tool)).toEqual(['A', 'B']);
  });

  it('without a tool are a notice', () => {
    const report = readWith(sarif, { version: '2.1.0', runs: [{ tool: { driver: { name: 1 } } }] });
    expect(report).toEqual({ scans: [], statements: [], notices: ['runs[0] names no tool'] });
  });

  it('name the rows that are none', () => {
    const report = readWith(sarif, log({ name: 'x' }, [7]));
    expect(report.notices).toEqual(['runs[0].results[0]: it is not an object']);
  });
});

describe('SARIF', () => {
  const others: Readonly<Record<string, unknown>> = {
    'a log of another version': { version: '1.0.0', runs: [{ tool: { name: 'x' } }] },
    'a list': [{ runs: [] }],
    'a text': 'runs',
    'runs of something else': { runs: [{ id: 1 }] },
  };

  it.each(Object.entries(others))('is not %s', (_name, document) => {
    expect(sarif.recognizes(document)).toBe(false);
  });

  const rules = [
    { id: 'R', help: { text: 'Vulnerability' }, properties: { purls: ['pkg:npm/a@1'] } },
  ];
  const result = {
    ruleId: 'R',
    ruleIndex: 0,
    message: { id: 'default', arguments: ['a'] },
    suppressions: [{ status: 'accepted' }],
    locations: [{ ...DOCKERFILE, logicalLocations: [{ fullyQualifiedName: 'a@1' }] }],
    fixes: [{ description: { text: 'Upgrade' } }],
  };
  const run = { originalUriBaseIds: { A: { uri: 'file:///a' } }, artifacts: [{ location: {} }] };
  itBearsWrongTypes(sarif, log({ name: 'Trivy', rules }, [result], run));

  it('reads many results in the time of a few parses', () => {
    const rules = Array.from({ length: 1_000 }, (_, index) => ({ id: `R${index}`, name: 'rule' }));
    const results = Array.from({ length: MANY }, (_, index) => ({
      ruleId: `R${index % 1_000}`,
      message: { text: 'Package: a\nInstalled Version: 1' },
      locations: [DOCKERFILE],
    }));
    const document = log({ name: 'Trivy', rules }, results);
    const start = cpuTime();
    expect(sarif.read(document)).toMatchObject({ ok: true });
    expect(cpuTime() - start).toBeLessThan(2000);
  });
});
