import { describe, expect, it } from 'vitest';
import { concreteTags } from '../../src/image/tag-concrete.ts';

const TODAY = '2026-11-25';

const NODE = [
  ...['latest', 'lts', 'lts-alpine', 'alpine', 'current', 'iron'],
  ...['22', '22.20', '22.20.0', '22-alpine', '22.20.0-alpine', '22.20.0-alpine3.22'],
  ...['24', '24.9.0', '24-alpine', '24.9.0-alpine', '24.9.0-alpine3.21', '24.9.0-alpine3.22'],
  ...['25', '25.9.0', '25.9.0-alpine', '26.0.0-rc.1', '24.9.0-slim', '24.9.0-bookworm-slim'],
];

describe('the versions that a rolling tag can stand for', () => {
  const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['node', 'latest', NODE, ['25.9.0', '25', '24.9.0', '24', '22.20.0', '22.20', '22']],
    ['node', 'lts', NODE, ['24.9.0', '24', '22.20.0', '22.20', '22']],
    [
      'node',
      'lts-alpine',
      NODE,
      [
        ...['24.9.0-alpine', '24-alpine', '22.20.0-alpine', '22-alpine'],
        ...['24.9.0-alpine3.22', '24.9.0-alpine3.21', '22.20.0-alpine3.22'],
      ],
    ],
    ['node', 'lts-alpine3.22', NODE, ['24.9.0-alpine3.22', '22.20.0-alpine3.22']],
    ['node', 'bookworm-slim', NODE, ['24.9.0-bookworm-slim']],
    [
      'jenkins/jenkins',
      'lts-jdk21',
      ['2.568.1-lts-jdk21', '2.568.1-lts-jdk17', '2.570-jdk21', '2.541.1-lts-jdk21', 'lts-jdk17'],
      ['2.568.1-lts-jdk21', '2.541.1-lts-jdk21'],
    ],
    ['prom/prometheus', 'latest', ['v3.5.0', 'v3.14.0', 'main'], ['v3.14.0', 'v3.5.0']],
    [
      'debian',
      'stable-slim',
      ['12-slim', '13.1-slim', '13-slim', '13'],
      ['13.1-slim', '13-slim', '12-slim'],
    ],
    ['x/y', 'latest', ['5d41402', '7.1-ed7eee0', '1234567890', '2.0'], ['2.0']],
  ];

  it.each(cases)('%s:%s', (name, rolling, tags, expected) => {
    expect(concreteTags(rolling, tags, name, TODAY)).toEqual(expected);
  });

  it('are none for a tag that does not roll', () => {
    expect(concreteTags('22-alpine', NODE, 'node', TODAY)).toEqual([]);
  });

  it('include a line for `lts` only when it has long support by then', () => {
    expect(concreteTags('lts', ['26.7.0', '24.9.0'], 'node', '2026-10-01')).toEqual(['24.9.0']);
    expect(concreteTags('lts', ['26.7.0', '24.9.0'], 'node', '2026-11-01')).toEqual([
      '26.7.0',
      '24.9.0',
    ]);
  });
});
