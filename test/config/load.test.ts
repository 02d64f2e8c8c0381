import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { configMarkdown, configSchemaJson } from '../../scripts/config-documents.ts';
import { ConfigError } from '../../src/config/config-error.ts';
import { configPath, DEFAULTS } from '../../src/config/defaults.ts';
import { loadConfig } from '../../src/config/load.ts';
import { configSchema } from '../../src/config/schema.ts';
import { STARTER } from '../../src/config/starter.ts';
import { cpuTime } from '../cpu-time.ts';

const RULES = ['apt-get-yes', 'copy-not-add', 'no-sudo', 'rule-id'];

function load(text: string) {
  return loadConfig(text, 'seaworthy.yml', RULES);
}

/** The error that a text leads to. */
function errorOf(text: string): ConfigError {
  try {
    load(text);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the text was accepted');
}

describe('a configuration', () => {
  it('has the defaults that the schema tells', () => {
    expect(configSchema.parse({})).toEqual(DEFAULTS);
  });

  it.each(['', '\n', '# nothing\n', '---\n', '{}', 'rules:\nposture:\npaths:\n  include:\n'])(
    'of %j is the default one',
    (text) => {
      expect(load(text)).toEqual(DEFAULTS);
    },
  );

  it('keeps what it sets and fills in the rest', () => {
    const text = [
      'posture: strict',
      'rules: { no-sudo: off, apt-get-yes: high, copy-not-add: on }',
      'ignore:',
      '  - rule: no-sudo',
      '    path: legacy/**',
      '    reason: "replaced next quarter: yes"',
      '    until: 2030-01-31',
      'failOn: medium',
      'pullRequests:',
      '  limit: 5',
    ].join('\r\n');
    expect(load(`\uFEFF${text}`)).toEqual({
      ...DEFAULTS,
      posture: 'strict',
      rules: { 'no-sudo': 'off', 'apt-get-yes': 'high', 'copy-not-add': 'on' },
      ignore: [
        {
          rule: 'no-sudo',
          path: 'legacy/**',
          reason: 'replaced next quarter: yes',
          until: '2030-01-31',
        },
      ],
      failOn: 'medium',
      pullRequests: { ...DEFAULTS.pullRequests, limit: 5 },
    });
  });

  it.each([
    'CVE-2024-12345',
    'cve-2024-12345',
    'GHSA-jfh8-c2jp-5v3q',
    'RHSA-2024:1234',
    'DLA-3449-1',
  ])('may accept the advisory %s', (rule) => {
    expect(load(`ignore: [{ rule: "${rule}" }]`).ignore).toEqual([{ rule }]);
  });

  it('tells which image is built from which file', () => {
    const text = [
      'images:',
      '  - { image: ghcr.io/acme/api, dockerfile: api/Dockerfile }',
      '  - { image: "localhost:5000/web:1.2", dockerfile: web/Dockerfile, target: prod }',
    ].join('\n');
    expect(load(text).images).toEqual([
      { image: 'ghcr.io/acme/api', dockerfile: 'api/Dockerfile' },
      { image: 'localhost:5000/web:1.2', dockerfile: 'web/Dockerfile', target: 'prod' },
    ]);
  });

  it('may use anchors', () => {
    const text = 'paths: { include: &a [x], exclude: *a }';
    expect(load(text).paths).toEqual({ include: ['x'], exclude: ['x'] });
  });

  it('is found by its path', () => {
    expect(configPath(['a', '.github/seaworthy.yaml'])).toBe('.github/seaworthy.yaml');
    expect(configPath(['a/.github/seaworthy.yml', 'seaworthy.yml'])).toBeNull();
  });
});

describe('a mistake is told with its place:', () => {
  const mistakes: Readonly<Record<string, readonly [text: string, message: string]>> = {
    'a misspelt value': [
      'version: 1\nposture: gentel\n',
      '2:10: `posture`: expected one of gentle, balanced, strict, got "gentel"; did you mean gentle?',
    ],
    'a value of another kind': [
      'posture: [strict]\n',
      '1:10: `posture`: expected one of gentle, balanced, strict, got a list',
    ],
    'a misspelt key': ['postur: strict\n', '1:1: unknown key `postur`; did you mean posture?'],
    'a misspelt key further in': [
      'paths:\n  excludes: []\n',
      '2:3: unknown key `excludes` in `paths`; did you mean exclude?',
    ],
    'a misspelt key in a list': [
      'ignore:\n  - rule: no-sudo\n    untill: 2030-01-01\n',
      '3:5: unknown key `untill` in `ignore[0]`; did you mean until?',
    ],
    'a key that is like no other': [
      'paths: { zzzzzz: 1 }\n',
      '1:10: unknown key `zzzzzz` in `paths`; known are include, exclude',
    ],
    'a kind of upgrade that there is not': [
      'upgrades:\n  kinds: [patch, mayor]\n',
      '2:18: `upgrades.kinds[1]`: expected one of digest-refresh, patch, minor, major, distribution, replacement, got "mayor"; did you mean major?',
    ],
    'versions that are no range': [
      'upgrades:\n  rules:\n    - { image: node, allow: newest }\n',
      '3:29: `upgrades.rules[0].allow` is no range of versions, such as `>=20 <23`',
    ],
    'an unknown rule': [
      'rules:\n  no-sudo: off\n  no-suod: off\n',
      '3:3: there is no rule `no-suod`; did you mean no-sudo?',
    ],
    'an unknown rule that is ignored': [
      'ignore:\n  - { path: a, rule: zzzzzzzz }\n',
      '2:22: there is no rule `zzzzzzzz`; `seaworthy rules` lists them',
    ],
    'what is only like an advisory': [
      'ignore:\n  - rule: CVE-2024\n',
      '2:11: there is no rule `CVE-2024`; `seaworthy rules` lists them',
    ],
    'an advisory among the rules': [
      'rules:\n  CVE-2024-12345: off\n',
      '2:3: there is no rule `CVE-2024-12345`; `seaworthy rules` lists them',
    ],
    'an image that is none': [
      'images:\n  - { image: "a b", dockerfile: Dockerfile }\n',
      '2:14: `images[0].image` is no name of an image',
    ],
    'an image without its file': [
      'images:\n  - image: acme/api\n',
      '2:5: `images[0].dockerfile`: expected text, got nothing',
    ],
    'a misspelt setting of a rule': [
      'rules: { no-sudo: hihg }\n',
      '1:19: `rules.no-sudo`: expected one of off, on, critical, high, medium, low, info, got "hihg"; did you mean high?',
    ],
    'a missing field': [
      'ignore:\n  - path: a\n',
      '2:5: `ignore[0].rule`: expected text, got nothing',
    ],
    'a rule without a setting': [
      'rules:\n  no-sudo:\n',
      '2:11: `rules.no-sudo`: expected one of off, on, critical, high, medium, low, info, got nothing',
    ],
    'a misspelt key without a value': [
      'postur:\n',
      '1:1: unknown key `postur`; did you mean posture?',
    ],
    'text in place of a list': [
      'paths:\n  exclude: vendor\n',
      '2:12: `paths.exclude`: expected a list, got "vendor"',
    ],
    'a number that is none': [
      'pullRequests:\n  limit: many\n',
      '2:10: `pullRequests.limit`: expected a number, got "many"',
    ],
    'a number out of range': [
      'pullRequests: { limit: -1 }\n',
      '1:24: `pullRequests.limit` must be at least 0',
    ],
    'a day that does not exist': [
      'ignore:\n  - rule: no-sudo\n    until: 2030-02-30\n',
      '3:12: `ignore[0].until` is no date: expected YYYY-MM-DD',
    ],
    'a branch name that git refuses': [
      'pullRequests: { branchPrefix: a..b/ }\n',
      '1:31: `pullRequests.branchPrefix` is no beginning of a branch name',
    ],
    'a pattern that takes for ever': [
      'paths:\n  exclude:\n    - a\n    - "**/a/**/a/**/a"\n',
      '4:7: `paths.exclude[1]` has `**` more than 2 times',
    ],
    'an older or newer format': ['version: 2\n', '1:10: `version`: expected 1, got 2'],
    'a list as the whole': ['- posture\n', '1:1: the file: expected a mapping, got a list'],
    'a key twice': [
      'posture: strict\nrules: {}\nposture: gentle\n',
      '3:1: `posture` is there twice; remove one of them',
    ],
    'a key that is a list': ['[a]: 1\n', '1:1: a key must be a word'],
    'a key that is no property': ['rules: { __proto__: off }\n', '1:10: a key must be a word'],
    'a tab': ['paths:\n\texclude: []\n', '2:1: tabs are not allowed as indentation'],
    'a bracket that stays open': [
      'rules: {\n',
      '2:1: flow map in block collection must be sufficiently indented and end with a }',
    ],
    'an unknown tag': ['posture: !strict strict\n', '1:10: unresolved tag: !strict'],
    'an anchor that is not there': [
      'a: 1\nposture: *x\n',
      '2:10: an alias has no anchor, or aliases stand for too much; write the value itself',
    ],
    'a second document': [
      'posture: strict\n---\nposture: gentle\n',
      '2:1: a second document begins here; only one is read',
    ],
    'the first of several': [
      'posture: x1\nversion: 2\nzzz: 1\n',
      '1:10: `posture`: expected one of gentle, balanced, strict, got "x1"',
    ],
  };
  it.each(Object.entries(mistakes))('%s', (_name, [text, message]) => {
    expect(errorOf(text).message).toBe(`seaworthy.yml:${message}`);
  });

  it('in parts, too', () => {
    expect(errorOf('\uFEFFpostur: strict')).toMatchObject({
      name: 'ConfigError',
      file: 'seaworthy.yml',
      line: 1,
      column: 1,
      problem: 'unknown key `postur`',
      cure: 'did you mean posture?',
    });
  });

  it('with what the parser said as the cause', () => {
    expect(errorOf('a: [').cause).toBeInstanceOf(Error);
  });
});

describe('a hostile configuration is refused in no time:', () => {
  const laughs = Array.from(
    { length: 9 },
    (_, level) => `k${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1},`.repeat(9)}]\n`,
  );
  const hostile: Readonly<Record<string, string>> = {
    'larger than 256 KiB': `# ${'x'.repeat(256 * 1024)}\n`,
    'brackets within brackets': '['.repeat(100_000),
    'brackets closed in comments': '[ #]\n'.repeat(40_000),
    'brackets closed in strings': '["\n]\n", '.repeat(20_000),
    'mappings within mappings': '{a: '.repeat(50_000),
    'a list in a list in a list': '- '.repeat(100_000),
    'keys in keys': '? '.repeat(100_000),
    'keys in keys, a few on each line': `${'? '.repeat(15)}\n`.repeat(4000),
    'keys in keys in brackets': `[${'? '.repeat(15)}, `.repeat(3000),
    'values in values': 'a: '.repeat(50_000),
    'levels by indentation': Array.from({ length: 700 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
    'aliases of aliases': laughs.join(''),
    'many keys': Array.from({ length: 30_000 }, (_, n) => `k${n}:`).join('\n'),
    'many equal keys': 'k:\n'.repeat(60_000),
    'many rules': `rules:\n${Array.from({ length: 12_000 }, (_, n) => `  r${n}: off`).join('\n')}`,
    'many anchors': '&a '.repeat(80_000),
    'a branch prefix of slashes and dots': `pullRequests: { branchPrefix: "${'a/.'.repeat(80_000)}" }`,
  };
  it.each(Object.entries(hostile))('%s', (_name, text) => {
    const start = cpuTime();
    expect(errorOf(text).line).toBeGreaterThan(0);
    expect(cpuTime() - start).toBeLessThan(5000);
  });
});

describe('the starter', () => {
  const uncommented = STARTER.replace(/^#(?! \S)/gm, '');

  it('is the default configuration', () => {
    expect(load(STARTER)).toEqual(DEFAULTS);
  });

  it('is right without its comment signs, too, and shows every field that has no other place', () => {
    const config = load(uncommented);
    expect(config.ignore).toHaveLength(1);
    expect(config.rules).toEqual({ 'rule-id': 'off' });
    for (const field of Object.keys(DEFAULTS).filter((name) => name !== 'fix')) {
      expect(STARTER).toMatch(new RegExp(`^#?${field}:`, 'm'));
    }
  });
});

describe('the generated documents', () => {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const isValid = ajv.compile(JSON.parse(configSchemaJson()) as object);

  it.each([
    [{}, true],
    [DEFAULTS, true],
    [{ rules: { 'no-sudo': 'off' }, ignore: [{ rule: 'no-sudo', until: '2030-01-31' }] }, true],
    [{ rules: { 'no-sudo': 'of' } }, false],
    [{ postur: 'strict' }, false],
    [{ ignore: [{ rule: 'no-sudo', until: '2030-02-30' }] }, false],
  ])('judge %j as the loader does', (data, expected) => {
    expect(isValid(data)).toBe(expected);
    const text = JSON.stringify(data);
    if (expected) expect(load(text)).toBeDefined();
    else expect(errorOf(text)).toBeInstanceOf(ConfigError);
  });

  it('explain every field', () => {
    const rows = configMarkdown()
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const fields = rows.map((row) => /^\| `([^`]+)`/.exec(row)?.[1]);
    expect(fields).toEqual(
      expect.arrayContaining(['posture', 'ignore[].until', 'pullRequests.limit']),
    );
    for (const row of rows) expect(row).toMatch(/^\|(?: [^|]+ \|){4}$/);
  });
});
