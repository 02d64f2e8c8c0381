import { describe, expect, test } from 'vitest';
import { parseChallenges } from '../../src/registry/challenge.ts';
import { cpuTime } from '../cpu-time.ts';

const read = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('challenges are read', () => {
  const table: Readonly<Record<string, readonly [header: string, expected: unknown]>> = {
    'with quoted values': [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/alpine:pull"',
      [
        [
          'bearer',
          {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:library/alpine:pull',
          },
        ],
      ],
    ],
    'with commas inside of quotes': [
      'Bearer realm="x",scope="repository:a:pull,push"',
      [['bearer', { realm: 'x', scope: 'repository:a:pull,push' }]],
    ],
    'with quotes inside of quotes': ['Basic realm="a \\"b\\""', [['basic', { realm: 'a "b"' }]]],
    'without quotes': ['Basic realm=x', [['basic', { realm: 'x' }]]],
    'with blanks everywhere': [
      ' Bearer  realm = "x" ,  service = "y" ',
      [['bearer', { realm: 'x', service: 'y' }]],
    ],
    'in any case of letters': ['BEARER Realm="x"', [['bearer', { realm: 'x' }]]],
    'without parameters': ['Negotiate', [['negotiate', {}]]],
    'with a value that has no name': [
      'Negotiate YWJj==, Basic realm="x"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
      ],
    ],
    'when there are several': [
      'Basic realm="a", Bearer realm="b",service="c", Digest realm="d"',
      [
        ['basic', { realm: 'a' }],
        ['bearer', { realm: 'b', service: 'c' }],
        ['digest', { realm: 'd' }],
      ],
    ],
    'up to what cannot be read': [
      'Basic realm="a", Bearer realm="b',
      [
        ['basic', { realm: 'a' }],
        ['bearer', {}],
      ],
    ],
    'from an empty header': ['', []],
    'from nonsense': ['=,;"', []],
  };
  test.each(Object.entries(table))('%s', (_name, [header, expected]) => {
    expect(read(header)).toEqual(expected);
  });

  test.each([',', 'a=', '"', '\\', 'Basic ', 'a="\\'])('in little time from many %s', (part) => {
    const start = cpuTime();
    parseChallenges(part.repeat(200_000));
    expect(cpuTime() - start).toBeLessThan(1000);
  });
});
