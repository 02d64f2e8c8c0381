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

describe('images takes the value of an ARG without a default', () => {
  const WORKFLOW = '.github/workflows/ci.yml';
  const compose =
    'services:\n  web:\n    build:\n      context: app\n      args:\n        V: ${ALPINE:-3.20}\n';
  const workflow =
    'jobs:\n  a:\n    steps:\n      - run: docker build --build-arg V=3.21 app\n      - run: docker build --build-arg W=9 app\n';
  const files = { 'app/Dockerfile': 'ARG V\nFROM alpine:$V\n', 'compose.yaml': compose };

  /** What it prints for people, and for machines about the only image. */
  function outcome(folder: string, ...paths: string[]) {
    const { code, stdout, stderr } = seaworthy(folder, ['images', ...paths]);
    const result = json(seaworthy(folder, ['images', ...paths, '--format', 'json']));
    const { files: found } = result as {
      readonly files: readonly { images: readonly unknown[] }[];
    };
    return { code, stdout, stderr, image: found[0]?.images[0] };
  }

  test('from a compose file, and says where it stands', () => {
    expect(outcome(makeFolder(files))).toEqual({
      code: 0,
      stdout: 'app/Dockerfile:2:6 base       alpine:$V = alpine:3.20 (from compose.yaml:6)\n',
      stderr: '',
      image: {
        reference: 'alpine:$V',
        resolved: 'alpine:3.20',
        registry: 'docker.io',
        repository: 'library/alpine',
        tag: '3.20',
        digest: null,
        role: 'base',
        stage: 0,
        line: 2,
        column: 6,
        definedAt: { path: 'compose.yaml', line: 6 },
        overrides: [],
        unresolved: null,
      },
    });
  });

  test('from the .env that the compose file reads', () => {
    const { image } = outcome(makeFolder({ ...files, '.env': '\nALPINE=3.19\n' }));
    expect(image).toMatchObject({ resolved: 'alpine:3.19', definedAt: { path: '.env', line: 2 } });
  });

  test('from anywhere in the checkout, for a file that is named in a folder of it', () => {
    const folder = makeFolder({ ...files, '.git/HEAD': 'ref: refs/heads/main\n' });
    const { image } = outcome(`${folder}/app`, 'Dockerfile');
    expect(image).toMatchObject({ definedAt: { path: '../compose.yaml', line: 6 } });
  });

  test('unless builds disagree, and names both', () => {
    const { code, image } = outcome(makeFolder({ ...files, [WORKFLOW]: workflow }));
    expect(code).toBe(0);
    expect(image).toMatchObject({
      resolved: null,
      definedAt: { line: 2 },
      unresolved: `ARG V has no default, and compose.yaml:6 gives 3.20 but ${WORKFLOW}:4 gives 3.21`,
    });
  });

  test('and leaves a default, but tells what a build passes', () => {
    const text = 'ARG V=3.18\nFROM alpine:$V\n';
    const { stdout, image } = outcome(makeFolder({ ...files, 'app/Dockerfile': text }));
    expect(stdout).toContain('= alpine:3.18 (from line 1; compose.yaml:6 passes V=3.20)');
    expect(image).toMatchObject({
      definedAt: { line: 1 },
      overrides: [{ name: 'V', value: '3.20', path: 'compose.yaml', line: 6 }],
    });
  });

  test.each([
    ['that git ignores', { '.gitignore': 'compose.yaml\n' }],
    [
      'that the configuration leaves out',
      { '.github/seaworthy.yml': 'paths: { exclude: [compose.yaml] }\n' },
    ],
  ])('not from files %s', (_name, more) => {
    const { image } = outcome(makeFolder({ ...files, ...more }));
    expect(image).toMatchObject({ unresolved: 'ARG V has no default' });
  });

  test('without the files that cannot be read, which it names', () => {
    const broken = { 'docker-compose.bad.yml': 'services:\n  a: [\n', [WORKFLOW]: 'a: 1\na: 2\n' };
    const { code, stderr, image } = outcome(makeFolder({ ...files, ...broken }));
    expect(code).toBe(0);
    expect(stderr).toContain('seaworthy: docker-compose.bad.yml:3: it cannot be read: ');
    expect(stderr).toContain(`seaworthy: ${WORKFLOW}:2: it cannot be read: \`a\` is there twice`);
    expect(image).toMatchObject({ resolved: 'alpine:3.20' });
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
