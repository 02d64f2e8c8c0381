import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../local/folders.ts';
import { sarifErrors } from '../sarif-errors.ts';
import { hadolintReport, SHOP, trivyReport } from './sample-reports.ts';
import { json, seaworthy } from './seaworthy.ts';

const GOOD = trivyReport();
const DEEP = 100_000;
const nested = (open: string, close: string) => open.repeat(DEEP) + close.repeat(DEEP);

/** What is in the file, and what is said of it. */
const refused: Readonly<Record<string, readonly [string | Uint8Array, string]>> = {
  'a report that is cut off': [
    GOOD.slice(0, 900),
    'bad: it is no complete JSON (Unterminated string in JSON at position 900); let the scanner write it anew, as JSON',
  ],
  'an empty file': ['', 'bad: the file is empty; the messages of the scanner say why'],
  'a file of blanks': [' \n\n', 'bad: the file is empty'],
  'a package.json': [
    '{"name":"shop","version":"1.0.0","dependencies":{"a":"1"}}',
    'bad: no known report format; known are Anchore, ',
  ],
  'a picture': [Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'bad: it is a binary file'],
  'a page of HTML': ['<!DOCTYPE html>\n<html><body>403</body></html>\n', 'bad: '],
  'a table for people': ['acme/shop:1.4 (debian 12.1)\n====\nTotal: 4\n', 'bad: '],
  'a number': ['1', 'bad: no known report format'],
  'deep lists': [nested('[', ']'), 'bad: no known report format'],
  'deep objects': ['{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP), 'bad: no known report format'],
  'deep objects that never end': ['{"a":'.repeat(DEEP), 'bad: it is no complete JSON'],
  'deep YAML': [`a: ${'['.repeat(DEEP)}`, 'bad: line 1: this is nested too deeply'],
  'YAML that refers to itself': ['a: &a [*a, *a]\n', 'bad: '],
};

describe('one bad report', () => {
  test.each(Object.entries(refused))('%s: the rest goes on', (_name, [content, message]) => {
    const folder = makeFolder({ Dockerfile: SHOP, bad: content, 'good.json': GOOD });
    const words = ['--report', 'bad', '--report', 'good.json'];
    const outcome = seaworthy(folder, ['check', '--format', 'json', ...words]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(`seaworthy: ${message}`);
    expect(outcome.stderr).not.toMatch(/^ +at /m);
    expect(json(outcome)).toMatchObject({ summary: { findings: 4 } });
  });

  test('that is missing, a folder, or of a gigabyte', () => {
    const folder = makeFolder({ Dockerfile: SHOP, 'good.json': GOOD, huge: '' });
    mkdirSync(join(folder, 'reports'));
    truncateSync(join(folder, 'huge'), 2 ** 30);
    const words = ['nowhere', 'reports', 'huge', 'good.json'].flatMap((name) => ['--report', name]);
    const { code, stdout, stderr } = seaworthy(folder, ['check', ...words]);
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      'seaworthy: nowhere: there is no such file or folder',
      'seaworthy: reports: it is a folder; name the report in it',
      expect.stringContaining(
        'seaworthy: huge: it is larger than the limit of 256 MiB (1024 MiB)',
      ) as string,
      '',
    ]);
    expect(stdout).toContain('4 problems in 1 file');
  });

  test('keeps neither fix nor run from the others', () => {
    const folder = makeFolder({ Dockerfile: SHOP, bad: '{', 'good.json': GOOD });
    const words = ['--offline', '--report', 'bad', '--report', 'good.json'];
    const fix = seaworthy(folder, ['fix', '--safety', 'review', ...words]);
    expect(fix).toMatchObject({ code: 2, stderr: expect.stringContaining('bad: ') as string });
    expect(fix.stdout).toContain('curl=7.88.1-10+deb12u4');
    const run = seaworthy(folder, ['run', '.', ...words]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('bad: ') as string });
    expect(run.stdout).toContain('curl=7.88.1-10+deb12u4');
  });

  test('alone leaves what the rules find', () => {
    const folder = makeFolder({ Dockerfile: 'FROM a:1\nADD a /a\nUSER 1\n', bad: '{' });
    const { code, stdout } = seaworthy(folder, ['check', '--report', 'bad']);
    expect(code).toBe(2);
    expect(stdout).toContain('prefer-copy');
    expect(stdout).not.toContain('Reports');
  });
});

describe('what is no bad report', () => {
  const encoded: Readonly<Record<string, string | Uint8Array>> = {
    'UTF-16 as PowerShell writes it': Buffer.concat([
      Uint8Array.of(0xff, 0xfe),
      Buffer.from(GOOD, 'utf16le'),
    ]),
    'UTF-8 with a mark': `\uFEFF${GOOD}`,
    'JSON behind blank lines': `\n\n ${GOOD}\n`,
  };
  test.each(Object.entries(encoded))('%s', (_name, content) => {
    const folder = makeFolder({ Dockerfile: SHOP, report: content });
    const outcome = seaworthy(folder, ['check', '--format', 'json', '--report', 'report']);
    expect(outcome.stderr).toBe('');
    expect(json(outcome)).toMatchObject({ summary: { findings: 4 } });
  });

  test('a row that cannot be read: it is told, and the others count', () => {
    const report = JSON.parse(GOOD) as { Results: { Vulnerabilities: unknown[] }[] };
    report.Results[0]?.Vulnerabilities.push(null, { VulnerabilityID: 7 }, { PkgName: 'a' });
    const folder = makeFolder({ Dockerfile: SHOP, 'a.json': JSON.stringify(report) });
    const outcome = seaworthy(folder, ['check', '--format', 'json', '--report', 'a.json']);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toMatch(/^seaworthy: a\.json: Results\[0\]\.Vulnerabilities\[3\]: /);
    expect(json(outcome)).toMatchObject({ summary: { findings: 4 } });
  });

  test('deep nesting where a scanner has a list', () => {
    const deep = `{"SchemaVersion":2,"ArtifactName":"a","Results":${nested('[', ']')}}`;
    const folder = makeFolder({ Dockerfile: SHOP, 'a.json': deep });
    const { code, stderr } = seaworthy(folder, ['check', '--report', 'a.json']);
    expect(code).toBe(0);
    expect(stderr).toContain('seaworthy: a.json: Results[0]: it is not an object\n');
  });

  test.each(['../../etc/passwd', '/etc/passwd', '..\\..\\etc\\passwd', 'C:\\Dockerfile\0'])(
    'problems of the file %j, which is none of ours',
    (file) => {
      const report = hadolintReport(['DL3020:1', 'DL3057:1'], file);
      const folder = makeFolder({ Dockerfile: SHOP, 'a.json': report });
      const { code, stdout } = seaworthy(folder, ['check', '--report', 'a.json']);
      expect(code).toBe(0);
      expect(stdout).toContain('2 reported problems are about other files');
    },
  );
});

/** Markdown, HTML, mentions, control characters, text that runs backwards, workflow commands. */
const HOSTILE =
  '\u001B[31m\u001B]8;;http://evil.example\u0007 [a](http://evil.example) <img src=x onerror=alert(1)> @octocat | `a` ' +
  '\u202Egnp\u2066 ../../../etc/passwd\n::error::x\n##[error]x\r%0A</details>';

/** Every object has keys that would reach prototypes. */
function withStrangeKeys(report: string): string {
  return report.replaceAll(
    '{"',
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"',
  );
}

function hostileReport(): string {
  const rows = [
    { id: HOSTILE, package: 'zlib1g 1' },
    { id: '__proto__', package: 'curl 7.88.1-10', fixed: '7.88.1-10+deb12u4', layer: 2 },
    {
      id: 'CVE-2024-1',
      package: 'a 1',
      more: {
        PkgName: HOSTILE,
        InstalledVersion: HOSTILE,
        FixedVersion: HOSTILE,
        Title: HOSTILE,
        PrimaryURL: 'javascript:alert(1)',
      },
    },
    { id: 'CVE-2024-2', package: 'b 1', layer: 3, lockFile: `../../../etc/${HOSTILE}` },
  ];
  return withStrangeKeys(trivyReport(rows, { name: HOSTILE }));
}

describe('hostile strings in a report', () => {
  const show = (format: string) => {
    const folder = makeFolder({ Dockerfile: SHOP, 'a.json': hostileReport() });
    const words = ['check', '--format', format, '--report', 'Dockerfile=a.json'];
    const { code, stdout, stderr } = seaworthy(folder, words);
    expect([code, stderr]).toEqual([1, '']);
    return stdout;
  };
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  const CONTROLS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

  test('are made visible in text, and make no line of their own', () => {
    const text = show('text');
    expect(text).toContain(String.raw`\x1b[31m`);
    expect(text).not.toMatch(CONTROLS);
    expect(text).not.toMatch(/^\s*(?:::|##\[)/m);
  });

  test('are no commands in annotations', () => {
    const lines = show('github').trimEnd().split('\n');
    expect(lines.every((line) => line.startsWith('::error file=Dockerfile,line='))).toBe(true);
    expect(lines.join('')).not.toMatch(CONTROLS);
  });

  test('are valid SARIF without links, in places of the Dockerfile alone', () => {
    const text = show('sarif');
    expect(sarifErrors(text)).toBeNull();
    expect(text).not.toContain('javascript:');
    const messages = text.match(/"text": .*/g) ?? [];
    expect(messages.some((message) => message.includes(String.raw`[a\\](http://evil`))).toBe(true);
    expect(messages.some((message) => message.includes('[a](http://evil'))).toBe(false);
    const uris = [...text.matchAll(/"uri": "([^"]*)"/g)].map(([, uri]) => uri);
    expect([...new Set(uris)]).toEqual(['Dockerfile']);
  });

  test('stay what they are in JSON', () => {
    const { files } = JSON.parse(show('json')) as {
      readonly files: readonly { readonly findings: readonly { readonly rule: string }[] }[];
    };
    const ids = files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    expect(ids).toContain('__proto__');
    expect(ids).toContain('CVE-2024-1');
  });

  test('are inert on standard error', () => {
    const other = trivyReport(undefined, { name: HOSTILE, history: [] });
    const folder = makeFolder({ Dockerfile: SHOP, 'a.json': other });
    const { stderr } = seaworthy(folder, ['check', '--report', 'a.json']);
    expect(stderr).toMatch(/^seaworthy: nothing is done about .*\n$/);
    expect(stderr).not.toMatch(CONTROLS);
  });
});

test('a million findings are read in bounded time and memory, and the worst are kept', () => {
  const folder = makeFolder({ Dockerfile: SHOP });
  const [head = '', tail = ''] = trivyReport([]).split('"Vulnerabilities":[]');
  const rows: string[] = [];
  for (let index = 0; index < 1_000_000; index += 1) {
    const severity = index === 999_999 ? 'CRITICAL' : 'LOW';
    rows.push(
      `{"VulnerabilityID":"CVE-${2000 + (index % 25)}-${10_000 + Math.floor(index / 25)}","PkgName":"p${index % 5000}","InstalledVersion":"1","Severity":"${severity}"}`,
    );
  }
  writeFileSync(join(folder, 'a.json'), `${head}"Vulnerabilities":[${rows.join(',')}]${tail}`);
  const measured = `${folder}/measured.mjs`;
  writeFileSync(
    measured,
    'import { writeFileSync } from "node:fs"; process.on("exit", () => writeFileSync(process.env.MEASURED, JSON.stringify(process.resourceUsage())));',
  );
  const usage = join(folder, 'usage.json');
  const environment = { NODE_OPTIONS: `--import ${measured}`, MEASURED: usage };
  const { code, stdout, stderr } = seaworthy(folder, ['check', '--report', 'a.json'], {
    environment,
  });
  expect(code).toBe(1);
  expect(stderr).toContain('1000000 rows of vulnerabilities; only the 50000 worst are looked at');
  expect(stdout).toContain('(1 critical, 49999 low)');
  const { userCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage;
  // Microseconds and kilobytes; it took 12 seconds and 1.3 GB when this was written.
  expect(userCPUTime / 1e6).toBeLessThan(60);
  expect(maxRSS / 1024 / 1024).toBeLessThan(3);
}, 120_000);
