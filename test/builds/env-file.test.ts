import { describe, expect, test } from 'vitest';
import { readEnvFile } from '../../src/builds/env-file.ts';
import { showValue } from './show-builds.ts';

function show(text: string): string[] {
  const variables = readEnvFile({ path: '.env', text });
  return [...variables].map(([name, value]) => {
    return `${name}=${showValue(value, '.env', { '.env': text })}`;
  });
}

describe('.env gives', () => {
  const cases: readonly (readonly [name: string, text: string, variables: readonly string[]])[] = [
    ['plain values', 'A=1\nB=x y\n', ['A=1 (1*)', 'B=x y (2*)']],
    ['quoted values', 'A="1 # 2"\nB=\'$A\'\n', ['A=1 # 2 (1*)', 'B=$A (2*)']],
    ['values before comments', 'A=1 # one\nB=#\nC=a#b\n', ['A=1 (1*)', 'B= (2*)', 'C=a#b (3*)']],
    ['exported values', 'export A=1', ['A=1 (1*)']],
    ['values of other variables', 'A=1\nB=$A\nC="v${A}"\n', ['A=1 (1*)', 'B=1 (1*)', 'C=v1 (3)']],
    ['the last of several values', 'A=1\nA=2\n', ['A=2 (2*)']],
    ['nothing for other lines', '# A=1\nA B\n=1\n1A=2\n', []],
    ['no property of objects', '__proto__=1\nA=1\n', ['__proto__=1 (1*)', 'A=1 (2*)']],
    ['values behind a byte order mark', '\uFEFFA=1\r\nB=2\r\n', ['A=1 (1*)', 'B=2 (2*)']],
  ];
  test.each(cases)('%s', (_name, text, variables) => {
    expect(show(text)).toEqual(variables);
  });

  test('no value that doubles with every line', () => {
    const lines = Array.from({ length: 200 }, (_, n) => `A${n + 1}=$A${n}$A${n}`);
    const shown = show(`A0=xx\n${lines.join('\n')}`);
    expect(shown.at(-1)).toBe('A200=? (201)');
    expect(Math.max(...shown.map(({ length }) => length))).toBeLessThan(20_000);
  });
});
