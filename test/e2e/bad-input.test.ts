import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, readFolder } from '../local/folders.ts';
import type { Files } from '../local/folders.ts';
import { json, seaworthy } from './seaworthy.ts';

const GOOD = 'FROM debian:12\nRUN apt-get install curl\n';
const CONFIG = '.github/seaworthy.yml';

const refusals: Readonly<Record<string, readonly [Files, readonly string[], string]>> = {
  'a missing path': [{}, ['check', 'nowhere'], 'nowhere: there is no such file or folder'],
  'a path below a file': [
    { Dockerfile: GOOD },
    ['check', 'Dockerfile/Dockerfile'],
    'Dockerfile/Dockerfile: there is no such file or folder',
  ],
  'a path that is too long': [{}, ['check', 'a'.repeat(300)], 'too long'],
  'a binary file': [
    { Dockerfile: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0) },
    ['check'],
    'Dockerfile: it is a binary file (it holds NUL bytes)',
  ],
  'a file that is not UTF-8': [
    { Dockerfile: Buffer.from('FROM a\nLABEL a="caf\u00e9"\n', 'latin1') },
    ['fix', '--write'],
    'Dockerfile: it is not valid UTF-8',
  ],
  'a file of 10 MB': [
    { Dockerfile: `FROM a\n${'#'.repeat(10_000_000)}\n` },
    ['check'],
    'Dockerfile: it is larger than the limit of 2 MiB (9.5 MiB)',
  ],
  'an unknown rule': [
    { Dockerfile: GOOD },
    ['fix', '--rule', 'apt-get-yess'],
    'there is no rule `apt-get-yess`; did you mean `apt-get-yes`?',
  ],
  'a rule unlike any': [
    {},
    ['rules', 'zzzzzzzzzzzz'],
    'there is no rule `zzzzzzzzzzzz`; see `seaworthy rules`',
  ],
  'an unknown kind of fix': [{}, ['fix', '--safety', 'bold'], '--safety takes'],
  'an unknown severity': [
    {},
    ['check', '--fail-on', 'awful'],
    'Allowed choices are critical, high',
  ],
  'an unknown format': [{}, ['images', '--format', 'xml'], 'Allowed choices are text, json'],
  'an unknown option': [{}, ['check', '--fial-on', 'low'], '--fail-on'],
  'an unknown command': [{}, ['chek'], 'Did you mean check?'],
  'standard input beside files': [
    { Dockerfile: GOOD },
    ['fix', '-', 'Dockerfile'],
    'cannot be combined',
  ],
  'a missing folder to run on': [{}, ['run', 'nowhere'], 'nowhere: there is no such folder'],
  'a file to run on': [
    { Dockerfile: GOOD },
    ['run', 'Dockerfile'],
    'Dockerfile: there is no such folder',
  ],
};

const configurations: Readonly<Record<string, readonly [string, string]>> = {
  'an unknown key': ['paths: {}\nrulez: {}\n', `${CONFIG}:2:1: `],
  'a value of the wrong kind': ['pullRequests:\n  limit: many\n', `${CONFIG}:2:10: `],
  'a word that is not one of the choices': ['posture: bold\n', 'gentle'],
  'an unknown rule': ['rules:\n  apt-get-yess: off\n', 'apt-get-yes'],
  'what is no YAML': ['paths:\n\t- a\n', `${CONFIG}:2:1: `],
  'a list in place of the mapping': ['- a\n', `${CONFIG}:1:1: `],
};

describe('a clear message, exit code 2 and nothing on standard output for', () => {
  test.each(Object.entries(refusals))('%s', (_, [files, words, message]) => {
    const folder = makeFolder(files);
    const before = readFolder(folder);
    const { code, stdout, stderr } = seaworthy(folder, words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^seaworthy: /);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(readFolder(folder)).toEqual(before);
  });

  test('a link that leads round in circles', () => {
    const folder = makeFolder();
    symlinkSync('Dockerfile', join(folder, 'Dockerfile'));
    const { code, stdout, stderr } = seaworthy(folder, ['check', 'Dockerfile']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'seaworthy: Dockerfile: it is a symbolic link that leads round in circles\n',
    );
  });

  test.each(Object.entries(configurations))('a configuration with %s', (_, [config, message]) => {
    const folder = makeFolder({ Dockerfile: GOOD, [CONFIG]: config });
    for (const words of [['check'], ['fix', '--write'], ['images'], ['run', '.']]) {
      const { code, stdout, stderr } = seaworthy(folder, words);
      expect([words, code, stdout]).toEqual([words, 2, '']);
      expect(stderr).toMatch(/seaworthy: \.github\/seaworthy\.yml:\d+:\d+: /);
      expect(stderr).toContain(message);
      expect(stderr).not.toMatch(/^ {4}at /m);
    }
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(GOOD);
  });
});

describe('what is no error', () => {
  test('a folder without Dockerfiles is said to have none', () => {
    const folder = makeFolder({ 'README.md': '' });
    const { code, stdout, stderr } = seaworthy(folder, ['check', '.']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('undefined');
    expect(stderr).toBe(
      'seaworthy: .: no Dockerfile or Containerfile here; name the file to check another one\n',
    );
  });

  test.each(['', '\n', '# only a comment\n', 'FROM', 'from scratch', '\uFEFF'])(
    'the file %j',
    (text) => {
      const { code, stderr } = seaworthy(makeFolder({ Dockerfile: text }), ['check']);
      expect([0, 1]).toContain(code);
      expect(stderr).toBe('');
    },
  );
});

describe('one bad file among good ones', () => {
  test.each(['check', 'fix', 'images'])('does not keep %s from the others', (command) => {
    const folder = makeFolder({
      'a/Dockerfile': GOOD,
      'b/Dockerfile': Uint8Array.of(0),
      'c/Dockerfile': GOOD,
    });
    const outcome = seaworthy(folder, [command, '--format', 'json', 'a', 'nowhere', 'b', 'c']);
    expect(json(outcome)).toMatchObject({
      files: [{ path: 'a/Dockerfile' }, { path: 'c/Dockerfile' }],
    });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('nowhere: there is no such');
    expect(outcome.stderr).toContain('b/Dockerfile: it is a binary file');
  });

  test('a huge file is refused without being read', () => {
    const folder = makeFolder({ 'a/Dockerfile': GOOD, 'b/Dockerfile': '' });
    truncateSync(join(folder, 'b/Dockerfile'), 2 ** 42);
    const { code, stdout, stderr } = seaworthy(folder, ['check']);
    expect(code).toBe(2);
    expect(stdout).toContain('a/Dockerfile');
    expect(stderr).toContain('b/Dockerfile: it is larger than the limit of 2 MiB');
  });
});

describe('without permission', () => {
  // Root may read and write everything, so another user takes its place.
  const isRoot = process.getuid?.() === 0;
  const uid = isRoot ? 65_534 : undefined;

  function closedFolder(): string {
    const folder = makeFolder({ 'open/Dockerfile': GOOD, 'shut/Dockerfile': GOOD });
    mkdirSync(join(folder, 'dark'));
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'open'), 0o555);
    chmodSync(join(folder, 'open/Dockerfile'), 0o444);
    chmodSync(join(folder, 'shut/Dockerfile'), 0);
    chmodSync(join(folder, 'dark'), 0);
    return folder;
  }

  function reopen(folder: string): void {
    for (const name of ['open', 'dark']) chmodSync(join(folder, name), 0o755);
  }

  test('to read, the others are checked', () => {
    const folder = closedFolder();
    const { code, stdout, stderr } = seaworthy(folder, ['check', '.', 'dark/Dockerfile'], { uid });
    reopen(folder);
    expect(code).toBe(2);
    expect(stdout).toContain('open/Dockerfile');
    expect(stderr.split('\n').sort()).toEqual([
      '',
      'seaworthy: dark/Dockerfile: no permission to read it',
      'seaworthy: dark: no permission to read it',
      'seaworthy: shut/Dockerfile: no permission to read it',
    ]);
  });

  test('to write, the file stays as it is and nothing lies beside it', () => {
    const folder = closedFolder();
    const { code, stderr } = seaworthy(folder, ['fix', '--write', 'open'], { uid });
    reopen(folder);
    expect(code).toBe(2);
    expect(stderr).toContain('seaworthy: open/Dockerfile: not written: ');
    expect(stderr).not.toMatch(/^ {4}at /m);
    const { 'open/Dockerfile': file, ...others } = readFolder(folder);
    expect(file).toBe(`100444 ${GOOD}`);
    expect(Object.keys(others)).toEqual(['dark', 'open', 'shut', 'shut/Dockerfile']);
  });
});
