import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pc from 'picocolors';
import { afterAll, describe, expect, it } from 'vitest';
import { wholeHunk } from '../../src/cli/diff-whole.ts';
import { formatDiff } from '../../src/cli/format-diff.ts';

const plain = pc.createColors(false);
const folder = mkdtempSync(join(tmpdir(), 'seaworthy-diff-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Applies a patch with the real git and returns the bytes that it leaves. */
function gitApplied(path: string, before: string, patch: string): string {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, before);
  const options = ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'];
  execFileSync('git', options, {
    cwd: folder,
    input: patch,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) },
  });
  return readFileSync(target, 'utf8');
}

describe('git applies the diff of', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, n) => `RUN ${n}\n`).join('');
  const changes: Readonly<Record<string, readonly [before: string, after: string]>> = {
    'a line': ['FROM a\nADD b c\n', 'FROM a\nCOPY b c\n'],
    'lines far apart': [`A\n${lines(20)}B\n`, `a\n${lines(20)}b\n`],
    'a file with CRLF': ['FROM a\r\nADD b c\r\n', 'FROM a\r\nCOPY b c\r\n'],
    'a file with both line endings': ['FROM a\r\nADD b c\nX\r\n', 'FROM a\r\nCOPY b c\nX\r\n'],
    'a file with a byte order mark': ['\uFEFFFROM a\nADD b\n', '\uFEFFFROM a\nCOPY b\n'],
    'a file without its final line ending': ['FROM a\nADD b c', 'FROM a\nCOPY b c'],
    'a file without it, changed further up': ['FROM A\nADD b c', 'FROM a\nADD b c'],
    'a final line ending that comes': ['FROM a', 'FROM a\n'],
    'a final line ending that goes': ['FROM a\r\n', 'FROM a'],
    'an empty file that gets lines': ['', 'FROM a\n'],
    'a file that becomes empty': ['FROM a\nRUN b', ''],
    'inserted and removed lines': ['A\nB\nC\nD\n', 'A\nnew\nC\n'],
    'lines that look like a diff': [
      '--- a\n+++ b\n@@ -1 +1 @@\n\\ x\n',
      '--- a\n+++ c\n@@ -1 +1 @@\n\\ x\n',
    ],
    'single carriage returns': ['RUN a\rb\nADD c\n', 'RUN a\rb\nCOPY c\n'],
    'so many lines that the smallest diff is not looked for': [
      lines(5000),
      lines(5000).replaceAll('RUN 1', 'run 1').replaceAll('RUN 2', 'run 2'),
    ],
  };
  it.each(Object.entries(changes))('%s', (_name, [before, after]) => {
    const patch = formatDiff({ path: 'Dockerfile', before, after }, plain, 'program');
    expect(gitApplied('Dockerfile', before, patch)).toBe(after);
  });

  it.each(['a b/Dockerfile', 'ü/漢', 'tab\there', 'line\nbreak', 'quo"te\\', ' x', 'esc\u001B[1m'])(
    'the path %j',
    (path) => {
      const patch = formatDiff({ path, before: 'FROM A\n', after: 'FROM a\n' }, plain, 'program');
      expect(gitApplied(path, 'FROM A\n', patch)).toBe('FROM a\n');
    },
  );
});

describe('the one hunk that stands in for a smallest diff', () => {
  it.each([
    ['a\nb\nc\nd\ne\nf\ng\nh\n', 'a\nb\nc\nd\nE\nf\ng\nh\n', '@2,7,2,7 b, c, d,-e,+E, f, g, h'],
    ['a\nb\n', 'a\nx\nb\n', '@1,2,1,3 a,+x, b'],
    ['', 'a', '@1,0,1,1+a,\\ No newline at end of file'],
    ['a\na\n', 'a\na\na\n', '@1,2,1,3 a, a,+a'],
  ])('of %j and %j', (before, after, expected) => {
    const { oldStart, oldLines, newStart, newLines, lines } = wholeHunk(before, after, 3);
    const shown = `@${[oldStart, oldLines, newStart, newLines].join()}${lines.join()}`;
    expect(shown).toBe(expected);
  });
});

describe('a diff', () => {
  const file = {
    path: 'api/Dockerfile',
    before: 'FROM a\r\nADD \u001B[31m c\r\n',
    after: 'FROM a\r\nCOPY \u001B[31m c\r\n',
  };

  it('is empty when nothing changed', () => {
    expect(formatDiff({ ...file, after: file.before }, plain, 'program')).toBe('');
  });

  it('gives a program every byte', () => {
    expect(formatDiff(file, plain, 'program')).toBe(
      '--- a/api/Dockerfile\n+++ b/api/Dockerfile\n@@ -1,2 +1,2 @@\n FROM a\r\n-ADD \u001B[31m c\r\n+COPY \u001B[31m c\r\n',
    );
  });

  it('shows people what would steer their terminal', () => {
    expect(formatDiff(file, plain, 'people')).toBe(
      '--- a/api/Dockerfile\n+++ b/api/Dockerfile\n@@ -1,2 +1,2 @@\n FROM a\n-ADD \\x1b[31m c\n+COPY \\x1b[31m c\n',
    );
  });

  it('is coloured', () => {
    const text = formatDiff(file, pc.createColors(true), 'people');
    expect(text).toContain('\u001B[31m-ADD \\x1b[31m c\u001B[39m\n');
    expect(text).toContain('\u001B[32m+COPY \\x1b[31m c\u001B[39m\n');
    expect(text).toContain('\u001B[36m@@ -1,2 +1,2 @@\u001B[39m\n');
  });
});

describe('a diff with a secret in it', () => {
  const SECRET = 'hunter2-9f8a7b6c5d';
  const before = `FROM a\nENV DB_PASSWORD ${SECRET}\nADD b c\nENV A_TOKEN=${SECRET} B=1\n`;
  const after = `FROM a\nENV DB_PASSWORD=${SECRET}\nCOPY b c\nENV A_TOKEN=${SECRET} B=1\nUSER 1\n`;

  it('shows people where one stands, and nothing of it', () => {
    const shown = formatDiff({ path: 'Dockerfile', before, after }, plain, 'people');
    expect(shown).toBe(
      [
        '--- a/Dockerfile',
        '+++ b/Dockerfile',
        '@@ -1,4 +1,5 @@',
        ' FROM a',
        '-ENV DB_PASSWORD ••••',
        '-ADD b c',
        '+ENV DB_PASSWORD=••••',
        '+COPY b c',
        ' ENV A_TOKEN=•••• B=1',
        '+USER 1',
        '',
      ].join('\n'),
    );
  });

  it('shows people no line of a private key that begins above it', () => {
    const key = ['-----BEGIN RSA PRIVATE', 'KEY-----'].join(' ');
    const lines = Array.from({ length: 9 }, (_, n) => `MIIEpAIBAAKCAQEA${n}`).join('\n');
    const old = `FROM a\nCOPY <<K /k\n${key}\n${lines}\n-----END RSA PRIVATE KEY-----\nK\nADD b c\n`;
    const changed = { path: 'Dockerfile', before: old, after: old.replace('ADD', 'COPY') };
    const moved = { ...changed, after: old.replace('MIIEpAIBAAKCAQEA7', 'MIIEpAIBAAKCAQEAX') };
    expect(formatDiff(changed, plain, 'people')).not.toContain('MIIE');
    expect(formatDiff(moved, plain, 'people')).not.toContain('MIIE');
  });

  it('is whole for git, which would not find the lines otherwise', () => {
    const patch = formatDiff({ path: 'Dockerfile', before, after }, plain, 'program');
    expect(
      gitApplied(
        'secret/Dockerfile',
        before,
        patch.replaceAll('/Dockerfile', '/secret/Dockerfile'),
      ),
    ).toBe(after);
  });
});
