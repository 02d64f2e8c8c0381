import { describe, expect, test } from 'vitest';
import type { Dockerfile, Instruction } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { globalScope, scopeAt } from '../../src/dockerfile/scope.ts';
import { cpuTime } from '../cpu-time.ts';

/** The last instruction stands for the place that is asked about. */
function parseLines(lines: readonly string[]): { dockerfile: Dockerfile; last: Instruction } {
  const dockerfile = parseDockerfile(lines.join('\n'));
  const last = dockerfile.instructions.at(-1);
  if (last === undefined) throw new Error('no instruction');
  return { dockerfile, last };
}

describe('FROM sees', () => {
  const cases: readonly (readonly [
    name: string,
    lines: readonly string[],
    value: string | undefined,
  ])[] = [
    ['the default of a global ARG', ['ARG V=1', 'FROM a'], '1'],
    ['an ARG that uses an earlier one', ['ARG W=2', 'ARG V="$W-b"', 'FROM a'], '2-b'],
    ['several ARGs in one line, in order', ['ARG W=2 V=$W', 'FROM a'], '2'],
    ['the last of two defaults', ['ARG V=1', 'ARG V=2', 'FROM a'], '2'],
    ['the first default when the second ARG has none', ['ARG V=1', 'ARG V', 'FROM a'], '1'],
    ['no value of an ARG without a default', ['ARG V', 'FROM a'], undefined],
    ['no value of an ARG that uses such a one', ['ARG W', 'ARG V=x$W', 'FROM a'], undefined],
    ['no value of an ARG that uses a later one', ['ARG V=x$W', 'ARG W=1', 'FROM a'], undefined],
    ['no value of a platform', ['ARG V=$TARGETARCH', 'FROM a'], undefined],
    [
      'the default given to a platform',
      ['ARG TARGETARCH=arm', 'ARG V=$TARGETARCH', 'FROM a'],
      'arm',
    ],
    ['no ARG of an earlier stage', ['FROM a', 'ARG V=1', 'FROM b'], undefined],
  ];
  test.each(cases)('%s', (_name, lines, value) => {
    const { dockerfile, last } = parseLines(lines);
    expect(scopeAt(dockerfile, last).lookup('V')).toBe(value);
    expect(globalScope(dockerfile).lookup('V')).toBe(value);
  });
});

describe('an instruction of a stage sees', () => {
  const cases: readonly (readonly [
    name: string,
    lines: readonly string[],
    value: string | undefined,
  ])[] = [
    ['the default of an ARG', ['FROM a', 'ARG V=1', 'RUN x'], '1'],
    ['nothing of an ARG that comes later', ['FROM a', 'RUN x'], undefined],
    ['no global ARG on its own', ['ARG V=1', 'FROM a', 'RUN x'], undefined],
    ['a global ARG that is named again', ['ARG V=1', 'FROM a', 'ARG V', 'RUN x'], '1'],
    ['the own default rather than the global one', ['ARG V=1', 'FROM a', 'ARG V=2', 'RUN x'], '2'],
    ['ENV', ['FROM a', 'ENV V=1', 'RUN x'], '1'],
    ['the legacy form of ENV with its quotes gone', ['FROM a', 'ENV V "a" b', 'RUN x'], 'a b'],
    ['ENV after ARG', ['FROM a', 'ARG V=1', 'ENV V=${V}2', 'RUN x'], '12'],
    ['ARG after ENV, as the last statement wins', ['FROM a', 'ENV V=1', 'ARG V=2', 'RUN x'], '2'],
    ['ENV when the ARG after it has no value', ['FROM a', 'ENV V=1', 'ARG V', 'RUN x'], '1'],
    [
      'values from before the statement in ENV',
      ['FROM a', 'ENV W=1', 'ENV W=2 V=$W', 'RUN x'],
      '1',
    ],
    ['values from the same statement in ARG', ['FROM a', 'ARG W=1', 'ARG W=2 V=$W', 'RUN x'], '2'],
    ['a name of ENV that is expanded', ['FROM a', 'ARG K=V', 'ENV $K=1', 'RUN x'], '1'],
    ['ENV of a parent stage', ['FROM a AS p', 'ENV V=1', 'FROM p', 'RUN x'], '1'],
    ['ARG of a parent stage', ['FROM a AS p', 'ARG V=1', 'FROM p', 'RUN x'], '1'],
    [
      'ENV of a parent stage that an ARG hid there',
      ['FROM a AS p', 'ENV V=1', 'ARG V=2', 'FROM p', 'RUN x'],
      '1',
    ],
    ['nothing of a stage that is no parent', ['FROM a', 'ENV V=1', 'FROM b', 'RUN x'], undefined],
    ['ENV of a trigger', ['FROM a AS p', 'ONBUILD ENV V=1', 'FROM p', 'RUN x'], '1'],
    ['no ENV of a trigger in the stage itself', ['FROM a', 'ONBUILD ENV V=1', 'RUN x'], undefined],
    ['no value that needs the base image', ['FROM a', 'ENV V=$PATH:/x', 'RUN x'], undefined],
    ['no platform without an ARG', ['FROM a', 'ARG V=${TARGETOS-none}', 'RUN x'], 'none'],
    ['a backtick as escape', ['# escape=`', 'FROM a', 'ENV V=c:\\a` b', 'RUN x'], 'c:\\a b'],
  ];
  test.each(cases)('%s', (_name, lines, value) => {
    const { dockerfile, last } = parseLines(lines);
    expect(scopeAt(dockerfile, last).lookup('V')).toBe(value);
  });
});

test('a text keeps the variables that are not known as they are written', () => {
  const { dockerfile, last } = parseLines(['FROM a', 'ENV P="$PATH:/x"', 'ENV Q=${P}:/y', 'RUN x']);
  expect(scopeAt(dockerfile, last).text('Q')).toBe('$PATH:/x:/y');
});

test('a definition leads to its instruction, and from there to the global ARG', () => {
  const { dockerfile, last } = parseLines(['ARG V=1', 'FROM a', 'ARG V', 'RUN x']);
  const [globalArg, , stageArg] = dockerfile.instructions;
  const definition = scopeAt(dockerfile, last).definition('V');
  expect(definition?.instruction).toBe(stageArg);
  expect(definition?.inherits?.instruction).toBe(globalArg);
  expect(definition?.inherits?.pair?.value?.text).toBe('1');
});

test('an ARG without a value is declared all the same', () => {
  const { dockerfile, last } = parseLines(['FROM a', 'ARG V', 'RUN x']);
  const scope = scopeAt(dockerfile, last);
  expect(scope.definition('V')).toMatchObject({ kind: 'arg', value: null, text: null });
  expect(scope.definition('W')).toBeNull();
});

test('a platform argument of a stage comes from the builder', () => {
  const { dockerfile, last } = parseLines(['FROM a', 'ARG TARGETARCH', 'RUN x']);
  const definition = scopeAt(dockerfile, last).definition('TARGETARCH');
  expect(definition?.inherits?.kind).toBe('predefined');
});

test('the instruction after ONBUILD sees what the ONBUILD sees', () => {
  const { dockerfile, last } = parseLines(['FROM a', 'ENV V=1', 'ONBUILD RUN $V']);
  if (last.trigger === null) throw new Error('no trigger');
  expect(scopeAt(dockerfile, last.trigger).lookup('V')).toBe('1');
});

test('values that double at each step do not explode', () => {
  const lines = Array.from({ length: 200 }, (_, index) => `ENV A${index + 1}=$A${index}$A${index}`);
  const { dockerfile, last } = parseLines(['FROM a', 'ENV A0=xxxxxxxx', ...lines, 'RUN x']);
  const scope = scopeAt(dockerfile, last);
  expect(scope.lookup('A10')).toHaveLength(8192);
  expect(scope.lookup('A200')).toBeUndefined();
});

test('10,000 definitions are read in less than a second of processor time', () => {
  const lines = Array.from({ length: 10_000 }, (_, index) =>
    index % 2 === 0 ? `ENV E${index}=$A${index - 1}` : `ARG A${index}=x\${E${index - 1}:-1}`,
  );
  const { dockerfile, last } = parseLines(['FROM a', ...lines, 'RUN x']);
  const start = cpuTime();
  expect(scopeAt(dockerfile, last).lookup('A9999')).toMatch(/^x/);
  expect(cpuTime() - start).toBeLessThan(1000);
});
