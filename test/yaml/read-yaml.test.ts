import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/yaml/read-yaml.ts';
import { plainValue } from '../../src/yaml/yaml-tree.ts';
import { cpuTime } from '../cpu-time.ts';

/** The values of a foreign document, or the offset and text of its problem. */
function read(text: string): unknown {
  const outcome = readYaml(text, { largest: 1024 * 1024, dialect: 'foreign' });
  return outcome.ok ? plainValue(outcome.root) : `${outcome.offset}: ${outcome.problem}`;
}

describe('a foreign document is read with', () => {
  const cases: Readonly<Record<string, readonly [text: string, value: unknown]>> = {
    'aliases for the value itself': ['a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
    'a merge that leaves what is there': [
      'x: &x { a: 1, b: 1 }\ny: { <<: *x, b: 2 }\n',
      { x: { a: 1, b: 1 }, y: { a: 1, b: 2 } },
    ],
    'a merge of several, the first of which wins': [
      'x: &x { a: 1 }\ny: &y { a: 2, b: 2 }\nz: { <<: [*x, *y] }\n',
      { x: { a: 1 }, y: { a: 2, b: 2 }, z: { a: 1, b: 2 } },
    ],
    'tags of others passed over': ['a: !reset null\nb: !override [x]\n', { a: 'null', b: ['x'] }],
    'numbers as keys': ['80: a\n', { '80': 'a' }],
    'a key that is no property passed over': ['__proto__: { a: 1 }\nb: 2\n', { b: 2 }],
    'JSON with tabs': ['{\n\t"a": {\n\t\t"b": [1, "x:y"]\n\t}\n}\n', { a: { b: [1, 'x:y'] } }],
    'nothing in it': ['# nothing\n', null],
  };
  it.each(Object.entries(cases))('%s', (_name, [text, value]) => {
    expect(read(text)).toEqual(value);
  });
});

describe('a document is refused for', () => {
  const laughs = Array.from(
    { length: 9 },
    (_, level) => `k${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1},`.repeat(9)}]\n`,
  );
  const merges = Array.from(
    { length: 2000 },
    (_, level) => `k${level}: &a${level}\n  <<: *a${Math.max(0, level - 1)}\n  n${level}: 1\n`,
  );
  const cases: Readonly<Record<string, readonly [text: string, problem: string]>> = {
    'a key twice': ['a: 1\na: 2\n', '5: `a` is there twice'],
    'a value that holds itself': [
      'a: &x [*x]\n',
      '7: an alias has no anchor, or aliases stand for too much',
    ],
    'aliases of aliases': [laughs.join(''), 'stand for too much'],
    'merges of merges': [merges.join('').replace('  <<: *a0\n', ''), 'stand for too much'],
    'brackets within brackets': ['['.repeat(50_000), '20: this is nested too deeply'],
    'its size': [`# ${'x'.repeat(1024 * 1024)}`, '0: the file is larger than 1024 KiB'],
  };
  it.each(Object.entries(cases))('%s', (_name, [text, problem]) => {
    const started = cpuTime();
    expect(read(text)).toContain(problem);
    expect(cpuTime() - started).toBeLessThan(5000);
  });
});
