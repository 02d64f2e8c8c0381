import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, reportWords } from './report-folder.ts';
import { configReport, hadolintReport, SHOP, trivyReport } from './sample-reports.ts';
import { json, seaworthy } from './seaworthy.ts';
import type { Outcome } from './seaworthy.ts';

describe('fix with a report about an older version of the file', () => {
  const OLD = ['DL3020:2', 'DL3020:3', 'DL3045:4', 'DL3059:5', 'DL3025:5', 'DL3009:4'];

  test.each([
    [
      'lines moved',
      'FROM debian:12\n\n# moved\nRUN apt-get update\nADD a /a\nENV A=1\nUSER 1000\nCMD ["/a"]\n',
    ],
    [
      'the instruction is gone',
      'FROM debian:12\nENV A=1\nRUN apt-get install curl\nUSER 1000\nCMD ["/a"]\n',
    ],
    ['the file is shorter', 'FROM debian:12\nADD a /a\n'],
    ['the file is empty', ''],
  ])('edits what it would edit without the report when %s', (_name, text) => {
    const report = [hadolintReport(OLD), configReport(['DS-0005:2', 'DS-0029:3'])];
    const folder = folderWith(text, report);
    const fix = ['fix', '--safety', 'safe,review', '--offline'];
    const plain = seaworthy(folder, fix);
    const told = seaworthy(folder, [...fix, ...reportWords(report)]);
    expect(told).toEqual(plain);
  });

  test('adds only what the report woke', () => {
    const text = 'FROM debian:12\nADD a /a\nRUN useradd -u 1001 app\nUSER app\nCMD ["/a"]\n';
    const report = [hadolintReport(['DL3066:4'])];
    const folder = folderWith(text, report);
    const fix = ['fix', '--safety', 'safe,review', '--offline', '--format', 'json'];
    const plain = appliedBy(seaworthy(folder, fix));
    const told = appliedBy(seaworthy(folder, [...fix, ...reportWords(report)]));
    expect(plain).toEqual(['prefer-copy:2']);
    expect(told).toEqual(['prefer-copy:2', 'numeric-user:4']);
  });
});

interface Fixed {
  readonly files: readonly {
    readonly applied: readonly { readonly rule: string; readonly line: number }[];
  }[];
}

function appliedBy(outcome: Outcome): string[] {
  const { files } = json(outcome) as Fixed;
  return files.flatMap(({ applied }) => applied.map(({ rule, line }) => `${rule}:${line}`));
}

describe('fix raises a pinned package', () => {
  const FIX = ['fix', '--safety', 'safe,review', '--offline', '--report', '0.json'];

  test('to the fixed version, and nothing the second time', () => {
    const folder = folderWith(SHOP, [trivyReport()]);
    const first = seaworthy(folder, [...FIX, '--write']);
    expect([first.code, first.stdout]).toEqual([1, 'Dockerfile: 1 fix written\n']);
    const path = join(folder, 'Dockerfile');
    const after = SHOP.replace('curl=7.88.1-10 ', 'curl=7.88.1-10+deb12u4 ');
    expect(readFileSync(path, 'utf8')).toBe(after);
    expect(seaworthy(folder, [...FIX, '--write'])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(path, 'utf8')).toBe(after);
  });

  test('and tells what remains, a line each', () => {
    const folder = folderWith(SHOP, [trivyReport()]);
    const lines = seaworthy(folder, FIX).stderr.split('\n');
    expect(lines).toContain('Not fixed here');
    expect(lines.join('')).not.toContain('\\n');
  });

  test('only where review fixes are wanted', () => {
    const folder = folderWith(SHOP, [trivyReport()]);
    expect(seaworthy(folder, ['fix', '--report', '0.json'])).toMatchObject({ code: 0, stdout: '' });
  });

  test('of standard input with `-`', () => {
    const folder = folderWith(SHOP, [trivyReport()]);
    const words = ['fix', '-', '--safety', 'review', '--offline', '--report', '-=0.json'];
    const { stdout } = seaworthy(folder, words, { input: SHOP });
    expect(stdout).toContain('curl=7.88.1-10+deb12u4');
  });
});
