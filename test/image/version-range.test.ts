import { describe, expect, test } from 'vitest';
import { mavenRange } from '../../src/image/version-brackets.ts';
import { composerRange, gemRange, pythonRange } from '../../src/image/version-clauses.ts';
import { atLeast, lineRange, npmRange, versionNumbers } from '../../src/image/version-range.ts';
import type { VersionRange } from '../../src/image/version-range.ts';

type Reader = (text: string) => VersionRange | null;
type Row = readonly [text: string, allowed: readonly string[], refused: readonly string[]];

function verdicts(range: VersionRange | null, versions: readonly string[]): string[] {
  return versions.filter((version) => range?.allows(version.split('.').map(Number)) === true);
}

function table(name: string, read: Reader, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)('%s', (text, allowed, refused) => {
      const range = read(text);
      expect(range?.text).toBe(text);
      expect(verdicts(range, [...allowed, ...refused])).toEqual(allowed);
    });
  });
}

table(
  'a range of npm allows what npm allows, and an open tag when its newest version fits',
  npmRange,
  [
    ['^20.11', ['20', '20.11.0', '20.12'], ['22', '20.10.0', '21.0.0']],
    ['>=18 <21', ['18', '20', '20.19.1'], ['21', '22.1.0']],
    ['20.11.x', ['20.11', '20.11.5'], ['20', '20.12.0']],
    ['18 || 20', ['18', '20.1.0'], ['19', '21']],
    ['*', ['1', '99.0.0'], []],
  ],
);

table('specifiers of Python (PEP 440)', pythonRange, [
  ['>=3.9,<3.13', ['3.9', '3.12', '3.12.4'], ['3.13', '3.8.20', '3', '3.13.0']],
  ['~=3.11', ['3.11', '3.14', '3.99.1'], ['4', '3.10.2']],
  ['~=3.11.2', ['3.11', '3.11.9'], ['3.12', '3.11.1']],
  ['==3.11.*', ['3.11', '3.11.4'], ['3.12', '3.10']],
  ['==3.11', ['3.11.0'], ['3.11', '3.11.1']],
  ['>=3.8, !=3.9.*, != 3.10.2', ['3.8', '3.10', '3.11'], ['3.9.4', '3.9', '3.10.2']],
  ['>3.9', ['3.9.1', '3.10'], ['3.9.0', '3.8']],
  ['<=3.12', ['3.12.0', '3.11'], ['3.12', '3.12.1']],
  ['<4.0', ['3', '3.14'], ['4']],
  ['^3.11', ['3.11', '3.14'], ['4', '3.10']],
  ['~3.11', ['3.11.9'], ['3.12.0']],
  ['>=3.8,<3.9 || >=3.11', ['3.8.5', '3.12'], ['3.9.1', '3.10.4']],
  ['>=3.12.0rc1', ['3.12.1'], ['3.11']],
]);

table('constraints of Composer', composerRange, [
  ['^8.1', ['8.1', '8.4', '8.4.2'], ['9', '8.0.30']],
  ['~8.1', ['8.1.0', '8.4.2'], ['9.0.0']],
  ['~8.1.3', ['8.1.9', '8.1'], ['8.2.0', '8.1.2']],
  ['>=7.4 <8.3', ['8.2', '7.4.33'], ['8.3', '7.3.1']],
  ['8.1.* | 8.3.*', ['8.1.2', '8.3'], ['8.2.1']],
  ['8.0 - 8.2', ['8.2.9', '8.0.1'], ['8.3.0']],
  ['>=8.1@stable', ['8.2'], ['8.0.1']],
]);

table('requirements of RubyGems', gemRange, [
  ['3.2.2', ['3.2.2'], ['3.2.3', '3.2', '3.3.0']],
  ['~> 3.2', ['3.2', '3.4.1'], ['4', '3.1.9']],
  ['~> 3.2.0', ['3.2', '3.2.6'], ['3.3.0']],
  ['>= 3.0, < 3.4', ['3.3', '3.0.1'], ['3.4', '2.7.8']],
]);

table('ranges of Maven', mavenRange, [
  ['[17,18)', ['17', '17.0.9'], ['18', '21', '11']],
  ['[17,)', ['17', '21'], ['11']],
  ['17', ['17', '21'], ['11.0.2']],
  ['(,21]', ['17', '21.0.0'], ['21.0.1', '22']],
]);

describe('no range is', () => {
  const rows: readonly (readonly [name: string, read: Reader, text: string])[] = [
    ['a name of npm', npmRange, 'lts/*'],
    ['a text of 10,000 characters', npmRange, `>=1${' '.repeat(10_000)}`],
    ['a word to Python', pythonRange, 'three'],
    ['nothing to Python', pythonRange, ''],
    ['a version glued to another', pythonRange, '>=3.9<4'],
    ['a word to Composer', composerRange, 'self.version'],
    ['a property to Maven', mavenRange, '${java.version}'],
  ];
  test.each(rows)('%s', (_name, read, text) => {
    expect(read(text)).toBeNull();
  });
});

test('a line keeps its first numbers, and a least version has no upper end', () => {
  expect(verdicts(lineRange('3.12.1', [3, 12, 1], 2), ['3.12', '3.12.9', '3.13', '3'])).toEqual([
    '3.12',
    '3.12.9',
  ]);
  expect(verdicts(atLeast('1.22', [1, 22]), ['1.22.0', '1.25', '2', '1.21.13'])).toEqual([
    '1.22.0',
    '1.25',
    '2',
  ]);
});

test('the numbers of a version are read from its beginning', () => {
  const texts = ['v20.11.1', '3.12', ' 17 ', '8u392', 'lts/iron', '99999999999'];
  expect(texts.map(versionNumbers)).toEqual([[20, 11, 1], [3, 12], [17], [8], null, null]);
});
