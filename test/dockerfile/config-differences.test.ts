import { describe, expect, test } from 'vitest';
import { configDifferences, sameConfig } from '../../src/dockerfile/config-differences.ts';
import type { ImageConfig } from '../../src/dockerfile/image-config.ts';
import { interpret } from '../../src/dockerfile/interpret.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

const UNKNOWN: ImageConfig = {
  user: 'unknown',
  workdir: 'unknown',
  shell: 'unknown',
  entrypoint: 'unknown',
  cmd: 'unknown',
  env: new Map(),
  envComplete: false,
  exposed: [],
  volumes: [],
  labels: new Map(),
  healthcheck: 'unknown',
  stopSignal: 'unknown',
  onbuild: [],
};

function configOf(instructions: string): ImageConfig {
  const dockerfile = parseDockerfile(`FROM base\n${instructions}\n`);
  const [stage] = dockerfile.stages;
  if (stage === undefined) throw new Error('no stage');
  return interpret(dockerfile, () => UNKNOWN).result(stage);
}

describe('there is a difference in', () => {
  const cases: readonly (readonly [a: string, b: string, parts: readonly string[]])[] = [
    ['USER a', 'USER b', ['user']],
    ['USER a', '', ['user']],
    ['WORKDIR /a', 'WORKDIR /b', ['workdir']],
    ['WORKDIR a', 'WORKDIR b', ['workdir']],
    ['WORKDIR a', '', ['workdir']],
    ['WORKDIR a', 'WORKDIR $X/a', ['workdir']],
    ['SHELL ["a"]', 'SHELL ["a", "b"]', ['shell']],
    ['ENTRYPOINT ["a"]', 'ENTRYPOINT a', ['entrypoint']],
    ['ENTRYPOINT ["a"]', '', ['entrypoint', 'cmd']],
    ['CMD ["a"]', 'CMD a', ['cmd']],
    ['ENV A=1', 'ENV A=2', ['env']],
    ['ENV A=1', 'ENV A=1 B=1', ['env']],
    ['ENV A=$B', 'ENV A=\\$B', ['env']],
    ["ENV A='${B}'", 'ENV A="${B}"', ['env']],
    ['ENV A=${B%x}', "ENV A='${B%x}'", ['env']],
    ['EXPOSE 80', 'EXPOSE 80/udp', ['expose']],
    ['VOLUME /a', '', ['volume']],
    ['HEALTHCHECK NONE', '', ['healthcheck']],
    ['HEALTHCHECK CMD a', 'HEALTHCHECK CMD a  b', ['healthcheck']],
    ['STOPSIGNAL INT', '', ['stopsignal']],
    ['LABEL a=1', 'LABEL a=2', ['labels']],
    ['ONBUILD RUN a\nONBUILD RUN b', 'ONBUILD RUN b\nONBUILD RUN a', ['onbuild']],
    ['USER a\nEXPOSE 1', 'CMD a', ['user', 'cmd', 'expose']],
  ];
  test.each(cases)('%j and %j', (a, b, parts) => {
    expect(configDifferences(configOf(a), configOf(b))).toEqual(parts);
    expect(configDifferences(configOf(b), configOf(a))).toEqual(parts);
    expect(sameConfig(configOf(a), configOf(b))).toBe(false);
  });
});

describe('there is no difference between', () => {
  const cases: readonly (readonly [a: string, b: string])[] = [
    ['', ''],
    ['ENV A b c', 'ENV A="b c"'],
    ['ENV A $B', 'ENV A="${B}"'],
    ['ENV A=1 B=2', 'ENV B=2\nENV A=1'],
    ['WORKDIR a\nWORKDIR b', 'WORKDIR a/b'],
    ['WORKDIR /a\nWORKDIR b', 'WORKDIR /a/b'],
    ['EXPOSE 80 443', 'EXPOSE 443/tcp\nEXPOSE 80/TCP'],
    ['CMD ["a"]\nCMD ["b"]', 'cmd [ "b" ]'],
    [
      'HEALTHCHECK --timeout=1s --interval=2s CMD a',
      'HEALTHCHECK --interval=2s --timeout=1s cmd a',
    ],
    ['RUN a', 'RUN b'],
    ['ONBUILD  run a', 'ONBUILD RUN a'],
  ];
  test.each(cases)('%j and %j', (a, b) => {
    expect(configDifferences(configOf(a), configOf(b))).toEqual([]);
    expect(sameConfig(configOf(a), configOf(b))).toBe(true);
  });
});

test('a changed copy differs from what it was copied from', () => {
  const config = configOf('USER a');
  expect(configDifferences(config, { ...config, user: 'b' })).toEqual(['user']);
});

test('a base image that may define more is another environment', () => {
  expect(configDifferences(UNKNOWN, { ...UNKNOWN, envComplete: true })).toEqual(['env']);
});

test('only the parts asked for are compared', () => {
  const [a, b] = [configOf('USER a\nCMD a'), configOf('USER b\nCMD b')];
  expect(configDifferences(a, b, new Set(['user', 'env']))).toEqual(['user']);
});
