import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { makeFolder, readFolder } from '../local/folders.ts';
import { COMMAND, json, seaworthy } from './seaworthy.ts';

const BAD = 'FROM debian:12\nRUN apt-get install curl\n';
const CLEAN = 'FROM scratch\nCOPY app /app\nUSER 10001\nHEALTHCHECK NONE\nENTRYPOINT ["/app"]\n';
const QUIET = { '.github/seaworthy.yml': 'rules:\n  apt-get-yes: off\n' };

const ESCAPE = '\u001B]0;gotcha\u0007\u001B[2J\u009B31m\u202E';
const HOSTILE = {
  [`a${ESCAPE}/Dockerfile`]: `FROM debian:12\nRUN apt-get install ${ESCAPE}curl\nFROM b AS ${ESCAPE}\n`,
  'Dockerfile.new\n::error::line': BAD,
};

describe('check', () => {
  test('prints the findings with their places and exits 1', () => {
    const { code, stdout, stderr } = seaworthy(makeFolder({ 'a/Dockerfile': BAD }), ['check']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/a\/Dockerfile/);
    expect(stdout).toMatch(/\b2:5\b.*apt-get-yes|apt-get-yes[^]*\b2:5\b/);
  });

  test('exits 0 when there is nothing to report', () => {
    const folder = makeFolder({ Dockerfile: CLEAN });
    expect(seaworthy(folder, ['check'])).toMatchObject({ code: 0, stderr: '' });
  });

  test('--fail-on decides from which severity on it exits 1', () => {
    const folder = makeFolder({ Dockerfile: BAD });
    const severities = ['critical', 'high', 'medium', 'low', 'info'];
    const codes = severities.map((word) => seaworthy(folder, ['check', '--fail-on', word]).code);
    expect(codes.at(0)).toBe(0);
    expect(codes.at(-1)).toBe(1);
    expect([...codes].sort()).toEqual(codes);
  });

  test('--format json has the promised shape', () => {
    const folder = makeFolder({ Dockerfile: BAD, ...QUIET });
    const place = { line: expect.any(Number) as number, column: expect.any(Number) as number };
    const result = json(seaworthy(folder, ['check', '--format', 'json']));
    expect(result).toMatchObject({ summary: expect.any(Object) as unknown });
    const findings = findingsOf(result);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding).toMatchObject({ ...place, severity: expect.any(String) as string });
      expect(Object.keys(finding as object)).toEqual(
        expect.arrayContaining([
          'rule',
          'message',
          'endLine',
          'endColumn',
          'aliases',
          'fix',
          'left',
        ]),
      );
      expect(finding).not.toMatchObject({ rule: 'apt-get-yes' });
    }
  });

  test.each(['sarif', 'github'])('--format %s prints that', (format) => {
    const { code, stdout } = seaworthy(makeFolder({ Dockerfile: BAD }), [
      'check',
      '--format',
      format,
    ]);
    expect(code).toBe(1);
    if (format === 'sarif') expect(JSON.parse(stdout)).toMatchObject({ version: '2.1.0' });
    else expect(stdout).toMatch(/^::(?:error|warning|notice) file=Dockerfile,line=2,/m);
  });

  test.each([['check'], ['images'], ['run', '.'], ['check', '--format', 'github']])(
    'makes control characters of names and contents visible: %s %s %s',
    (...words) => {
      const { stdout, stderr } = seaworthy(makeFolder(HOSTILE), words);
      expect(stdout).not.toBe('');
      expect(steering(stdout + stderr)).toEqual([]);
      expect(stdout).not.toMatch(/^::error::line/m);
    },
  );
});

/** Characters that steer a terminal or turn text around. */
function steering(text: string): string[] {
  return Array.from(text).filter(
    (character) => /[\p{Cc}\p{Bidi_Control}]/u.test(character) && !/[\t\n]/.test(character),
  );
}

function findingsOf(result: unknown): readonly unknown[] {
  const { files } = result as {
    readonly files: readonly { readonly findings: readonly unknown[] }[];
  };
  return files.flatMap((file) => file.findings);
}

describe('images', () => {
  test('lists the images that a Dockerfile uses', () => {
    const text = 'ARG V=22\nFROM node:$V AS build\nFROM scratch\nCOPY --from=build a b\n';
    const folder = makeFolder({ Dockerfile: text });
    expect(seaworthy(folder, ['images'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Dockerfile:2:6') as string,
      stderr: '',
    });
    expect(json(seaworthy(folder, ['images', '--format', 'json']))).toMatchObject({
      files: [
        {
          path: 'Dockerfile',
          images: [
            {
              reference: 'node:$V',
              resolved: 'node:22',
              registry: 'docker.io',
              repository: 'library/node',
              tag: '22',
              digest: null,
              line: 2,
              column: 6,
              definedAt: { line: 1 },
              unresolved: null,
            },
          ],
        },
      ],
    });
  });
});

describe('rules', () => {
  test('lists them all, and explains one by its id or another tool’s', () => {
    const folder = makeFolder();
    expect(seaworthy(folder, ['rules']).stdout).toMatch(/^apt-get-yes .*\bsafe\b/m);
    const { code, stdout } = seaworthy(folder, ['rules', 'apt-get-yes']);
    expect(code).toBe(0);
    expect(stdout).toContain('# seaworthy ignore=apt-get-yes');
    expect(seaworthy(folder, ['rules', 'dl3014']).stdout).toContain(stdout);
  });

  test('--format json has the promised version', () => {
    const result = json(seaworthy(makeFolder(), ['rules', 'apt-get-yes', '--format', 'json']));
    expect(result).toMatchObject({ rules: [{ id: 'apt-get-yes' }] });
  });
});

describe('init', () => {
  test('writes a configuration that the other commands accept, and never twice', () => {
    const folder = makeFolder({ Dockerfile: BAD });
    expect(seaworthy(folder, ['init'])).toEqual({
      code: 0,
      stdout: '.github/seaworthy.yml written\n',
      stderr: '',
    });
    const before = readFolder(folder);
    expect(seaworthy(folder, ['check'])).toMatchObject({ code: 1, stderr: '' });
    expect(seaworthy(folder, ['init'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'seaworthy: .github/seaworthy.yml is there already; edit it, or remove it first\n',
    });
    expect(readFolder(folder)).toEqual(before);
  });

  test('--format json has the promised version', () => {
    const result = json(seaworthy(makeFolder(), ['init', '--format', 'json']));
    expect(result).toEqual({ version: 1, written: '.github/seaworthy.yml' });
  });

  test('says why it cannot write', () => {
    const folder = makeFolder({ '.github': 'a file' });
    const { code, stdout, stderr } = seaworthy(folder, ['init']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^seaworthy: \.github\/seaworthy\.yml: not written: /);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(readFileSync(join(folder, '.github'), 'utf8')).toBe('a file');
  });
});

describe('the configuration', () => {
  test('of a folder further up counts, up to the root of the checkout', () => {
    const folder = makeFolder({
      'a/b/Dockerfile': BAD,
      ...QUIET,
      'other/.git/HEAD': '',
      'other/Dockerfile': BAD,
    });
    const rules = (below: string) => seaworthy(join(folder, below), ['check']).stdout;
    expect(rules('a/b')).not.toContain('apt-get-yes');
    expect(rules('other')).toContain('apt-get-yes');
  });
});

describe('the command itself', () => {
  test('prints its version and its help', () => {
    const folder = makeFolder();
    expect(seaworthy(folder, ['--version'])).toEqual({
      code: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
    expect(seaworthy(folder, ['--help'])).toMatchObject({ code: 0, stderr: '' });
    expect(seaworthy(folder, ['check', '--help']).stdout).toContain('--fail-on');
  });

  test.each([
    ['head -1', ['check', '--format', 'json']],
    ['true', ['check', '--format', 'json']],
    ['true', ['--help']],
    ['true', ['rules']],
  ])('ends quietly when `%s` reads no further: %j', (reader, words) => {
    const many = Array.from({ length: 100 }, (_, i): [string, string] => [`${i}/Dockerfile`, BAD]);
    const { stderr, signal } = spawnSync(
      'sh',
      [
        '-c',
        `{ sleep 0.2; "$0" "$@"; } | ${reader} > /dev/null`,
        process.execPath,
        COMMAND,
        ...words,
      ],
      { cwd: makeFolder(Object.fromEntries(many)), encoding: 'utf8' },
    );
    expect([stderr, signal]).toEqual(['', null]);
  });
});
