import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { makeFolder, readFolder } from '../local/folders.ts';
import type { Files } from '../local/folders.ts';
import { json, seaworthy, seaworthyMeddled } from './seaworthy.ts';

const RULE = ['--rule', 'apt-get-yes'];
const OLD = 'FROM debian:12\nRUN apt-get install curl\n';
const NEW = 'FROM debian:12\nRUN apt-get install -y curl\n';
const CLEAN = 'FROM debian:12\nRUN true\n';

describe('fix', () => {
  test('prints a unified diff and writes nothing', () => {
    const folder = makeFolder({ 'a/Dockerfile': OLD });
    const { code, stdout, stderr } = seaworthy(folder, ['fix', ...RULE]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^--- a\/a\/Dockerfile\n\+\+\+ b\/a\/Dockerfile\n@@ /);
    expect(stdout).toContain('\n-RUN apt-get install curl\n+RUN apt-get install -y curl\n');
    expect(readFileSync(join(folder, 'a/Dockerfile'), 'utf8')).toBe(OLD);
  });

  test('prints a diff that git applies', () => {
    const folder = makeFolder({ 'a b/Dockerfile': OLD, Dockerfile: OLD.trimEnd() });
    const patch = seaworthy(folder, ['fix', ...RULE]).stdout;
    const { status, stderr } = spawnSync('git', ['apply', '-'], {
      cwd: folder,
      input: patch,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'a b/Dockerfile'), 'utf8')).toBe(NEW);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(NEW.trimEnd());
  });

  test('exits 0 and prints nothing when there is nothing to fix', () => {
    const outcome = seaworthy(makeFolder({ Dockerfile: CLEAN }), ['fix', ...RULE]);
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  const written: Readonly<Record<string, readonly [before: string, after: string]>> = {
    'line endings of Windows': [OLD.replaceAll('\n', '\r\n'), NEW.replaceAll('\n', '\r\n')],
    'a byte order mark': [`\uFEFF${OLD}`, `\uFEFF${NEW}`],
    'no final line ending': [OLD.trimEnd(), NEW.trimEnd()],
    'letters outside ASCII': [`# Łódź 🚢\n${OLD}`, `# Łódź 🚢\n${NEW}`],
  };

  test.each(Object.entries(written))(
    '--write edits in place and keeps %s',
    (_, [before, after]) => {
      const folder = makeFolder({ Dockerfile: before, notes: 'apt-get install' });
      expect(seaworthy(folder, ['fix', '--write', ...RULE])).toMatchObject({ code: 1, stderr: '' });
      expect(readFolder(folder)).toEqual({
        Dockerfile: `100644 ${Buffer.from(after).toString('latin1')}`,
        notes: '100644 apt-get install',
      });
      expect(seaworthy(folder, ['fix', '--write', ...RULE])).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    },
  );

  test('applies review fixes only when asked', () => {
    const folder = makeFolder({
      Dockerfile: 'FROM debian:12\nEXPOSE 22\nRUN apt-get install curl\n',
    });
    const safe = json(seaworthy(folder, ['fix', '--format', 'json']));
    const both = json(seaworthy(folder, ['fix', '--format', 'json', '--safety', 'safe,review']));
    expect(safetiesOf(safe)).not.toContain('review');
    expect(safetiesOf(both)).toContain('review');
  });

  test('--format json has the promised shape', () => {
    const folder = makeFolder({ Dockerfile: OLD, 'b.Dockerfile': 'FROM debian:12\n' });
    expect(json(seaworthy(folder, ['fix', '--format', 'json', ...RULE]))).toEqual({
      version: 1,
      files: [
        expect.objectContaining({
          path: 'Dockerfile',
          changed: true,
          after: NEW,
          applied: [
            {
              rule: 'apt-get-yes',
              safety: 'safe',
              title: expect.any(String) as string,
              effects: [],
              line: 2,
            },
          ],
          left: [],
        }),
        expect.objectContaining({ path: 'b.Dockerfile', changed: false, applied: [], left: [] }),
      ],
    });
  });
});

function safetiesOf(result: unknown): unknown[] {
  return (
    JSON.stringify(result)
      .match(/"safety":"[a-z]+"/g)
      ?.map((text) => text.slice(10, -1)) ?? []
  );
}

describe('fix -', () => {
  const folder = () => makeFolder({ Dockerfile: OLD });

  test.each([
    ['prints the fixed text of standard input', OLD, NEW, 1],
    ['prints what needs no fix as it came', CLEAN, CLEAN, 0],
    [
      'keeps a byte order mark and line endings',
      `\uFEFF${OLD}`.replaceAll('\n', '\r\n'),
      `\uFEFF${NEW}`.replaceAll('\n', '\r\n'),
      1,
    ],
    ['prints nothing for nothing', '', '', 0],
  ])('%s', (_, input, stdout, code) => {
    expect(seaworthy(folder(), ['fix', '-', ...RULE], { input })).toEqual({
      code,
      stdout,
      stderr: '',
    });
  });

  test('prints JSON when asked', () => {
    const outcome = seaworthy(folder(), ['fix', '-', '--format', 'json', ...RULE], { input: OLD });
    expect(json(outcome)).toMatchObject({ files: [{ path: '-', changed: true, after: NEW }] });
  });

  test('leaves a template as it came and says so', () => {
    const input = 'FROM debian:{{ version }}\n{% if x %}\nRUN apt-get install curl\n{% endif %}\n';
    const { code, stdout, stderr } = seaworthy(folder(), ['fix', '-'], { input });
    expect([code, stdout]).toEqual([0, input]);
    expect(stderr).toMatch(/^seaworthy: standard input: skipped: a template/);
  });

  test.each([
    ['binary', Uint8Array.of(0), 'binary'],
    ['not UTF-8', Uint8Array.of(0xff), 'UTF-8'],
    ['too large', Buffer.alloc(3_000_000, '#'), 'limit of 2 MiB'],
  ])('refuses what is %s', (_, input, message) => {
    const { code, stdout, stderr } = seaworthy(folder(), ['fix', '-'], { input });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('an interruption of fix --write', () => {
  const COUNT = 400;
  const LARGE = OLD + 'RUN apt-get install curl\n'.repeat(20);
  const LARGE_NEW = LARGE.replaceAll('install curl', 'install -y curl');

  function manyFiles(): Files {
    return Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [`${i}/Dockerfile`, LARGE]));
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('by %s leaves each file old or new', async (signal) => {
    const folder = makeFolder(manyFiles());
    const outcome = await seaworthyMeddled(folder, ['fix', '--write', ...RULE], async (child) => {
      while (readFileSync(join(folder, '0/Dockerfile'), 'utf8') === LARGE) await sleep(5);
      child.kill(signal);
    });
    expect(outcome.code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(outcome.stderr).toMatch(/^seaworthy: interrupted; \d+ files were not looked at\n$/);
    const files = Object.entries(readFolder(folder)).filter(([, content]) => content !== '40755');
    const contents = files.map(([, content]) => content);
    expect(files.map(([path]) => path).filter((path) => !path.endsWith('/Dockerfile'))).toEqual([]);
    expect(files.length).toBe(COUNT);
    expect(new Set(contents)).toEqual(new Set([`100644 ${LARGE}`, `100644 ${LARGE_NEW}`]));
  });
});

test('a write that fails is reported, and the other files are written', () => {
  // The new file has a longer name until it takes the old one's place, so this one cannot be made.
  const unwritable = `Dockerfile.${'a'.repeat(244)}`;
  const folder = makeFolder({ [unwritable]: OLD, 'z/Dockerfile': OLD });
  const { code, stderr } = seaworthy(folder, ['fix', '--write', ...RULE]);
  expect(code).toBe(2);
  expect(stderr).toContain(`seaworthy: ${unwritable}: not written: `);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(readFolder(folder)).toEqual({
    [unwritable]: `100644 ${OLD}`,
    z: '40755',
    'z/Dockerfile': `100644 ${NEW}`,
  });
});
